import type { TypeModel } from "./model.ts";
import { partsOf } from "./parts.ts";
import { presentType } from "./present-type.ts";

/**
 * The forms that a stored value of a type can have: its type without wrappers for optional values, defaults
 * and codecs, and each option of a union. A recursive type comes before its own forms.
 */
export function formsOf(type: TypeModel): readonly TypeModel[] {
  const present = presentType(type);
  switch (present.kind) {
    case "recursive":
      return [present, ...formsOf(present.inner)];
    case "union":
      return present.options.flatMap(formsOf);
    case "intersection":
      return [...formsOf(present.left), ...formsOf(present.right)];
    case "pipe":
      return formsOf(present.in);
    default:
      return [present];
  }
}

/** The types of the entries of a list or a record; none for any other type. */
export function entriesOf(type: TypeModel): readonly TypeModel[] {
  return type.kind === "array" || type.kind === "tuple" || type.kind === "record"
    ? partsOf(type)
    : [];
}
