import { camelCase, pascalCase } from "change-case";
import type { Model } from "../schema/model.ts";

/** The names that generated code gives to what belongs to one collection. */
export interface CollectionNames {
  /** The value's type: `Session`. */
  readonly value: string;
  /** What a `put` takes, where defaults make it differ from the value: `SessionInput`. */
  readonly input: string;
  readonly params: string;
  readonly prefix: string;
  readonly metadata: string;
  readonly entry: string;
  /** The accessor's interface: `SessionCollection`. */
  readonly accessor: string;
  /** The stem of the functions and constants: `session`. */
  readonly stem: string;
}

const SUFFIXES = ["", "Input", "Params", "Prefix", "Metadata", "Entry", "Collection", "Namespace"];

/** What a generated file declares or takes from its surroundings besides the collections. */
const TAKEN: readonly string[] = [
  ...["Env", "Keyloom", "KVNamespace", "Issue", "Ttl", "GetOptions", "Singleton"],
  ...["Collection", "CollectionSpec", "KeySpec"],
  ...["Array", "AsyncIterable", "Date", "Math", "Number", "Object", "Partial", "Promise"],
  ...["ReadonlySet", "Record", "RegExp", "Set", "Uint8Array"],
];

/**
 * Names everything, by `BINDING.collection`. A collection is named after itself; where two have one
 * name, both carry their namespace's in front, so that the order of the schema does not matter.
 */
export function nameCollections(model: Model): ReadonlyMap<string, CollectionNames> {
  const collections = model.namespaces.flatMap(({ binding, collections }) =>
    collections.map(({ name }) => ({ binding, name, short: pascalCase(name) })),
  );
  const uses = Map.groupBy(collections, ({ short }) => short);
  const taken = new Set([
    ...TAKEN,
    ...model.namespaces.map(({ binding }) => namespaceName(binding)),
  ]);
  const names = new Map<string, CollectionNames>();
  for (const { binding, name, short } of collections) {
    const long = `${pascalCase(binding)}${short}`;
    const alone = uses.get(short)?.length === 1;
    const stem = [...(alone ? [short] : []), long].find((stem) => isFree(stem, taken));
    const base = stem ?? firstFree(long, taken);
    for (const suffix of SUFFIXES) taken.add(base + suffix);
    names.set(`${binding}.${name}`, namesOf(base));
  }
  return names;
}

/** The interface of a namespace's accessors: `CacheNamespace`. */
export function namespaceName(binding: string): string {
  return `${pascalCase(binding)}Namespace`;
}

function isFree(stem: string, taken: ReadonlySet<string>): boolean {
  return SUFFIXES.every((suffix) => !taken.has(stem + suffix));
}

function firstFree(stem: string, taken: ReadonlySet<string>): string {
  for (let count = 2; ; count++) {
    if (isFree(`${stem}${count}`, taken)) return `${stem}${count}`;
  }
}

function namesOf(base: string): CollectionNames {
  return {
    value: base,
    input: `${base}Input`,
    params: `${base}Params`,
    prefix: `${base}Prefix`,
    metadata: `${base}Metadata`,
    entry: `${base}Entry`,
    accessor: `${base}Collection`,
    stem: camelCase(base),
  };
}
