import type { ObjectType, TypeModel } from "./model.ts";

/**
 * The type of a value of two types: one object if both are objects without a common property, which is how
 * intersections are used; otherwise an intersection.
 */
export function intersect(left: TypeModel, right: TypeModel): TypeModel {
  if (isStripped(left) && isStripped(right)) {
    const names = new Set(left.properties.map(({ name }) => name));
    if (!right.properties.some(({ name }) => names.has(name))) {
      return { ...left, properties: [...left.properties, ...right.properties] };
    }
  }
  return { kind: "intersection", left, right };
}

function isStripped(type: TypeModel): type is ObjectType {
  return type.kind === "object" && type.unknown === "strip";
}
