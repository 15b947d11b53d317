import type { CollectionModel } from "../../schema/model.ts";
import type { CollectionNames } from "../names.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { writeLists } from "./methods/lists.ts";
import { writeLoad } from "./methods/load.ts";
import { MethodWriter } from "./methods/method-writer.ts";
import { writePointers } from "./methods/pointers.ts";
import { writeReads } from "./methods/reads.ts";
import { writeServe } from "./methods/serve.ts";
import { writeWrites } from "./methods/writes.ts";
import { ttlText } from "./ttl.ts";

/** Writes the interface of a collection's accessor. */
export function writeAccessor(
  writer: CodeWriter,
  collection: CollectionModel,
  names: CollectionNames,
  scope: Scope,
): void {
  const { key, ttl } = collection;
  const methods = new MethodWriter(writer, collection, names, scope);
  writer.comment(`Reads and writes \`${key.template}\`. ${ttlText(ttl)}`);
  writer.open(`export interface ${names.accessor} {`);
  methods.method("Builds a key.", "key", () => [], "string");
  if (methods.hasParams) {
    methods.methodOfAll(
      "Takes a key apart; `null` for a key that is not of this collection.",
      "parse",
      () => ["key: string"],
      `${names.params} | null`,
    );
  }
  writeReads(methods);
  writeWrites(methods);
  if (methods.hasParams) writeLists(methods);
  writePointers(methods);
  if (collection.cache !== undefined) writeLoad(methods, collection.cache);
  if (collection.serve !== undefined) writeServe(methods, collection.serve);
  writer.close();
}
