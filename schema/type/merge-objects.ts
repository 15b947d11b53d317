import type { ObjectType, TypeModel } from "./model.ts";

/**
 * What a value of two types is: one object where both are objects that do not meet in a property,
 * which is how intersections are used, else an intersection.
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
