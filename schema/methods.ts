import { LIST_METHODS, METHODS, type MethodName } from "./method-names.ts";
import type { CollectionModel } from "./model.ts";

const OF_MANY: ReadonlySet<string> = new Set<MethodName>([
  ...(["parse", "getMany", "getManyWithMetadata", "putMany"] as const),
  ...LIST_METHODS,
]);

const STREAMS_AT_ONCE = "a Worker can have no more than six streams open";

/** Why a collection cannot have a method, in the words of a message; `undefined` if it can. */
export function whyNot(
  method: MethodName,
  { kind, key, value, metadata, ttl, cache }: CollectionModel,
): string | undefined {
  if (OF_MANY.has(method) && key.params.length === 0) return "it has only one record";
  const isStream = value.kind === "stream";
  switch (method) {
    case "getMany":
      return isStream ? STREAMS_AT_ONCE : undefined;
    case "getManyWithMetadata":
      if (isStream) return STREAMS_AT_ONCE;
      return metadata === undefined ? "there is no `metadata`" : undefined;
    case "getWithMetadata":
      return metadata === undefined ? "there is no `metadata`" : undefined;
    case "touch":
      if (ttl.policy === "none") return "the records never expire";
      return ttl.policy === "field" ? "a field of the records sets their expiration" : undefined;
    case "update":
      if (kind === "assets") return "a file is only put whole, with its type";
      return isStream ? "a stream is never held as a whole" : undefined;
    case "getOrLoad":
      return cache === undefined ? "there is no `cache`" : undefined;
    default:
      return undefined;
  }
}

/** Whether the schema gives a collection a method. Every collection has those that cannot be left out. */
export function hasMethod(
  { methods }: { readonly methods?: CollectionModel["methods"] | undefined },
  name: string,
): boolean {
  const canBeLeftOut = (METHODS as readonly string[]).includes(name);
  return methods === undefined || !canBeLeftOut || (methods as readonly string[]).includes(name);
}

/** Whether a collection's records can be found, and its keys parsed, which pointers also need. */
export function isListed(collection: CollectionModel): boolean {
  const { key, pointers } = collection;
  const finds = ["parse" as const, ...LIST_METHODS];
  return (
    key.params.length > 0 &&
    (pointers !== undefined || finds.some((name) => hasMethod(collection, name)))
  );
}
