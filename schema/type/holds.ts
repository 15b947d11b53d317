import type { TypeModel } from "./model.ts";
import { typesIn } from "./parts.ts";

/** Whether a type, or any part of it, satisfies a predicate. */
export function holds(type: TypeModel, isSought: (type: TypeModel) => boolean): boolean {
  return typesIn(type).some(isSought);
}

/** One type after another, with nothing in between. */
export function isPlainPipe(type: TypeModel): boolean {
  return type.kind === "pipe" && type.codec === undefined;
}

/** Whether a type converts other values to its own, with no way back. */
export function coerces(type: TypeModel): boolean {
  return holds(type, (part) => "coerce" in part && part.coerce === true);
}
