import { dirname, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { CannotRunError } from "../cannot-run.ts";
import type { KvDefinition } from "../define.ts";
import type { CollectionModel } from "../model.ts";
import type { DefinitionProblem, Path } from "../problem.ts";
import type { SeedRecord } from "../seed-source.ts";
import { prepareRecord } from "./prepare.ts";
import { readSeed } from "./read.ts";
import { pairsOf, type SeedPair } from "./record.ts";
import { SeenKeys } from "./seen-keys.ts";
import { seedTarget } from "./target.ts";

/** How many records are read in one turn. Signals are handled between turns, and awaiting a record does not end one. */
const TURN = 1_000;

/** The options that name a page of a folder, each with an example of one. */
const PAGES = { singlePageApp: "index.html", notFound: "404.html" } as const;
type PageOption = keyof typeof PAGES;

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
  const target = await seedTarget(schemaFile, definition, binding, model);
  const file =
    model.seed.source === "inline" ? schemaFile : resolve(dirname(schemaFile), model.seed.path);
  const path = seedPath(binding, model);
  const seen = options.isChecked === true ? undefined : new SeenKeys();
  const assetParam = model.key.params[0]?.name ?? "";
  const missing = new Map(pagesOf(model));
  let count = 0;
  for await (const raw of readSeed(model.seed, file, target)) {
    count++;
    if (count % TURN === 0) await setImmediate();
    const problem = (rule: DefinitionProblem["rule"], message: string, help: string) => ({
      problem: {
        rule,
        path: [...path, ...(raw.path ?? [])],
        ...(raw.place !== undefined && { place: raw.place() }),
        message: `record ${count} of the seed of \`${model.name}\`: ${message}`,
        help,
      },
    });
    const prepared = raw.fault ?? (await prepareRecord(target, raw.record));
    if (typeof prepared === "string") {
      yield problem("seed-mismatch", prepared, "Fix the record, or the collection's types.");
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
    if (missing.size > 0) removeFound(missing, (raw.record as SeedRecord).params?.[assetParam]);
    for (const pair of pairsOf(prepared)) yield { pair };
  }
  seen?.clear();
  for (const page of missing) yield { problem: missingPage(binding, model, page) };
}

/** Whether a problem concerns one record only, and the seed is good without it. */
export function isOfOneRecord({ rule }: DefinitionProblem): boolean {
  return rule === "seed-mismatch" || rule === "seed-duplicate";
}

/** The options that name a page of the folder, with its path. */
function pagesOf({ serve }: CollectionModel): readonly (readonly [PageOption, string])[] {
  const { singlePageApp, notFound } = serve ?? {};
  return [
    ...(singlePageApp === undefined ? [] : [["singlePageApp", singlePageApp] as const]),
    ...(notFound === undefined ? [] : [["notFound", notFound] as const]),
  ];
}

function removeFound(missing: Map<PageOption, string>, path: unknown): void {
  for (const [option, page] of missing) if (page === path) missing.delete(option);
}

function missingPage(
  binding: string,
  { name, seed }: CollectionModel,
  [option, page]: readonly [PageOption, string],
): DefinitionProblem {
  const folder = seed !== undefined && "path" in seed ? seed.path : "";
  return {
    rule: "not-found-missing",
    path: ["namespaces", binding, "collections", name, option],
    message: `there is no file ${page} in ${folder} for the \`${option}\` page`,
    help: `Create it, or fix its path: it is relative to the folder, such as \`${PAGES[option]}\`.`,
  };
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
