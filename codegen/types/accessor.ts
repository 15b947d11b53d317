import type { CollectionModel, TtlModel } from "../../schema/model.ts";
import { MAX_TTL_SECONDS } from "../../src/runtime/limits.ts";
import { absenceOf, differsByDirection, recursiveTypesIn } from "../absence.ts";
import type { CollectionNames } from "../names.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { type Doc, list } from "../text/doc.ts";
import { durationText } from "../text/duration.ts";
import { objectType } from "./object-type.ts";

/** Writes the interface of a collection's accessor. */
export function writeAccessor(
  writer: CodeWriter,
  collection: CollectionModel,
  names: CollectionNames,
  scope: Scope,
): void {
  const { key, metadata, ttl } = collection;
  const hasParams = key.params.length > 0;
  const method = (name: string, others: readonly Doc[], result: Doc) => {
    const args = [...(hasParams ? [`params: ${names.params}`] : []), ...others];
    writer.line([list(`${name}(`, args, ")"), ": ", result, ";"]);
  };
  const options = `options?: ${scope.useType("GetOptions")}`;
  const missing = collection.fallback === undefined ? " | null" : "";

  writer.comment(`Reads and writes \`${key.template}\`. ${ttlText(ttl)}`);
  writer.open(`export interface ${names.accessor} {`);
  writer.comment("Builds a key.");
  method("key", [], "string");
  if (hasParams) {
    writer.comment("Takes a key apart; `null` for a key that is not of this collection.");
    writer.line(`parse(key: string): ${names.params} | null;`);
  }
  const otherwise = missing === "" ? "the fallback" : "`null`";
  writer.comment(`Reads a value; ${otherwise} where the key is missing.`);
  method("get", [options], `Promise<${names.value}${missing}>`);
  if (metadata !== undefined) {
    const found = objectType([`value: ${names.value}`, `metadata: ${names.metadata}`]);
    writer.comment("Reads a value with its metadata; `null` where the key is missing.");
    method("getWithMetadata", [options], ["Promise<", found, " | null>"]);
  }
  writer.comment("Writes a value in place of the whole record: value, metadata and expiration.");
  const input = differsByDirection(collection.value) ? names.input : names.value;
  method("put", [`value: ${input}`, ...putOptions(collection, names, scope)], "Promise<void>");
  writer.comment("Removes a record. A key that is missing is no error.");
  method("delete", [], "Promise<void>");
  if (hasParams) writeList(writer, collection, names);
  writer.close();
}

/** A key with one parameter has no leading ones: its list is of the whole collection. */
function writeList(writer: CodeWriter, { key }: CollectionModel, names: CollectionNames): void {
  const found = `AsyncIterable<${names.entry}>`;
  if (key.params.length === 1) {
    writer.comment("Finds all records, over all pages, in the order of keys.");
    writer.line(`list(): ${found};`);
    return;
  }
  writer.comment("Finds records by leading parameters, over all pages, in the order of keys.");
  writer.line([list("list(", [`params?: ${names.prefix}`], ")"), `: ${found};`]);
}

/** The options of `put`: left out where there are none, required where one of them is. */
function putOptions(
  { metadata, ttl }: CollectionModel,
  names: CollectionNames,
  scope: Scope,
): readonly Doc[] {
  const members: string[] = [];
  let required = ttl.policy === "required";
  if (metadata !== undefined) {
    const { input } = absenceOf(metadata, recursiveTypesIn(metadata));
    required ||= input === "required";
    const type = differsByDirection(metadata) ? names.metadataInput : names.metadata;
    members.push(`metadata${input === "required" ? "" : "?"}: ${type}`);
  }
  if (ttl.policy === "default" || ttl.policy === "required") {
    members.push(`ttl${ttl.policy === "default" ? "?" : ""}: ${scope.useType("Ttl")}`);
  }
  return members.length === 0 ? [] : [[`options${required ? "" : "?"}: `, objectType(members)]];
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
