import { relative } from "node:path";
import { CannotRunError } from "../schema/cannot-run.ts";
import { compileFile } from "../schema/compile.ts";
import type { Model } from "../schema/model.ts";
import { SchemaProblemsError, UnreadableSchemaError } from "./schema-errors.ts";
import { entryOf } from "./seed/entry.ts";
import { Entries } from "./seed/manifest.ts";

/** What a seed holds. */
export interface SeedSummary {
  /** Differs wherever the records do. */
  readonly digest: string;
  /** The number of records. */
  readonly records: number;
  /** Those of them whose time has come: they are left out. */
  readonly expired: number;
}

/** A schema, ready to be provisioned: the model, and what each seed holds. */
export interface StackSchema {
  /** The schema file, relative to the program's folder: the state must read the same on every machine. */
  readonly file: string;
  readonly model: Model;
  /** By `BINDING.collection`. */
  readonly seeds: ReadonlyMap<string, SeedSummary>;
}

/**
 * Loads a schema for a stack, with all its seeds read and checked before anything is provisioned.
 *
 * @throws SchemaProblemsError where the schema or a seed has problems, UnreadableSchemaError where it
 * cannot be read at all.
 */
export async function loadStackSchema(file: string): Promise<StackSchema> {
  try {
    const read = new Map<string, { readonly entries: Entries; expired: number }>();
    const { model, problems } = await compileFile(file, {
      onSeedPair({ binding, collection }, pair) {
        const name = `${binding}.${collection}`;
        const seed = read.get(name) ?? { entries: new Entries(), expired: 0 };
        read.set(name, seed);
        seed.entries.add(entryOf(pair));
        if (pair.isExpired === true) seed.expired++;
      },
    });
    if (problems.length > 0) throw new SchemaProblemsError(problems);
    const seeds = new Map<string, SeedSummary>();
    for (const { binding, collections } of model.namespaces) {
      for (const { name, seed } of collections) {
        if (seed === undefined) continue;
        const { entries = new Entries(), expired = 0 } = read.get(`${binding}.${name}`) ?? {};
        const manifest = entries.manifest();
        seeds.set(`${binding}.${name}`, {
          digest: manifest.digest(),
          records: manifest.size,
          expired,
        });
      }
    }
    return { file: relative(process.cwd(), file), model, seeds };
  } catch (error) {
    throw error instanceof CannotRunError ? new UnreadableSchemaError(error) : error;
  }
}
