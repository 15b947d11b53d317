import type { CollectionModel } from "../schema/model.ts";

/** The names that a generated file declares or uses besides those of the collections. */
const TAKEN: readonly string[] = [
  ...["Env", "Keyloom", "KVNamespace", "Issue", "Ttl", "TtlWithin", "Asked", "Given", "GetOptions"],
  ...["BasicCollection", "BasicSingleton", "BatchCollection", "Reads", "Singleton"],
  ...[
    "Collection",
    "ListedCollection",
    "CollectionSpec",
    "CachedSpec",
    "Duration",
    "LoadContext",
    "PageOptions",
    "NotALeadingParameter",
    "PointedSpec",
    "PointerRepair",
    "RepairOptions",
    "Range",
  ],
  ...["Array", "AsyncIterable", "Date", "Number", "Object", "Parameters", "Partial", "Promise"],
  ...["Readonly", "ReadableStream", "Record", "Set", "Uint8Array"],
  // Handlers of a Worker use them in every file: an editor would import a collection's type instead.
  ...["Request", "Response"],
];

/** The names that `serve` uses. */
const TAKEN_BY_ASSETS: readonly string[] = [
  ...["AssetServer", "AssetServerSpec", "AssetStore", "ListedAssetStore"],
];

/** The name that `getOrLoad` uses. Without it, it is free: many collections are called `cache`. */
const TAKEN_BY_CACHES: readonly string[] = ["Cache"];

/** The names that are not free for what belongs to collections. */
export function takenNames(collections: readonly CollectionModel[]): readonly string[] {
  return [
    ...TAKEN,
    ...(collections.some(({ serve }) => serve !== undefined) ? TAKEN_BY_ASSETS : []),
    ...(collections.some(({ cache }) => cache !== undefined) ? TAKEN_BY_CACHES : []),
  ];
}
