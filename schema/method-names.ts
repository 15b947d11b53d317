/** The methods that find a collection's records. */
export const LIST_METHODS = [
  ...(["list", "keys", "entries", "first", "count", "page", "deleteAll"] as const),
] as const;

/** The methods that a collection may leave out. Every collection has `key`. */
export const METHODS = [
  ...(["parse", "get", "getWithMetadata", "has", "getMany", "getManyWithMetadata"] as const),
  ...(["put", "putMany", "update", "touch", "delete", "getOrLoad"] as const),
  ...LIST_METHODS,
] as const;

export type MethodName = (typeof METHODS)[number];
