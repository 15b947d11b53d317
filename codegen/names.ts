import { camelCase, pascalCase } from "change-case";
import type { CollectionModel, Model } from "../schema/model.ts";
import { kindsIn } from "../schema/type/kinds-in.ts";
import type { TypeModel } from "../schema/type/model.ts";
import { partsOf } from "../schema/type/parts.ts";
import { takenNames } from "./taken-names.ts";
import { freeName } from "./text/free-name.ts";
import { singularOf } from "./text/identifier.ts";

/** The names of recursive types, by their names in the model. */
export type RecursiveNames = ReadonlyMap<string, string>;

/** The names in generated code of what belongs to one collection. */
export interface CollectionNames {
  /** The value's type: `Session`. */
  readonly value: string;
  /** The type that a `put` accepts, if defaults make it differ from the value: `SessionInput`. */
  readonly input: string;
  readonly params: string;
  readonly prefix: string;
  readonly metadata: string;
  /** The same for the metadata. */
  readonly metadataInput: string;
  readonly entry: string;
  /** The accessor's interface: `SessionCollection`. */
  readonly accessor: string;
  /** The stem of the constant: `session`. */
  readonly stem: string;
  /** By the names of the pointers. */
  readonly pointers: ReadonlyMap<string, PointerNames>;
  readonly recursive: { readonly value: RecursiveNames; readonly metadata: RecursiveNames };
}

/** The names in generated code of what belongs to one pointer. */
interface PointerNames {
  /** The interface that finds records: `UserByEmail`. */
  readonly finder: string;
  readonly params: string;
  readonly prefix: string;
}

/** A collection with its namespace and its names. */
export interface NamedCollection {
  readonly binding: string;
  readonly collection: CollectionModel;
  readonly names: CollectionNames;
}

export interface ModelNames {
  /** The interfaces of namespaces, `CacheNamespace`, by binding. */
  readonly namespaces: ReadonlyMap<string, string>;
  /** By `BINDING.collection`. */
  readonly collections: ReadonlyMap<string, CollectionNames>;
  /** A name for another type: the first of `Name`, `Name2`, `Name3`, … that is free. */
  declare(name: string): string;
}

const SUFFIXES: readonly string[] = [
  ...["", "Input", "Params", "Prefix", "Metadata", "MetadataInput", "Entry", "Collection"],
];

/**
 * Names everything. A collection is named after itself; if two have the same name, both get the name of their
 * namespace as a prefix, so that the order of the schema does not matter.
 *
 * @param others other names that the file declares.
 */
export function nameModel(model: Model, others: Iterable<string> = []): ModelNames {
  const all = model.namespaces.flatMap(({ collections }) => collections);
  const taken = new Set([...takenNames(all), ...others]);
  const namespaces = new Map<string, string>();
  for (const { binding } of model.namespaces) {
    const name = freeName(`${typeName(binding)}Namespace`, (name) => taken.has(name));
    taken.add(name);
    namespaces.set(binding, name);
  }

  const entries = model.namespaces.flatMap(({ binding, collections }) =>
    collections.map((collection) => {
      const short = typeName(collection.name);
      return { binding, collection, short, stem: camelCase(short) };
    }),
  );
  const uses = Map.groupBy(entries, ({ stem }) => stem);
  const stems = new Set<string>();
  const isTaken = (name: string, stem = camelCase(name)) =>
    stems.has(stem) || SUFFIXES.some((suffix) => taken.has(name + suffix));
  const bases = entries.map(({ binding, collection, short, stem }) => {
    const isShort = uses.get(stem)?.length === 1 && !isTaken(short, stem);
    const base = isShort ? short : freeName(`${typeName(binding)}${short}`, isTaken);
    const own = isShort ? stem : camelCase(base);
    stems.add(own);
    for (const suffix of SUFFIXES) taken.add(base + suffix);
    return { id: `${binding}.${collection.name}`, base, stem: own, collection };
  });
  // Pointers and parts of values come last: a collection must not be renamed because of them.
  const pointers = bases.map(({ base, collection }) => {
    return new Map(
      collection.pointers?.map(({ name }) => {
        const finder = freeName(`${base}${pascalCase(name)}`, isTaken);
        for (const suffix of SUFFIXES) taken.add(finder + suffix);
        return [name, pointerNames(finder)];
      }),
    );
  });
  const collections = new Map(
    bases.map(({ id, base, stem, collection }, index) => {
      const own = pointers[index] ?? new Map<string, PointerNames>();
      return [id, namesOf(base, stem, collection, own, taken)];
    }),
  );
  const declare = (name: string) => {
    const free = freeName(name, (name) => taken.has(name));
    taken.add(free);
    return free;
  };
  return { namespaces, collections, declare };
}

function typeName(name: string): string {
  const pascal = pascalCase(name);
  return /^[A-Za-z]/.test(pascal) ? pascal : `Kv${pascal}`;
}

function namesOf(
  base: string,
  stem: string,
  { value, metadata }: CollectionModel,
  pointers: CollectionNames["pointers"],
  taken: Set<string>,
): CollectionNames {
  const names = {
    value: base,
    input: `${base}Input`,
    params: `${base}Params`,
    prefix: `${base}Prefix`,
    metadata: `${base}Metadata`,
    metadataInput: `${base}MetadataInput`,
    entry: `${base}Entry`,
    accessor: `${base}Collection`,
    stem,
    pointers,
  };
  return {
    ...names,
    recursive: {
      value: nameRecursive(value, names.value, taken),
      metadata: nameRecursive(metadata, names.metadata, taken),
    },
  };
}

function pointerNames(finder: string): PointerNames {
  return { finder, params: `${finder}Params`, prefix: `${finder}Prefix` };
}

/** A recursive type is named after its property: `CategoryChild`. */
function nameRecursive(
  root: TypeModel | undefined,
  base: string,
  taken: Set<string>,
): RecursiveNames {
  const names = new Map<string, string>();
  const visit = (type: TypeModel, property: string) => {
    if (type.kind === "recursive") {
      const isTaken = (name: string) => taken.has(name) || taken.has(`${name}Input`);
      const one = pascalCase(singularOf(property) ?? property);
      const name = type === root ? base : freeName(base + one, isTaken);
      taken.add(name).add(`${name}Input`);
      names.set(type.name, name);
    }
    if (type.kind === "object") {
      for (const { name, type: part } of type.properties) visit(part, name);
      if (type.catchall !== undefined) visit(type.catchall, property);
    } else for (const part of partsOf(type)) visit(part, property);
  };
  if (root !== undefined && kindsIn(root).has("recursive")) visit(root, "part");
  return names;
}
