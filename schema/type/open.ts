import type { TypeModel } from "./model.ts";
import { partsOf } from "./parts.ts";

/**
 * Whether what is stored of a type may have parts that nothing checks, and so what JSON has no form for:
 * `z.unknown()`, and the properties that a loose object does not declare.
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
