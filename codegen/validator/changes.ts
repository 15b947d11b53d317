import type { TypeModel } from "../../schema/type/model.ts";
import { partsOf } from "../../schema/type/parts.ts";

/** Whether checking a value of this type makes a new one: something is stripped or filled in. */
export function changes(type: TypeModel): boolean {
  switch (type.kind) {
    case "object":
    case "record":
    case "default":
    case "recursive":
    case "ref":
      return true;
    default:
      return partsOf(type).some(changes);
  }
}
