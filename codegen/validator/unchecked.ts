import { fillsIn, mayFillInWrongly } from "../../schema/type/fills-in.ts";
import type { TypeModel } from "../../schema/type/model.ts";
import { changes } from "./changes.ts";

/** Whether no code is written to check a value of a type, or to change it. */
export function isUnchecked(type: TypeModel): boolean {
  switch (type.kind) {
    case "unknown":
      return true;
    case "nullable":
    case "optional":
      return isUnchecked(type.inner);
    case "union":
      // One option accepts whatever the others reject.
      return type.options.some(isUnchecked) && !changes(type);
    default:
      return false;
  }
}

/** Whether the check of a type has no issue for any value, so that its function does not use `issues`. */
export function takesAll(type: TypeModel, direction: "decode" | "encode"): boolean {
  switch (type.kind) {
    case "readonly":
    case "default":
    case "prefault":
    case "nullable":
      return takesAll(type.inner, direction);
    case "optional": {
      // A wrong default in it counts as none, which its issues reveal.
      const isForgiven = mayFillInWrongly(type.inner) || direction === "encode";
      return takesAll(type.inner, direction) && !(fillsIn(type.inner) && isForgiven);
    }
    default:
      return isUnchecked(type);
  }
}
