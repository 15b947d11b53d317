import type { TypeModel } from "./model.ts";
import { presentType } from "./predicates.ts";

/**
 * The forms that a stored value of a type can have: its type without what makes it optional, fills it
 * in or reads it, and each option of a union. A recursive type stands before its own forms.
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

/** The types of the entries of a list or a record, of whatever number; none of any other type. */
export function entriesOf(type: TypeModel): readonly TypeModel[] {
  switch (type.kind) {
    case "array":
      return [type.element];
    case "tuple":
      return type.rest === undefined ? type.items : [...type.items, type.rest];
    case "record":
      return [type.value];
    default:
      return [];
  }
}
