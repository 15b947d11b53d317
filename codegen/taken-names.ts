import type { CollectionModel } from "../schema/model.ts";
import { RUNTIME_TYPES, SPEC_NAMES } from "./runtime-names.ts";

/** What a generated file declares besides collections, and the type parameters of its methods. */
const OWN: readonly string[] = ["Env", "Keyloom", "Asked", "Given"];

/** The types of the language that a generated file uses. */
const GLOBALS: readonly string[] = [
  ...["Array", "AsyncIterable", "Date", "Number", "Object", "Parameters", "Partial", "Promise"],
  ...["Readonly", "ReadableStream", "Record", "Set", "Uint8Array"],
  // Handlers of a Worker use them in every file: an editor would import a collection's type instead.
  ...["Request", "Response"],
];

/** The names that are not free for the types of collections. */
export function takenNames(collections: readonly CollectionModel[]): readonly string[] {
  const hasFiles = collections.some(({ serve }) => serve !== undefined);
  // Without one, the name is free: many collections are called `cache`.
  const hasCache = collections.some(({ cache }) => cache !== undefined);
  const imported = [...SPEC_NAMES, ...RUNTIME_TYPES].filter(
    (name) =>
      /^[A-Z]/.test(name) &&
      (hasFiles || !name.includes("Asset")) &&
      (hasCache || name !== "Cache"),
  );
  return [...OWN, ...GLOBALS, ...imported];
}
