import { CannotRunError } from "../cannot-run.ts";
import { compileModel } from "../compile/model.ts";
import type { KvDefinition } from "../define.ts";
import { literalHead } from "../key-pattern.ts";
import { loadSchema } from "../load.ts";
import type { CollectionModel, SeedModel } from "../model.ts";
import { withForms } from "./forms.ts";
import { isOfOneRecord, prepareSeed } from "./prepare-seed.ts";
import type { SeedPair } from "./record.ts";

/**
 * The pairs of one collection's seed, which was checked before, ready to be written.
 *
 * @param options.skipsBad whether the check found bad records and left them out: then they are left out here
 * too.
 * @throws CannotRunError at the first record that does not fit the collection: `keyloom check` lists all of
 * them.
 */
export async function* seedPairs(
  schemaFile: string,
  binding: string,
  collection: string,
  { skipsBad = false }: { readonly skipsBad?: boolean } = {},
): AsyncGenerator<SeedPair> {
  const { definition, model } = await loadCollection(schemaFile, binding, collection);
  for await (const result of prepareSeed(schemaFile, definition, binding, model, {
    isChecked: !skipsBad,
  })) {
    if ("pair" in result) yield* withForms(result.pair, model);
    else if (!skipsBad || !isOfOneRecord(result.problem)) {
      const { message, help, place } = result.problem;
      throw new CannotRunError(message, { help, ...(place !== undefined && { place }) });
    }
  }
}

/** The same as {@link isSeedCode}, for a collection. */
export async function hasSeedCode(
  schemaFile: string,
  binding: string,
  collection: string,
): Promise<boolean> {
  const { model } = await loadCollection(schemaFile, binding, collection);
  return model.seed !== undefined && isSeedCode(model.seed);
}

/** Whether a seed's records come from the author's code, which may return different ones each time. */
export function isSeedCode({ source }: SeedModel): boolean {
  return source === "module" || source === "inline";
}

/** The keys that a collection's seed writes, if it has one. */
export async function keysOfSeed(
  schemaFile: string,
  binding: string,
  collection: string,
  keys: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const { model } = await loadCollection(schemaFile, binding, collection);
  const found = new Set<string>();
  if (model.seed === undefined) return found;
  for await (const { key } of seedPairs(schemaFile, binding, collection, { skipsBad: true })) {
    if (keys.has(key)) found.add(key);
  }
  return found;
}

/** What the keys of a collection's pointers start with: its seed writes them as well. */
export async function pointerPrefixes(
  schemaFile: string,
  binding: string,
  collection: string,
): Promise<readonly string[]> {
  const { model } = await loadCollection(schemaFile, binding, collection);
  return (model.pointers ?? []).map(({ key }) => literalHead(key));
}

/**
 * Loads a schema for one of its collections.
 *
 * @throws CannotRunError if there is no such collection any more.
 */
export async function loadCollection(
  schemaFile: string,
  binding: string,
  collection: string,
): Promise<{ readonly definition: KvDefinition; readonly model: CollectionModel }> {
  const definition = await loadSchema(schemaFile);
  const model = compileModel(definition.options, [])
    .namespaces.find((namespace) => namespace.binding === binding)
    ?.collections.find(({ name }) => name === collection);
  if (model !== undefined) return { definition, model };
  throw new CannotRunError(`the schema has no collection ${binding}.${collection}`, {
    help: "Run the stack again with the current schema.",
  });
}
