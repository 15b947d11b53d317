import type { TypeModel } from "../../schema/type/model.ts";

/** The types that have an issue for `undefined`, whatever they contain. */
const SOLID: ReadonlySet<TypeModel["kind"]> = new Set([
  ...(["string", "number", "boolean", "null", "literal", "enum", "date", "bigint"] as const),
  ...(["object", "record", "array", "tuple", "ref"] as const),
]);

/** Whether a type itself has an issue for `undefined`; in doubt it has none, and turns it into a value. */
export function refusesUndefined(type: TypeModel): boolean {
  switch (type.kind) {
    case "nullable":
    case "readonly":
    case "recursive":
    case "authored":
      return refusesUndefined(type.inner);
    case "nonoptional":
      return refusesUndefined(type.inner.kind === "optional" ? type.inner.inner : type.inner);
    case "pipe":
      return refusesUndefined(type.in) && refusesUndefined(type.out);
    case "union":
      return type.options.every(refusesUndefined);
    case "intersection":
      return refusesUndefined(type.left) || refusesUndefined(type.right);
    default:
      return SOLID.has(type.kind);
  }
}
