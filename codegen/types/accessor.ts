import type { CollectionModel, TtlModel } from "../../schema/model.ts";
import { MAX_TTL_SECONDS } from "../../src/runtime/limits.ts";
import type { CollectionNames } from "../names.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { durationText } from "../text/duration.ts";
import { writeLists } from "./methods/lists.ts";
import { writeLoad } from "./methods/load.ts";
import { MethodWriter } from "./methods/method-writer.ts";
import { writeReads } from "./methods/reads.ts";
import { writeServe } from "./methods/serve.ts";
import { writeWrites } from "./methods/writes.ts";

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
  methods.method("Builds a key.", "key", [], "string");
  if (methods.hasParams) {
    methods.methodOfAll(
      "Takes a key apart; `null` for a key that is not of this collection.",
      "parse",
      ["key: string"],
      `${names.params} | null`,
    );
  }
  writeReads(methods);
  writeWrites(methods);
  if (methods.hasParams) writeLists(methods);
  if (collection.cache !== undefined) writeLoad(methods, collection.cache);
  if (collection.serve !== undefined) writeServe(methods, collection.serve);
  writer.close();
}

function ttlText(ttl: TtlModel): string {
  switch (ttl.policy) {
    case "none":
      return `Records never expire: ${ttl.reason.trim().replace(/\.$/, "")}.`;
    case "fixed":
      return `Records expire after ${durationText(ttl.seconds)}.`;
    case "default":
      return `Records expire after ${durationText(ttl.seconds)}, or after a \`ttl\` of ${boundsText(ttl)}.`;
    case "required":
      return `Each \`put\` says when the record expires: a \`ttl\` of ${boundsText(ttl)}.`;
    case "field":
      return `Records expire at their \`${ttl.field}\`.`;
  }
}

function boundsText({ min, max }: { readonly min: number; readonly max: number }): string {
  return max === MAX_TTL_SECONDS
    ? `at least ${durationText(min)}`
    : `${durationText(min)} to ${durationText(max)}`;
}
