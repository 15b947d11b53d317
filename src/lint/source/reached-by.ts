import type { Node } from "oxc-parser";
import { classAround, valuesOfOwn } from "./class.ts";
import type { Declaration } from "./declaration.ts";
import type { Scopes } from "./scopes.ts";
import type { SourceFile } from "./source-file.ts";
import { memberOf, unwrap } from "./unwrap.ts";

/** How an expression is reached from another one. */
interface Reached {
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

/**
 * The same, also through a property to which the class around it gives only one value: `this.kv.CACHE.session`, where
 * `kv = keyloom(this.env)`.
 */
export function reachedInClass(expression: Node, file: SourceFile): Reached {
  const reached = reachedBy(expression, file.scopes);
  const [property, ...others] = reached.names;
  if (reached.from.type !== "ThisExpression" || property === undefined) return reached;
  const owner = classAround({ node: reached.from, file });
  const [value, another] = owner === undefined ? [] : valuesOfOwn(owner, property, file);
  if (value === undefined || another !== undefined) return reached;
  const { from, names } = reachedBy(value, file.scopes);
  return { from, names: [...names, ...others] };
}

/** The expression that a name is declared as, or as a part of. */
function partOf(declaration: Declaration): Reached | undefined {
  if (declaration.kind === "value") return { from: declaration.init, names: [] };
  if (declaration.kind !== "part") return undefined;
  const of = partOf(declaration.of);
  return of && { from: of.from, names: [...of.names, declaration.property] };
}
