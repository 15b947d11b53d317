import { relative, sep } from "node:path";
import { compileFile } from "../schema/compile-file.ts";
import type { Model } from "../schema/model.ts";
import type { Problem } from "../schema/problem.ts";
import type { SeedOrigin } from "../schema/seed/check-seeds.ts";
import { isSeedCode } from "../schema/seed/pairs.ts";
import type { ReadingProgress } from "../schema/seed/reading.ts";
import { SchemaProblemsError } from "./schema-problems-error.ts";
import { Entries } from "./seed/entries.ts";
import { ENTRY_BYTES, entryOf } from "./seed/entry.ts";
import type { Manifest } from "./seed/manifest.ts";
import { collectGarbageOf } from "./start-up/memory.ts";

/** What a seed holds. */
export interface SeedSummary {
  /** Differs if the records do. */
  readonly digest: string;
  /** The number of records. */
  readonly records: number;
  /** The number of expired records, which are left out. */
  readonly expired: number;
  /** The number of bad records, which are left out; 0 unless `skipInvalid` is set. */
  readonly skipped: number;
  /** What is wrong with the first of them. */
  readonly warnings: readonly Problem[];
}

/** The most bad records of a seed that are shown; the others are counted. */
const MAX_WARNINGS = 20;

/** A seed while it is read. */
interface ReadSeed {
  readonly entries: Entries;
  expired: number;
  skipped: number;
  readonly warnings: Problem[];
}

/** A schema, ready to be provisioned: the model, and what each seed holds. */
export interface StackSchema {
  /** The schema file, relative to the program's folder: the state must be the same on every machine. */
  readonly file: string;
  readonly model: Model;
  /** Whether bad records of seeds are left out with a warning. */
  readonly skipInvalid: boolean;
  /** By `BINDING.collection`. */
  readonly seeds: ReadonlyMap<string, SeedSummary>;
}

/**
 * Reads a schema for a stack, with all its seeds, before anything is provisioned. It does not need Pulumi.
 *
 * @param options.skipInvalid whether records of seeds that do not fit their collection, or have the key
 * of another record, are left out with a warning. By default they are problems.
 * @param options.onModel called with the model, before any seed is read.
 * @param options.onReading called now and then with the progress of reading a seed, if it takes long.
 * @param options.onSeedCode called with what each seed holds that comes from code.
 * @throws SchemaProblemsError if the schema or a seed has problems, CannotRunError if it cannot be read at
 * all.
 */
export async function readStackSchema(
  file: string,
  {
    skipInvalid = false,
    onModel,
    onSeedCode,
    onReading,
  }: {
    readonly skipInvalid?: boolean;
    readonly onModel?: ((model: Model) => void) | undefined;
    readonly onSeedCode?: (name: string, manifest: Manifest) => void;
    readonly onReading?: ((collection: string, progress: ReadingProgress) => void) | undefined;
  } = {},
): Promise<StackSchema> {
  const read = new Map<string, ReadSeed>();
  const entry = Buffer.alloc(ENTRY_BYTES);
  const seedOf = ({ binding, collection }: SeedOrigin): ReadSeed => {
    const name = `${binding}.${collection}`;
    const seed = read.get(name) ?? {
      entries: new Entries(),
      expired: 0,
      skipped: 0,
      warnings: [],
    };
    read.set(name, seed);
    return seed;
  };
  const { model, problems } = await compileFile(file, {
    onSeedPair(from, pair) {
      const seed = seedOf(from);
      seed.entries.add(entryOf(pair, entry));
      if (pair.isExpired === true) seed.expired++;
    },
    onReading,
    ...(onModel !== undefined && { onModel }),
    ...(skipInvalid && {
      onBadRecord(from, warning) {
        const seed = seedOf(from);
        seed.skipped++;
        if (seed.warnings.length < MAX_WARNINGS) seed.warnings.push(warning);
      },
    }),
  });
  if (problems.length > 0) throw new SchemaProblemsError(problems);
  const seeds = new Map<string, SeedSummary>();
  const records = [...read.values()].reduce((sum, { entries }) => sum + entries.size, 0);
  // Frees what found duplicate keys, before sorting the entries takes as much memory again.
  collectGarbageOf(records);
  for (const { binding, collections } of model.namespaces) {
    for (const { name, seed } of collections) {
      if (seed === undefined) continue;
      const { entries, ...counted } = seedOf({ binding, collection: name });
      const manifest = entries.manifest();
      if (isSeedCode(seed)) onSeedCode?.(`${binding}.${name}`, manifest);
      seeds.set(`${binding}.${name}`, {
        digest: manifest.digest(),
        records: manifest.size,
        ...counted,
      });
    }
  }
  read.clear();
  collectGarbageOf(records);
  const name = relative(process.cwd(), file).replaceAll(sep, "/");
  return { file: name, model, skipInvalid, seeds };
}
