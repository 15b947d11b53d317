import type { TypeModel } from "./model.ts";

/** The types that a type is made of, one level down. */
export function partsOf(type: TypeModel): readonly TypeModel[] {
  switch (type.kind) {
    case "array":
      return [type.element];
    case "tuple":
      return type.rest === undefined ? type.items : [...type.items, type.rest];
    case "object":
      return type.properties.map(({ type }) => type);
    case "record":
      return [type.value];
    case "union":
      return type.options;
    case "optional":
    case "nullable":
    case "default":
    case "recursive":
      return [type.inner];
    default:
      return [];
  }
}
