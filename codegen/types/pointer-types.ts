import type { CollectionModel, PointerModel } from "../../schema/model.ts";
import type { CollectionNames } from "../names.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { list } from "../text/doc.ts";
import { objectType } from "./object-type.ts";
import { type CustomParams, hasPrefix, writeParams, writePrefix } from "./params.ts";

/** Writes the types of one pointer: its parameters, and the interface by which records are found. */
export function writePointerTypes(
  writer: CodeWriter,
  pointer: PointerModel,
  { metadata }: CollectionModel,
  names: CollectionNames,
  scope: Scope,
  customs: CustomParams,
): void {
  const own = names.pointers.get(pointer.name);
  if (own === undefined) return;
  const { key } = pointer;
  writeParams(writer, key, own, customs);
  writer.blank();
  if (hasPrefix(key)) {
    writePrefix(writer, key, own, scope);
    writer.blank();
  }
  const params = `params: ${own.params}`;
  const options = `options?: ${scope.useType("GetOptions")}`;
  writer.comment(
    `Finds {@link ${names.value}} by \`${key.template}\`, as far as KV already shows it.`,
  );
  writer.open(`export interface ${own.finder} {`);
  writer.comment("Builds the key of a pointer.");
  writer.line(`key(${params}): string;`);
  writer.comment("Reads the value of the record that has this pointer; `null` if there is none.");
  writer.line([list("get(", [params, options], ")"), `: Promise<${names.value} | null>;`]);
  const found = objectType([
    `params: ${names.params}`,
    `value: ${names.value}`,
    ...(metadata === undefined ? [] : [`metadata: ${names.metadata}`]),
  ]);
  writer.comment(
    "Reads the whole record, with the parameters of its key; `null` if there is none.",
  );
  writer.line([list("find(", [params, options], ")"), ": Promise<", found, " | null>;"]);
  writer.comment(
    "Finds records with their values, in the order of the pointers' keys, over all pages, 100 records at a time.",
  );
  const leading = hasPrefix(key) ? own.prefix : "Record<string, never>";
  writer.line([
    list("list(", [`params?: ${leading}`, options], ")"),
    `: AsyncIterable<${names.entry} & { readonly value: ${names.value} }>;`,
  ]);
  writer.close();
}
