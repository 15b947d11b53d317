import type { Literal, TypeModel } from "../../schema/type/model.ts";
import { accepts } from "./accepts.ts";

/** Whether a property of a type may be left out. */
export function acceptsAbsence(type: TypeModel): boolean {
  switch (type.kind) {
    case "optional":
    case "default":
    case "catch":
      return true;
    // Unlike a default it is checked, and a type may reject its own.
    case "prefault":
      return accepts(type.inner, type.value as Literal);
    case "nullable":
    case "readonly":
      return acceptsAbsence(type.inner);
    case "union":
      return type.options.some(acceptsAbsence);
    default:
      return false;
  }
}

/** Why a property that a stored value leaves out may be rejected. */
export function reasonOfAbsence(type: TypeModel): string {
  return type.kind === "prefault"
    ? "is filled in with a value that may be rejected"
    : "is required";
}

/** Whether a property of a type may be missing from a stored value: if in doubt, it may. */
export function mayBeAbsent(type: TypeModel): boolean {
  switch (type.kind) {
    case "recursive":
    case "authored":
      return mayBeAbsent(type.inner);
    case "intersection":
    case "ref":
    case "prefault":
      return true;
    default:
      return acceptsAbsence(type);
  }
}
