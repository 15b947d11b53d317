import type { TypeModel } from "./model.ts";
import { partsOf } from "./parts.ts";

/**
 * Whether the stored form of a type may have unchecked parts, and so values that JSON cannot represent:
 * `z.unknown()`, and the undeclared properties of a loose object.
 */
export function isOpen(type: TypeModel): boolean {
  switch (type.kind) {
    case "unknown":
      return true;
    case "object":
      if (type.unknown === "loose" && type.catchall === undefined) return true;
      break;
    case "record":
      if (type.mode === "loose") return true;
      break;
    case "pipe":
      return isOpen(type.in);
  }
  return partsOf(type).some(isOpen);
}
