import type { Node } from "oxc-parser";
import type { Scopes } from "./scopes.ts";
import { unwrap } from "./unwrap.ts";

/** What a constant of the file stands for, a few steps far. */
export function constant(expression: Node, scopes: Scopes, steps = 5): Node {
  const node = unwrap(expression);
  const declaration = steps === 0 ? undefined : scopes.of(node);
  return declaration?.kind === "value" ? constant(declaration.init, scopes, steps - 1) : node;
}
