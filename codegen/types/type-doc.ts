import { holds } from "../../schema/type/holds.ts";
import type {
  IntersectionType,
  ObjectType,
  PropertyModel,
  RecordType,
  TupleType,
  TypeModel,
} from "../../schema/type/model.ts";
import { absenceOf, differsByDirection, type RecursiveTypes, requiredCount } from "../absence.ts";
import type { RecursiveNames } from "../names.ts";
import { commentLines } from "../text/comment.ts";
import { type Doc, group, hardLine, ifBroken, indent, join, line, list } from "../text/doc.ts";
import { literalText, propertyName } from "../text/literal.ts";
import { printDoc } from "../text/print-doc.ts";
import { annotated, inArray, inLine, inTuple, type Member, union } from "./union.ts";

/** Where a type is written. */
export interface TypeContext {
  /** The type of a `put` or of a `get`. Defaults make them differ. */
  readonly direction: "input" | "output";
  readonly recursive: RecursiveTypes;
  /** The names of the recursive types. */
  readonly names: RecursiveNames;
  /** The indentation of comments. */
  readonly level: number;
  /** The value itself, but not its content, is read-only. */
  readonly isReadonly?: true;
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
      // What KV gives can be the body of a response and be hashed. A `Request` gives bytes of any buffer to put.
      return [{ text: context.direction === "input" ? "Uint8Array" : "Uint8Array<ArrayBuffer>" }];
    case "stream": {
      const stream = [{ text: "ReadableStream<Uint8Array>" }];
      return context.direction === "input" ? union(stream, [{ text: "Uint8Array" }]) : stream;
    }
    case "date":
      return [{ text: "Date" }];
    case "bigint":
    case "unknown":
      return [{ text: type.kind }];
    case "pipe":
      return membersOf(context.direction === "input" ? type.in : type.out, context);
    case "literal":
    case "enum":
      return type.values.map((value) => ({ text: literalText(value) }));
    case "array":
      return [listMember(inArray(membersOf(type.element, within(context))), context)];
    case "tuple":
      return [listMember(tupleDoc(type, within(context)), context)];
    case "object":
      return [objectMember(type, context)];
    case "record":
      return [readonlyMember(recordDoc(type, within(context)), context)];
    case "union":
      return union(...type.options.map((option) => membersOf(option, context)));
    case "optional":
      return union(membersOf(type.inner, context), type.exact ? [] : [{ text: "undefined" }]);
    case "nonoptional":
      return membersOf(type.inner, context).filter(({ text }) => text !== "undefined");
    case "readonly":
      return membersOf(type.inner, { ...context, isReadonly: true });
    case "catch":
    case "authored":
      return membersOf(type.inner, context);
    case "intersection":
      return [intersectionMember(type, context)];
    case "nullable":
      return union(membersOf(type.inner, context), [{ text: "null" }]);
    case "default":
    case "prefault":
      return context.direction === "input"
        ? union(membersOf(type.inner, context), [{ text: "undefined" }])
        : membersOf(type.inner, context);
    case "recursive":
    case "ref": {
      const name = context.names.get(type.name) ?? "unknown";
      const differs =
        context.direction === "input" && isDifferent(context.recursive.get(type.name));
      return [readonlyMember(differs ? `${name}Input` : name, context)];
    }
  }
}

/** The context for the parts of a value, which are not read-only. */
function within({ isReadonly: _, ...context }: TypeContext): TypeContext {
  return context;
}

function listMember(text: Doc, { isReadonly }: TypeContext): Member {
  return isReadonly === true ? { text: ["readonly ", text], hasOperator: true } : { text };
}

function readonlyMember(text: Doc, { isReadonly }: TypeContext): Member {
  const args = { trailingComma: false };
  return { text: isReadonly === true ? list("Readonly<", [text], ">", args) : text };
}

function recordDoc({ key, value, mode }: RecordType, context: TypeContext): Doc {
  const args = [key, value].map((part) => inLine(membersOf(part, context)));
  // An alias cannot contain itself as an argument of another type.
  if (key.kind === "string" && holds(value, (type) => type.kind === "ref")) {
    const entries = annotated("[key: string]:", membersOf(value, context), "");
    return group("{", indent(line, entries), ifBroken(";"), line, "}");
  }
  const record = list("Record<", args, ">", { trailingComma: false });
  return mode === "partial" && key.kind === "enum"
    ? list("Partial<", [record], ">", { trailingComma: false })
    : record;
}

function intersectionMember({ left, right }: IntersectionType, context: TypeContext): Member {
  const sides = [left, right].map((side) => {
    const members = membersOf(side, within(context));
    return members.length === 1 ? inLine(members) : ["(", inLine(members), ")"];
  });
  const member = readonlyMember(join(" & ", sides), context);
  return context.isReadonly === true ? member : { ...member, hasOperator: true };
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
  const lines: Doc[] = [];
  for (const property of type.properties) {
    // zod leaves it out of its output, and so do the validators.
    if (property.name === "__proto__") continue;
    lines.push(...comment(property, inner), propertyDoc(property, inner));
  }
  if (type.unknown !== "loose") return lines;
  const others = otherValues(type, within(inner));
  return [...lines, annotated(`${readonlyOf(context)}[key: string]:`, others, ";")];
}

/**
 * The values of undeclared keys of an object. TypeScript requires an index type that also accepts the values of
 * the declared ones; if that is long, the value is `unknown`.
 */
function otherValues({ properties, catchall }: ObjectType, context: TypeContext) {
  const unknown = [{ text: "unknown" }];
  if (catchall === undefined) return unknown;
  const types = [catchall, ...properties.map(({ type }) => type)];
  const isOptional = types.some(
    (type) => absenceOf(type, context.recursive)[context.direction] !== "required",
  );
  const members = union(
    ...types.map((type) => membersOf(type, context)),
    isOptional ? [{ text: "undefined" }] : [],
  );
  const isTall = printDoc(annotated("[key: string]:", members, ";"), context.level).length > 1;
  return isTall ? unknown : members;
}

function readonlyOf({ isReadonly }: TypeContext): string {
  return isReadonly === true ? "readonly " : "";
}

function comment({ description }: PropertyModel, { level }: TypeContext): readonly string[] {
  return description === undefined ? [] : commentLines([description], level);
}

function propertyDoc({ name, type }: PropertyModel, context: TypeContext): Doc {
  const { direction, recursive, same, ...rest } = context;
  const isOptional = absenceOf(type, recursive)[direction] !== "required";
  const head = `${readonlyOf(context)}${propertyName(name)}${isOptional ? "?" : ""}:`;
  const text = annotated(head, membersOf(type, within({ direction, recursive, ...rest })), ";");
  if (same === undefined || differsByDirection(type)) return text;
  if (printDoc(text, context.level).length === 1) return text;
  return `${head} ${same}[${literalText(name)}];`;
}
