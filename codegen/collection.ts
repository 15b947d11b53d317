import type CodeBlockWriter from "code-block-writer";
import type { CollectionModel, ParamModel, TtlModel } from "../schema/model.ts";
import { fits, writeList } from "./layout.ts";
import { literalText } from "./literal.ts";
import type { CollectionNames } from "./names.ts";
import { differsByDirection, writeDoc, writeNamedType } from "./type-text.ts";

/** The TypeScript types of custom parameters, by `from#name`. */
export type CustomParamTypes = ReadonlyMap<string, string>;

/** Writes the types of one collection: value, parameters, metadata, list entry and accessor. */
export function writeCollectionTypes(
  writer: CodeBlockWriter,
  collection: CollectionModel,
  names: CollectionNames,
  customTypes: CustomParamTypes,
): void {
  const { key, value, metadata } = collection;
  const about = collection.description === undefined ? [] : ["", collection.description];
  writeDoc(writer, `A value of \`${collection.name}\`: ${storedAs(collection)}.`, ...about);
  writeNamedType(writer, names.value, value, "output");
  writer.blankLine();
  if (differsByDirection(value)) {
    writeDoc(
      writer,
      `What a \`put\` takes for a {@link ${names.value}}: defaults may be left out.`,
    );
    writeNamedType(writer, names.input, value, "input");
    writer.blankLine();
  }
  if (metadata !== undefined) {
    writeDoc(writer, `The metadata of a {@link ${names.value}}.`);
    writeNamedType(writer, names.metadata, metadata, "output");
    writer.blankLine();
  }
  if (key.params.length > 0) {
    writeDoc(writer, `The parameters of the key \`${key.template}\`.`);
    writeParams(writer, names.params, key.params, customTypes);
    writer.blankLine();
    writeDoc(writer, `Leading parameters of \`${key.template}\`, for lists.`);
    writePrefixType(writer, key.params, names, customTypes);
    writer.blankLine();
    writeEntry(writer, collection, names);
    writer.blankLine();
  }
  writeAccessor(writer, collection, names);
}

function storedAs({ codec }: CollectionModel): string {
  return { json: "stored as JSON", text: "stored as text", bytes: "the bytes of a file" }[codec];
}

function writeParams(
  writer: CodeBlockWriter,
  name: string,
  params: readonly ParamModel[],
  customTypes: CustomParamTypes,
): void {
  writer.write(`export interface ${name} `).inlineBlock(() => {
    for (const param of params) {
      if (param.description !== undefined) writeDoc(writer, param.description);
      writer.writeLine(`readonly ${param.name}: ${paramType(param, customTypes)};`);
    }
  });
  writer.newLine();
}

function paramType({ codec }: ParamModel, customTypes: CustomParamTypes): string {
  switch (codec.kind) {
    case "string":
    case "uuid":
      return "string";
    case "enum":
      return codec.values.map((value) => literalText(value)).join(" | ");
    case "boolean":
      return "boolean";
    case "integer":
      return "number";
    case "date":
      return "Date";
    case "custom":
      return customTypes.get(`${codec.from}#${codec.name}`) ?? "unknown";
  }
}

/** All leading sets of parameters: each one as a type of its own, with the others forbidden. */
function writePrefixType(
  writer: CodeBlockWriter,
  params: readonly ParamModel[],
  names: CollectionNames,
  customTypes: CustomParamTypes,
): void {
  const [first, ...others] = params;
  if (first === undefined || others.length === 0) {
    writer.writeLine(`export type ${names.prefix} = Record<string, never>;`);
    return;
  }
  if (others.length === 1) {
    const member = `readonly ${first.name}?: ${paramType(first, customTypes)}`;
    writer.writeLine(`export type ${names.prefix} = { ${member} };`);
    return;
  }
  writer.writeLine(`export type ${names.prefix} =`);
  writer.indent(() => {
    for (let count = 0; count < params.length; count++) {
      const members = params
        .slice(0, -1)
        .map((param, index) =>
          index < count
            ? `readonly ${param.name}: ${paramType(param, customTypes)}`
            : `readonly ${param.name}?: never`,
        );
      const end = count === params.length - 1 ? ";" : "";
      const line = `| { ${members.join("; ")} }${end}`;
      if (fits(writer, line)) {
        writer.writeLine(line);
        continue;
      }
      writer.writeLine("| {");
      writer.withIndentationLevel(writer.getIndentationLevel() + 2, () => {
        for (const member of members) writer.writeLine(`${member};`);
      });
      writer.writeLine(`  }${end}`);
    }
  });
}

function writeEntry(
  writer: CodeBlockWriter,
  { metadata }: CollectionModel,
  names: CollectionNames,
): void {
  writeDoc(writer, "One record that a list found.");
  writer.write(`export interface ${names.entry} `).inlineBlock(() => {
    writer.writeLine("readonly key: string;");
    writer.writeLine(`readonly params: ${names.params};`);
    if (metadata !== undefined) writer.writeLine(`readonly metadata: ${names.metadata};`);
    writeDoc(writer, "When KV removes the record, in seconds since the epoch.");
    writer.writeLine("readonly expiration: number | undefined;");
  });
  writer.newLine();
}

