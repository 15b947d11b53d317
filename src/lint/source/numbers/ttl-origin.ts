import type { Node } from "oxc-parser";
import { MIN_TTL_SECONDS } from "../../../runtime/limits.ts";
import type { Code } from "../code.ts";
import { constant } from "../constant.ts";
import { followed, Steps } from "../followed.ts";
import { requestValue } from "../request-value.ts";
import type { Name } from "../scopes.ts";
import type { SourceFile } from "../source-file.ts";
import { lastName, unwrap } from "../unwrap.ts";
import { numberValue } from "./number-value.ts";

/** The origin of a number of seconds without a bound, or with one that KV does not accept. */
export type TtlOrigin = "request" | "difference" | "bound";

/** Functions that return the same number in another form, or without its fraction. */
const ROUNDS: ReadonlySet<string> = new Set([
  ...["floor", "round", "ceil", "trunc", "Number", "parseInt", "parseFloat"],
]);

/** A program may nest deeper than calls can. */
const MAX_DEPTH = 30;

/**
 * What a number comes from, if it is a difference or straight from a request; undefined if it is known, if
 * something may bound it, or if that is not known.
 *
 * @param seen collects the expressions that it comes from: a bound elsewhere may be on one of them.
 */
export function ttlOrigin(code: Code, seen: Set<Node>, depth = 0): TtlOrigin | undefined {
  const given = unwrap(code.node);
  // Unfinished code may give a variable to itself, twice: `const ttl = ttl || ttl`.
  if (depth > MAX_DEPTH || seen.has(given)) return undefined;
  const { file } = code;
  seen.add(given);
  const own = constant(code.node, file.scopes);
  seen.add(own);
  if (requestValue(own, file) !== undefined) return "request";
  const at = followed({ ...code, node: own }, new Steps());
  const { node } = at;
  seen.add(node);
  if (node !== own && requestValue(node, at.file) !== undefined) return "request";
  const of = (inner: Node | undefined) =>
    inner && ttlOrigin({ ...at, node: inner }, seen, depth + 1);
  switch (node.type) {
    case "LogicalExpression":
      return node.operator === "&&" ? undefined : (of(node.left) ?? of(node.right));
    case "ConditionalExpression":
      return isValue(node.test) ? (of(node.consequent) ?? of(node.alternate)) : undefined;
    case "UnaryExpression":
      return node.operator === "+" ? of(node.argument) : undefined;
    case "CallExpression": {
      const name = lastName(node.callee);
      const [first, second] = node.arguments;
      if (name === "min") return of(first) ?? of(second);
      if (name === "max")
        return isTooLow(node.arguments, at.file) ? (of(first) ?? of(second) ?? "bound") : undefined;
      return name !== undefined && ROUNDS.has(name) ? of(first) : undefined;
    }
    case "BinaryExpression":
      if (node.operator === "*" || node.operator === "/") return of(node.left) ?? of(node.right);
      if (node.operator !== "-" || numberValue(node.right, at.file) !== undefined) return undefined;
      seen.add(unwrap(node.left)).add(unwrap(node.right));
      return "difference";
    // `let days = 7; if (body.days) days = body.days;`
    case "Identifier":
      return valuesOf(node, at.file).some((value) => of(value) === "request")
        ? "request"
        : undefined;
    default:
      return undefined;
  }
}

/** All values that are assigned to a variable after its declaration. */
function valuesOf(name: Name, { tree, scopes }: SourceFile): readonly Node[] {
  const declaration = scopes.of(name);
  if (declaration?.kind !== "unknown" || declaration.parameter !== undefined) return [];
  return tree
    .ofType("AssignmentExpression")
    .flatMap(({ left, operator, right }) =>
      operator === "=" && scopes.isSame(left, name) ? [right] : [],
    );
}

/** `Math.max(1, …)`: a bound, but not KV's. */
function isTooLow(bounds: readonly Node[], file: SourceFile): boolean {
  const known = bounds.flatMap((bound) => numberValue(bound, file) ?? []);
  return known.length > 0 && known.every((seconds) => seconds < MIN_TTL_SECONDS);
}

/** Whether a condition only asks whether there is a value. */
function isValue(test: Node): boolean {
  const node = unwrap(test);
  return node.type === "Identifier" || node.type === "MemberExpression";
}
