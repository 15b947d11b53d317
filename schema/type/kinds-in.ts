import { remembered } from "../remembered.ts";
import type { TypeModel } from "./model.ts";
import { typesIn } from "./parts.ts";

/**
 * The kinds of all types in a type, including itself. With it, what few types have need not be searched for in
 * all others.
 */
export const kindsIn = remembered(
  (type: TypeModel): ReadonlySet<TypeModel["kind"]> =>
    new Set(typesIn(type).map(({ kind }) => kind)),
);