function writeAccessor(
  writer: CodeBlockWriter,
  collection: CollectionModel,
  names: CollectionNames,
): void {
  const { key, metadata, ttl } = collection;
  const hasParams = key.params.length > 0;
  const method = (name: string, others: readonly string[], result: string) => {
    const args = [...(hasParams ? [`params: ${names.params}`] : []), ...others];
    writeList(writer, [`${name}(`, `): ${result};`], args);
  };
  const input = differsByDirection(collection.value) ? names.input : names.value;
  const missing = collection.fallback === undefined ? " | null" : "";

  writeDoc(writer, `Reads and writes \`${key.template}\`.`, "", ttlDoc(ttl));
  writer.write(`export interface ${names.accessor} `).inlineBlock(() => {
    writeDoc(writer, `Builds a key: \`${key.template}\`.`);
    method("key", [], "string");
    if (hasParams) {
      writeDoc(writer, "Takes a key apart; `null` for a key that is not of this collection.");
      writer.writeLine(`parse(key: string): ${names.params} | null;`);
    }
    writeDoc(
      writer,
      `Reads a value; ${missing === "" ? "the fallback" : "`null`"} where the key is missing.`,
    );
    method("get", ["options?: GetOptions"], `Promise<${names.value}${missing}>`);
    if (metadata !== undefined) {
      const found = `{ value: ${names.value}; metadata: ${names.metadata} }`;
      writeDoc(writer, "Reads a value with its metadata; `null` where the key is missing.");
      method("getWithMetadata", ["options?: GetOptions"], `Promise<${found} | null>`);
    }
    writeDoc(
      writer,
      "Writes a value in place of the whole record: value, metadata and expiration.",
    );
    method("put", [`value: ${input}`, ...putOptions(collection, names)], "Promise<void>");
    writeDoc(writer, "Removes a record. A key that is missing is no error.");
    method("delete", [], "Promise<void>");
    if (hasParams) {
      writeDoc(
        writer,
        "Finds records by leading parameters, over all pages, in the order of keys.",
      );
      writer.writeLine(`list(params?: ${names.prefix}): AsyncIterable<${names.entry}>;`);
    }
  });
  writer.newLine();
}

/** The options of `put`: left out where there are none, required where one of them is. */
function putOptions({ metadata, ttl }: CollectionModel, names: CollectionNames): readonly string[] {
  const members: string[] = [];
  let required = false;
  if (metadata !== undefined) {
    const optional = metadata.kind === "optional";
    required ||= !optional;
    members.push(`metadata${optional ? "?" : ""}: ${names.metadata}`);
  }
  if (ttl.policy === "default") members.push("ttl?: Ttl");
  if (ttl.policy === "required") {
    required = true;
    members.push("ttl: Ttl");
  }
  return members.length === 0 ? [] : [`options${required ? "" : "?"}: { ${members.join("; ")} }`];
}

function ttlDoc(ttl: TtlModel): string {
  switch (ttl.policy) {
    case "none":
      return `Records never expire: ${ttl.reason}.`;
    case "fixed":
      return `Records expire after ${ttl.seconds} s.`;
    case "default":
      return `Records expire after ${ttl.seconds} s, or after a \`ttl\` of ${ttl.min} to ${ttl.max} s.`;
    case "required":
      return `Each \`put\` says when the record expires: a \`ttl\` of ${ttl.min} to ${ttl.max} s.`;
    case "field":
      return `Records expire at their \`${ttl.field}\`.`;
  }
}

/** Writes what the runtime needs to know of a collection: `const sessionSpec: CollectionSpec<…>`. */
export function writeCollectionSpec(
  writer: CodeBlockWriter,
  { key, codec, metadata, ttl, fallback }: CollectionModel,
  names: CollectionNames,
): void {
  const types = [
    key.params.length === 0 ? "object" : names.params,
    names.value,
    metadata === undefined ? "undefined" : names.metadata,
    ...(fallback === undefined ? [] : [names.value]),
  ];
  writer
    .write(`const ${names.stem}Spec: CollectionSpec<${types.join(", ")}> = `)
    .inlineBlock(() => {
      writer.writeLine(`key: ${names.stem}Key,`);
      writer.writeLine(`codec: ${codec},`);
      writer.writeLine(`value: check${names.value},`);
      if (metadata !== undefined) writer.writeLine(`metadata: check${names.metadata},`);
      const { reason: _, ...policy } = { reason: undefined, ...ttl };
      const members = Object.entries(policy).map(
        ([name, value]) => `${name}: ${literalText(value)}`,
      );
      writer.writeLine(`ttl: { ${members.join(", ")} },`);
      if (fallback !== undefined) writer.writeLine(`fallback: () => (${literalText(fallback)}),`);
    });
  writer.write(";").newLine();
}
