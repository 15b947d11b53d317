import type { TypeModel } from "./model.ts";

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
    case "pipe":
      return true;
    case "default":
    case "catch":
      return false;
    case "union":
      return type.options.some(mayFillInWrongly);
    case "intersection":
      return mayFillInWrongly(type.left) || mayFillInWrongly(type.right);
    default:
      return "inner" in type && mayFillInWrongly(type.inner);
  }
}
