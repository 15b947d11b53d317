import type CodeBlockWriter from "code-block-writer";
import type { ObjectType, RecursiveType, TypeModel } from "../schema/type/model.ts";
import { partsOf } from "../schema/type/parts.ts";
import { propertyName } from "./literal.ts";

/** What a type is written for: what a `put` takes, or what a `get` gives. Defaults tell them apart. */
export type Direction = "input" | "output";

/** What a recursive type is called in the generated file. */
export type RefNames = (name: string) => string;

/**
 * Writes a named type: an interface for objects, else an alias. Recursive types within it are
 * declared after it, under its name with their own added.
 */
export function writeNamedType(
  writer: CodeBlockWriter,
  name: string,
  type: TypeModel,
  direction: Direction,
): void {
  const refs: RefNames = (ref) =>
    type.kind === "recursive" && type.name === ref ? name : `${name}${ref}`;
  declareType(writer, name, type.kind === "recursive" ? type.inner : type, direction, refs);
  const root = type.kind === "recursive" ? type.inner : type;
  for (const { name: ref, inner } of recursiveTypesIn(root)) {
    declareType(writer, refs(ref), inner, direction, refs);
  }
}

function declareType(
  writer: CodeBlockWriter,
  name: string,
  type: TypeModel,
  direction: Direction,
  refs: RefNames,
): void {
  const isInterface = type.kind === "object";
  const space = type.kind === "union" && isTall(type.options) ? "" : " ";
  writer.write(isInterface ? `export interface ${name} ` : `export type ${name} =${space}`);
  writeType(writer, type, direction, refs);
  writer.write(isInterface ? "" : ";").newLine();
}

/** Writes a type in place, over several lines where it holds an object. */
export function writeType(
  writer: CodeBlockWriter,
  type: TypeModel,
  direction: Direction,
  refs: RefNames,
): void {
  switch (type.kind) {
    case "string":
    case "number":
    case "boolean":
    case "null":
      writer.write(type.kind);
      break;
    case "bytes":
      writer.write("Uint8Array");
      break;
    case "date":
      writer.write("Date");
      break;
    case "literal":
    case "enum":
      writer.write(type.values.map((value) => JSON.stringify(value)).join(" | "));
      break;
    case "array":
      writeArray(writer, type.element, direction, refs);
      break;
    case "tuple":
      writer.write("[");
      for (const [index, item] of type.items.entries()) {
        if (index > 0) writer.write(", ");
        writeType(writer, item, direction, refs);
      }
      if (type.rest !== undefined) {
        writer.write(type.items.length > 0 ? ", ..." : "...");
        writeArray(writer, type.rest, direction, refs);
      }
      writer.write("]");
      break;
    case "object":
      writeObject(writer, type, direction, refs);
      break;
    case "record":
      writer.write("Record<");
      writeType(writer, type.key, direction, refs);
      writer.write(", ");
      writeType(writer, type.value, direction, refs);
      writer.write(">");
      break;
    case "union":
      writeUnion(writer, type.options, direction, refs);
      break;
    case "optional":
      writeType(writer, type.inner, direction, refs);
      writer.write(" | undefined");
      break;
    case "nullable":
      writeType(writer, type.inner, direction, refs);
      writer.write(" | null");
      break;
    case "default":
      writeType(writer, type.inner, direction, refs);
      break;
    case "recursive":
    case "ref":
      writer.write(refs(type.name));
      break;
  }
}

function writeArray(
  writer: CodeBlockWriter,
  element: TypeModel,
  direction: Direction,
  refs: RefNames,
): void {
  const grouped = isUnionText(element);
  if (grouped) writer.write("(");
  writeType(writer, element, direction, refs);
  writer.write(grouped ? ")[]" : "[]");
}

/** Options in a line; where one of them takes several lines, each option starts a line with `|`. */
function writeUnion(
  writer: CodeBlockWriter,
  options: readonly TypeModel[],
  direction: Direction,
  refs: RefNames,
): void {
  if (!isTall(options)) {
    for (const [index, option] of options.entries()) {
      if (index > 0) writer.write(" | ");
      writeType(writer, option, direction, refs);
    }
    return;
  }
  const level = writer.getIndentationLevel() + 1;
  for (const option of options) {
    writer.withIndentationLevel(level, () => void writer.newLine().write("| "));
    writer.withIndentationLevel(level + 1, () => writeType(writer, option, direction, refs));
  }
}

function isTall(options: readonly TypeModel[]): boolean {
  return options.some((option) => option.kind === "object" && option.properties.length > 0);
}

function isUnionText(type: TypeModel): boolean {
  switch (type.kind) {
    case "union":
    case "optional":
    case "nullable":
      return true;
    case "literal":
    case "enum":
      return type.values.length > 1;
    case "default":
      return isUnionText(type.inner);
    default:
      return false;
  }
}

function writeObject(
  writer: CodeBlockWriter,
  type: ObjectType,
  direction: Direction,
  refs: RefNames,
): void {
  if (type.properties.length === 0) {
    writer.write(type.unknown === "loose" ? "{ [key: string]: unknown }" : "{}");
    return;
  }
  writer.inlineBlock(() => {
    for (const { name, description, type: property } of type.properties) {
      if (description !== undefined) writeDoc(writer, description);
      const optional =
        property.kind === "optional" || (property.kind === "default" && direction === "input");
      writer.write(`${propertyName(name)}${optional ? "?" : ""}:`);
      if (property.kind !== "union" || !isTall(property.options)) writer.write(" ");
      writeType(writer, property, direction, refs);
      if (property.kind === "default" && optional) writer.write(" | undefined");
      writer.write(";").newLine();
    }
    if (type.unknown === "loose") writer.writeLine("[key: string]: unknown;");
  });
}

/** Writes a documentation comment. What would end the comment early is broken up. */
export function writeDoc(writer: CodeBlockWriter, ...lines: readonly string[]): void {
  const text = lines.flatMap((line) => line.replaceAll("*/", "*\\/").split(/\r?\n/));
  if (text.length === 1) {
    writer.writeLine(`/** ${text[0]} */`);
    return;
  }
  writer.writeLine("/**");
  for (const line of text) writer.writeLine(` * ${line}`.trimEnd());
  writer.writeLine(" */");
}

/** Whether what a `put` takes differs from what a `get` gives. */
export function differsByDirection(type: TypeModel): boolean {
  return type.kind === "default" || partsOf(type).some(differsByDirection);
}

/** The recursive types that a type holds, each one once. */
function recursiveTypesIn(type: TypeModel): readonly RecursiveType[] {
  const own = type.kind === "recursive" ? [type] : [];
  return [...own, ...partsOf(type).flatMap(recursiveTypesIn)];
}
