import { isListed } from "../../schema/methods.ts";
import type { CollectionModel, ValueCodec } from "../../schema/model.ts";
import type { TypeModel } from "../../schema/type/model.ts";
import { writingOf } from "../../schema/type/writing.ts";
import { hasInput } from "../absence.ts";
import type { CollectionNames, RecursiveNames } from "../names.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { writeAccessor } from "./accessor.ts";
import { type CommonEntry, writeEntry } from "./entry.ts";
import type { CommonMethods } from "./methods/common-methods.ts";
import { writeNamedType } from "./named-type.ts";
import { type CustomParams, hasPrefix, writeParams, writePrefix } from "./params.ts";
import { writePointerTypes } from "./pointer-types.ts";

/** Writes the types of one collection: value, metadata, parameters, list entry and accessor. */
export function writeCollectionTypes(
  writer: CodeWriter,
  collection: CollectionModel,
  names: CollectionNames,
  scope: Scope,
  customs: CustomParams,
  common: {
    readonly entry: CommonEntry | undefined;
    readonly methods: CommonMethods | undefined;
  },
): void {
  const { key, value, metadata, description } = collection;
  const about = [...(description === undefined ? [] : [description]), storedAs(collection)];
  writeType(writer, names.value, value, names.recursive.value, about);
  writeInput(writer, names.value, names.input, value, names.recursive.value);
  if (metadata !== undefined) {
    const { recursive } = names;
    const about = [`The metadata of {@link ${names.value}}.`];
    writeType(writer, names.metadata, metadata, recursive.metadata, about);
    writeInput(writer, names.metadata, names.metadataInput, metadata, recursive.metadata);
  }
  if (key.params.length > 0) {
    writeParams(writer, key, names, customs);
    writer.blank();
  }
  if (isListed(collection)) {
    if (hasPrefix(key)) {
      writePrefix(writer, key, names, scope);
      writer.blank();
    }
    writeEntry(writer, collection, names, common.entry);
    writer.blank();
  }
  for (const pointer of collection.pointers ?? []) {
    writePointerTypes(writer, pointer, collection, names, scope, customs);
    writer.blank();
  }
  writeAccessor(writer, collection, names, scope, common.methods);
}

function writeType(
  writer: CodeWriter,
  name: string,
  type: TypeModel,
  recursive: RecursiveNames,
  about: readonly string[],
): void {
  writeNamedType(writer, { name, type, recursive }, ...about);
  writer.blank();
}

/** What a `put` accepts has its own type if defaults make it differ from what a `get` returns. */
function writeInput(
  writer: CodeWriter,
  output: string,
  name: string,
  type: TypeModel,
  recursive: RecursiveNames,
): void {
  if (!hasInput(type)) return;
  const other =
    writingOf(type) === "as-given"
      ? "as it is stored"
      : type.kind === "stream"
        ? "bytes will do"
        : type.kind === "bytes"
          ? "in any buffer"
          : "parts with a default may be left out";
  const about = `{@link ${output}} as a \`put\` accepts it: ${other}.`;
  writeNamedType(writer, { name, type, recursive, output }, about);
  writer.blank();
}

function storedAs({ codec, key, kind, version }: CollectionModel): string {
  const form = kind === "assets" ? "the bytes of a file" : formOf(codec);
  const which = version === undefined ? "" : `, version ${version.current},`;
  return `Stored as ${form}${which} under \`${key.template}\`.`;
}

function formOf(codec: ValueCodec): string {
  if (typeof codec !== "string") {
    return `${codec.kind === "gzip" ? "gzipped" : "sealed"} ${formOf(codec.of)}`;
  }
  return { json: "JSON", text: "text", bytes: "bytes", stream: "bytes" }[codec];
}
