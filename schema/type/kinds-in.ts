import { remembered } from "../remembered.ts";
import type { TypeModel } from "./model.ts";
import { partsOf } from "./parts.ts";

type Kind = TypeModel["kind"];

/**
 * The kinds of all types in a type, including itself. With it, what few types have need not be searched for in
 * all others.
 */
export const kindsIn = remembered((type: TypeModel): ReadonlySet<Kind> => {
  const found = new Set<Kind>();
  addKinds(type, found);
  return found;
});

function addKinds(type: TypeModel, found: Set<Kind>): void {
  found.add(type.kind);
  for (const part of partsOf(type)) addKinds(part, found);
}
