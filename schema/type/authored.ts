import { kindsIn } from "./kinds-in.ts";
import type { AuthoredType, TypeModel } from "./model.ts";
import { partsOf } from "./parts.ts";

/** The parts of a type that the author's own schema checks, in order. */
export function authoredIn(type: TypeModel): readonly AuthoredType[] {
  if (!kindsIn(type).has("authored")) return [];
  return type.kind === "authored" ? [type] : partsOf(type).flatMap(authoredIn);
}

/** A type as it would be if all of it could be compiled. */
export function formOf(type: TypeModel): Exclude<TypeModel, AuthoredType> {
  return type.kind === "authored" ? formOf(type.inner) : type;
}
