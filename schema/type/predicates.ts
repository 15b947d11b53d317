import type { StringType, TypeModel } from "./model.ts";
import { partsOf } from "./parts.ts";

/** Whether a type, or any part of it, satisfies a predicate. */
export function holds(type: TypeModel, isSought: (type: TypeModel) => boolean): boolean {
  return isSought(type) || partsOf(type).some((part) => holds(part, isSought));
}

/** One type after another, with nothing in between. */
export function isPlainPipe(type: TypeModel): boolean {
  return type.kind === "pipe" && type.codec === undefined;
}

/** Whether a type converts other values to its own, with no way back. */
export function coerces(type: TypeModel): boolean {
  return holds(type, (part) => "coerce" in part && part.coerce === true);
}

/** The type of a present value: without wrappers for optional values and defaults. */
export function presentType(type: TypeModel): TypeModel {
  switch (type.kind) {
    case "optional":
    case "nullable":
    case "nonoptional":
    case "readonly":
    case "default":
    case "prefault":
    case "catch":
    case "authored":
      return presentType(type.inner);
    default:
      return type;
  }
}

/** Whether a value of a type may be `undefined` or `null`, according to the wrappers around {@link presentType}. */
export function mayBeAbsent(type: TypeModel): boolean {
  if (type.kind === "optional" || type.kind === "nullable") return true;
  return "inner" in type && presentType(type) !== type && mayBeAbsent(type.inner);
}

/** Whether checking a text of this type may change it. */
export function rewrites({ checks }: StringType): boolean {
  return checks.some(({ check }) => check === "overwrite" || check === "url");
}

/** Whether a type replaces a missing or invalid value. */
export function fillsIn(type: TypeModel): boolean {
  switch (type.kind) {
    case "default":
    case "prefault":
    case "catch":
      return true;
    case "pipe":
      return fillsIn(type.in);
    case "union":
      return type.options.some(fillsIn);
    case "intersection":
      return fillsIn(type.left) || fillsIn(type.right);
    default:
      return "inner" in type && fillsIn(type.inner);
  }
}

/** Whether a type checks the value that it uses for a missing one, which may then be invalid. */
export function mayFillInWrongly(type: TypeModel): boolean {
  switch (type.kind) {
    case "prefault":
    case "authored":
      return true;
    case "default":
    case "catch":
      return false;
    case "pipe":
      return true;
    case "union":
      return type.options.some(mayFillInWrongly);
    case "intersection":
      return mayFillInWrongly(type.left) || mayFillInWrongly(type.right);
    default:
      return "inner" in type && mayFillInWrongly(type.inner);
  }
}
