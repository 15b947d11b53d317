import type { TypeModel } from "../../schema/type/model.ts";
import { partsOf } from "../../schema/type/parts.ts";
import { rewrites } from "../../schema/type/rewrites.ts";
import { refusesUndefined } from "./refuses-undefined.ts";

/** Whether checking a value of this type makes a new one: something is stripped or filled in. */
export function changes(type: TypeModel): boolean {
  switch (type.kind) {
    case "object":
    case "record":
    case "default":
    case "prefault":
    case "catch":
    case "intersection":
    case "recursive":
    case "ref":
    case "authored":
    case "pipe":
      return true;
    case "string":
      return rewrites(type);
    case "readonly":
      return holdsParts(type.inner) || changes(type.inner);
    case "tuple":
      // If others follow, its items may be missing, and then become `undefined`.
      if (type.rest !== undefined && !type.items.every(refusesUndefined)) return true;
      return partsOf(type).some(changes);
    default:
      return partsOf(type).some(changes);
  }
}

/** Whether a value of this type may be an object or an array, which could be written to. */
export function holdsParts(type: TypeModel): boolean {
  switch (type.kind) {
    case "array":
    case "tuple":
    case "object":
    case "record":
    case "intersection":
    case "ref":
    case "date":
    case "authored":
    case "unknown":
      return true;
    case "pipe":
      return holdsParts(type.out);
    case "union":
      return type.options.some(holdsParts);
    default:
      return "inner" in type && holdsParts(type.inner);
  }
}
