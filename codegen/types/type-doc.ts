import type { ObjectType, PropertyModel, TupleType, TypeModel } from "../../schema/type/model.ts";
import { absenceOf, differsByDirection, type RecursiveTypes, requiredCount } from "../absence.ts";
import type { RecursiveNames } from "../names.ts";
import { commentLines } from "../text/comment.ts";
import { type Doc, group, hardLine, indent, join, list } from "../text/doc.ts";
import { literalText, propertyName } from "../text/literal.ts";
import { printDoc } from "../text/print-doc.ts";
import { annotated, inArray, inLine, inTuple, type Member, union } from "./union.ts";

/** Where a type is written. */
export interface TypeContext {
  /** What a `put` takes, or what a `get` gives. Defaults tell them apart. */
  readonly direction: "input" | "output";
  readonly recursive: RecursiveTypes;
  /** What the recursive types are called. */
  readonly names: RecursiveNames;
  /** How deep comments are indented. */
  readonly level: number;
  /** The type that holds what does not differ by direction: `Order`, for `Order["payment"]`. */
  readonly same?: string;
}

/** The members of the union that a type is; one for most types. */
export function membersOf(type: TypeModel, context: TypeContext): readonly Member[] {
  switch (type.kind) {
    case "string":
    case "number":
    case "boolean":
    case "null":
      return [{ text: type.kind }];
    case "bytes":
      return [{ text: "Uint8Array" }];
    case "date":
      return [{ text: "Date" }];
    case "literal":
    case "enum":
      return type.values.map((value) => ({ text: literalText(value) }));
    case "array":
      return [{ text: inArray(membersOf(type.element, context)) }];
    case "tuple":
      return [{ text: tupleDoc(type, context) }];
    case "object":
      return [objectMember(type, context)];
    case "record": {
      const args = [type.key, type.value].map((part) => inLine(membersOf(part, context)));
      return [{ text: list("Record<", args, ">", { trailingComma: false }) }];
    }
    case "union":
      return union(...type.options.map((option) => membersOf(option, context)));
    case "optional":
      return union(membersOf(type.inner, context), [{ text: "undefined" }]);
    case "nullable":
      return union(membersOf(type.inner, context), [{ text: "null" }]);
    case "default":
      return context.direction === "input"
        ? union(membersOf(type.inner, context), [{ text: "undefined" }])
        : membersOf(type.inner, context);
    case "recursive":
    case "ref": {
      const name = context.names.get(type.name) ?? "unknown";
      const differs =
        context.direction === "input" && isDifferent(context.recursive.get(type.name));
      return [{ text: differs ? `${name}Input` : name }];
    }
  }
}

function isDifferent(type: TypeModel | undefined): boolean {
  return type !== undefined && differsByDirection(type);
}

function tupleDoc({ items, rest }: TupleType, context: TypeContext): Doc {
  const required =
    context.direction === "input" ? requiredCount(items, context.recursive) : items.length;
  const elements = items.map((item, index) => inTuple(membersOf(item, context), index >= required));
  if (rest !== undefined) elements.push(["...", inArray(membersOf(rest, context))]);
  return list("[", elements, "]");
}

function objectMember(type: ObjectType, context: TypeContext): Member {
  const lines = propertyLines(type, context);
  if (lines.length === 0) return { text: "Record<string, never>" };
  const body = indent(hardLine, join(hardLine, lines));
  return { text: group("{", body, hardLine, "}"), isObject: true };
}

/** The lines between an object type's braces. */
export function propertyLines(type: ObjectType, context: TypeContext): readonly Doc[] {
  const inner = { ...context, level: context.level + 1 };
  const lines = type.properties
    // zod leaves it out of what it gives, and so do the validators.
    .filter(({ name }) => name !== "__proto__")
    .flatMap((property) => [...comment(property, inner), propertyDoc(property, inner)]);
  return type.unknown === "loose" ? [...lines, "[key: string]: unknown;"] : lines;
}

function comment({ description }: PropertyModel, { level }: TypeContext): readonly string[] {
  return description === undefined ? [] : commentLines([description], level);
}

function propertyDoc({ name, type }: PropertyModel, context: TypeContext): Doc {
  const { direction, recursive, same, ...rest } = context;
  const isOptional = absenceOf(type, recursive)[direction] !== "required";
  const head = `${propertyName(name)}${isOptional ? "?" : ""}:`;
  const text = annotated(head, membersOf(type, { direction, recursive, ...rest }), ";");
  const isTall = printDoc(text, context.level).length > 1;
  if (same === undefined || !isTall || differsByDirection(type)) return text;
  return `${head} ${same}[${literalText(name)}];`;
}
