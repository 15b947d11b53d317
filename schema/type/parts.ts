import type { TypeModel } from "./model.ts";

/** The types that a type is made of, one level down. */
export function partsOf(type: TypeModel): readonly TypeModel[] {
  switch (type.kind) {
    case "array":
      return [type.element];
    case "tuple":
      return type.rest === undefined ? type.items : [...type.items, type.rest];
    case "object": {
      const properties = type.properties.map(({ type }) => type);
      return type.catchall === undefined ? properties : [...properties, type.catchall];
    }
    case "record":
      return [type.value];
    case "union":
      return type.options;
    case "pipe":
      return [type.in, type.out];
    case "intersection":
      return [type.left, type.right];
    default:
      return "inner" in type ? [type.inner] : [];
  }
}

/** A type and all types in it, the outer ones first. */
export function typesIn(type: TypeModel): readonly TypeModel[] {
  const found = [type];
  // Those that are added on the way have their turn.
  for (const each of found) found.push(...partsOf(each));
  return found;
}
