import { dirname, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { CannotRunError } from "../cannot-run.ts";
import type { KvDefinition } from "../define.ts";
import type { CollectionModel } from "../model.ts";
import type { DefinitionProblem, Path } from "../problem.ts";
import type { SeedRecord } from "../seed-source.ts";
import { seedCollection } from "./collection.ts";
import { MissingPages } from "./missing-pages.ts";
import { prepareRecord } from "./prepare-record.ts";
import { readSeed } from "./read.ts";
import { pairsOf, type SeedPair } from "./record.ts";
import { SeenKeys } from "./seen-keys.ts";

/** How many records are read in one turn. Signals are handled between turns, and awaiting a record does not end one. */
const TURN = 1_000;

/**
 * Reads a collection's seed, checks each record against the collection's types, and yields it as the pair
 * that goes to KV, or as a problem.
 *
 * @param options.isChecked whether the seed was read before and had no bad record. Then no key is in it
 * twice, and checking that again would take memory.
 * @throws CannotRunError if the seed cannot be read at all.
 */
export async function* prepareSeed(
  schemaFile: string,
  definition: KvDefinition,
  binding: string,
  model: CollectionModel,
  options: { readonly isChecked?: boolean } = {},
): AsyncGenerator<{ readonly pair: SeedPair } | { readonly problem: DefinitionProblem }> {
  if (model.seed === undefined) return;
  const collection = await seedCollection(schemaFile, definition, binding, model);
  const file =
    model.seed.source === "inline" ? schemaFile : resolve(dirname(schemaFile), model.seed.path);
  const path = seedPath(binding, model);
  const seen = options.isChecked === true ? undefined : new SeenKeys();
  const assetParam = model.key.params[0]?.name ?? "";
  const pages = new MissingPages(binding, model);
  const isFolder = model.seed.source === "folder";
  let count = 0;
  for await (const raw of readSeed(model.seed, file, collection)) {
    count++;
    if (count % TURN === 0) await setImmediate();
    const problem = (rule: DefinitionProblem["rule"], message: string, help: string) => ({
      problem: {
        rule,
        path: [...path, ...(raw.path ?? [])],
        ...(raw.place !== undefined && { place: raw.place() }),
        message: `${isFolder ? "a file" : `record ${count}`} of the seed of \`${model.name}\`: ${message}`,
        help,
      },
    });
    const prepared = raw.fault ?? (await prepareRecord(collection, raw.record));
    if (typeof prepared === "string") {
      const { help = "Fix the record, or the collection's types." } = raw;
      yield problem("seed-mismatch", prepared, help);
      continue;
    }
    const { pair, pointers } = prepared;
    const before = seen?.add([pair.key, ...pointers], count);
    if (before !== undefined) {
      const what = before.key === pair.key ? "key" : "pointer";
      const message = `it has the ${what} ${JSON.stringify(before.key)} of record ${before.record}`;
      yield problem(
        "seed-duplicate",
        message,
        "Keep one of them: KV rejects the same key twice in one write.",
      );
      continue;
    }
    pages.found((raw.record as SeedRecord).params?.[assetParam]);
    for (const pair of pairsOf(prepared)) yield { pair };
  }
  seen?.clear();
  for (const problem of pages.problems()) yield { problem };
}

/** Whether a problem concerns one record only, and the seed is good without it. */
export function isOfOneRecord({ rule }: DefinitionProblem): boolean {
  return rule === "seed-mismatch" || rule === "seed-duplicate";
}

/** A seed that cannot be read, as a problem of the collection's `seed`. */
export function unreadableSeed(
  binding: string,
  collection: CollectionModel,
  { place, message, help }: CannotRunError,
): DefinitionProblem {
  return {
    rule: "seed-unreadable",
    path: seedPath(binding, collection),
    ...(place !== undefined && { place }),
    message,
    help,
  };
}

function seedPath(binding: string, { name, kind }: CollectionModel): Path {
  return ["namespaces", binding, "collections", name, kind === "assets" ? "from" : "seed"];
}
