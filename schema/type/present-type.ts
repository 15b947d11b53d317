import type { TypeModel } from "./model.ts";

/** The type of a present value: without wrappers for optional values and defaults. */
export function presentType(type: TypeModel): TypeModel {
  switch (type.kind) {
    case "optional":
    case "nullable":
    case "nonoptional":
    case "readonly":
    case "default":
    case "prefault":
    case "catch":
    case "authored":
      return presentType(type.inner);
    default:
      return type;
  }
}

/** Whether a value of a type may be `undefined` or `null`, according to the wrappers around {@link presentType}. */
export function mayBeAbsent(type: TypeModel): boolean {
  if (type.kind === "optional" || type.kind === "nullable") return true;
  return "inner" in type && presentType(type) !== type && mayBeAbsent(type.inner);
}
