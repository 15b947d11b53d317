import type { TypeModel } from "./model.ts";

/**
 * The forms that a stored value of a type can have: its type without what makes it optional, fills it
 * in or reads it, and each option of a union. A recursive type stands before its own forms.
 */
export function formsOf(type: TypeModel): readonly TypeModel[] {
  switch (type.kind) {
    case "optional":
    case "nullable":
    case "nonoptional":
    case "readonly":
    case "default":
    case "prefault":
    case "catch":
    case "authored":
      return formsOf(type.inner);
    case "recursive":
      return [type, ...formsOf(type.inner)];
    case "union":
      return type.options.flatMap(formsOf);
    case "intersection":
      return [...formsOf(type.left), ...formsOf(type.right)];
    case "pipe":
      return formsOf(type.in);
    default:
      return [type];
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
