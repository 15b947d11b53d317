import type { Node } from "oxc-parser";
import type { Declaration } from "./declaration.ts";
import type { Scopes } from "./scopes.ts";
import { memberOf, unwrap } from "./unwrap.ts";

/** How an expression is reached from another one. */
export interface Reached {
  readonly from: Node;
  /** The names of the properties on the way. */
  readonly names: readonly string[];
}

/**
 * From where an expression is reached by names alone, through properties, constants and patterns of the
 * file: `kv.CACHE.session`, or `session` of `const { CACHE: { session } } = kv`, a few steps far.
 */
export function reachedBy(expression: Node, scopes: Scopes, steps = 8): Reached {
  const node = unwrap(expression);
  if (steps === 0) return { from: node, names: [] };
  const member = memberOf(node);
  if (member !== undefined) {
    const { from, names } = reachedBy(member.object, scopes, steps - 1);
    return { from, names: [...names, member.name] };
  }
  const declaration = scopes.of(node);
  const declared = declaration && partOf(declaration);
  if (declared === undefined) return { from: node, names: [] };
  const { from, names } = reachedBy(declared.from, scopes, steps - 1);
  return { from, names: [...names, ...declared.names] };
}

/** The expression that a name is declared as, or as a part of. */
function partOf(declaration: Declaration): Reached | undefined {
  if (declaration.kind === "value") return { from: declaration.init, names: [] };
  if (declaration.kind !== "part") return undefined;
  const of = partOf(declaration.of);
  return of && { from: of.from, names: [...of.names, declaration.property] };
}
