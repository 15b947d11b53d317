import type { TypeModel } from "./model.ts";
import { partsOf } from "./parts.ts";
import { remembered } from "./remembered.ts";

type Kind = TypeModel["kind"];

/**
 * The kinds of types that a type is made of, itself included. What few types have need not be looked for
 * in all the others.
 */
export const kindsIn = remembered((type): ReadonlySet<Kind> => {
  const found = new Set<Kind>();
  addKinds(type, found);
  return found;
});

function addKinds(type: TypeModel, found: Set<Kind>): void {
  found.add(type.kind);
  for (const part of partsOf(type)) addKinds(part, found);
}
