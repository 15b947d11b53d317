import type { TypeModel } from "../../schema/type/model.ts";
import { type Doc, list } from "../text/doc.ts";
import { literalText } from "../text/literal.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { writeIf } from "./if.ts";
import { nameOf, pathDoc, type Subject } from "./subject.ts";

/** A type that conditions on the value alone decide: without checks and without parts. */
export type PlainType = Extract<
  TypeModel,
  { kind: "string" | "number" | "boolean" | "null" | "bytes" | "stream" | "literal" | "enum" }
>;

/** Up to this many values, with this many characters, are compared one by one; more are looked up in a set. */
const MAX_COMPARED = { values: 8, characters: 50 };

export function isPlain(type: TypeModel): type is PlainType {
  switch (type.kind) {
    case "string":
      return type.checks.length === 0;
    case "number":
      return type.checks.length === 0 && !type.int;
    case "boolean":
    case "null":
    case "bytes":
    case "stream":
    case "literal":
    case "enum":
      return true;
    default:
      return false;
  }
}

export function checkPlain(fn: FunctionWriter, type: PlainType, subject: Subject): string {
  const { input, path, guards } = subject;
  const conditions = [...guards, ...wrongConditions(fn, type, subject)];
  writeIf(fn.writer, conditions, rejectionOf(fn, type, path, input));
  return input;
}

/** Conditions that are all true for a value that is not of the type. */
export function wrongConditions(
  { scope }: FunctionWriter,
  type: PlainType,
  { input, path }: Subject,
): readonly string[] {
  switch (type.kind) {
    case "string":
    case "boolean":
      return [`typeof ${input} !== "${type.kind}"`];
    case "number":
      return [`!Number.isFinite(${input})`];
    case "null":
      return [`${input} !== null`];
    case "bytes":
      return [`!(${input} instanceof Uint8Array)`];
    case "stream":
      return ["ReadableStream", "Uint8Array"].map((type) => `!(${input} instanceof ${type})`);
    case "literal":
    case "enum":
      return isLarge(type.values)
        ? [`!${scope.values(nameOf(path), type.values)}.has(${input})`]
        : type.values.map((value) => `${input} !== ${literalText(value)}`);
  }
}

function isLarge(values: readonly unknown[]): boolean {
  const text = values.map(literalText).join(", ");
  return values.length > MAX_COMPARED.values || text.length > MAX_COMPARED.characters;
}

const EXPECTED = {
  string: "a string",
  number: "a number",
  boolean: "a boolean",
  null: "null",
  bytes: "a Uint8Array",
  stream: "a ReadableStream or a Uint8Array",
} as const;

function rejectionOf(
  fn: FunctionWriter,
  type: PlainType,
  path: Subject["path"],
  input: string,
): Doc {
  if (type.kind !== "literal" && type.kind !== "enum") {
    return fn.wrongType(path, EXPECTED[type.kind], input);
  }
  const allowed = isLarge(type.values)
    ? fn.scope.values(nameOf(path), type.values)
    : list("[", type.values.map(literalText), "]");
  return fn.call("wrongValue", ["issues", pathDoc(path), allowed]);
}
