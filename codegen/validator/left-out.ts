import type { TypeModel } from "../../schema/type/model.ts";
import { absenceOf } from "../absence.ts";
import type { Validator } from "./function-writer.ts";

/** Whether a property of an object may be missing in the result of its check. */
export function mayBeLeftOut(type: TypeModel, { recursive, direction }: Validator): boolean {
  const { input, output } = absenceOf(type, recursive);
  const filled = direction === "encode" ? undefined : defaultOf(type)?.value;
  // If something replaces a value that is left out, zod keeps the property, even with `undefined`.
  const isOut = output === "optional" || (input !== "defaulted" && mayGiveUndefined(type));
  return input !== "required" && isOut && filled === undefined;
}

/** Whether a type may turn a value that is left out into `undefined`, which zod then leaves out as well. */
export function mayGiveUndefined(type: TypeModel): boolean {
  switch (type.kind) {
    case "unknown":
      return true;
    case "catch":
      return type.value === undefined || mayGiveUndefined(type.inner);
    case "authored":
    case "nullable":
    case "readonly":
      return mayGiveUndefined(type.inner);
    case "union":
      return type.options.some(mayGiveUndefined);
    case "intersection":
      return mayGiveUndefined(type.left) && mayGiveUndefined(type.right);
    case "pipe":
      return mayGiveUndefined(type.out);
    default:
      return false;
  }
}

/** The default of a property that is left out. */
export function defaultOf(type: TypeModel): Extract<TypeModel, { kind: "default" }> | undefined {
  if (type.kind === "optional") return defaultOf(type.inner);
  return type.kind === "default" ? type : undefined;
}
