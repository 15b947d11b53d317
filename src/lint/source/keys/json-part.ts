import type { Node } from "oxc-parser";
import type { Code } from "../code.ts";
import { constant } from "../constant.ts";
import { followed, Steps } from "../followed.ts";
import { lastName, memberOf, methodOfNamed, unwrap } from "../unwrap.ts";

/** Functions and methods that return a text as long as their argument, or nearly. */
const AS_LONG: ReadonlySet<string> = new Set([
  ...["btoa", "encodeURIComponent", "String", "toLowerCase", "trim", "replace", "replaceAll"],
]);

const MAX_DEPTH = 20;

/**
 * The `JSON.stringify` of a whole value that a key contains as it is, here or in a function that makes the key;
 * undefined if there is none, or it is hashed or cut. Objects that are spelled out do not count: they may be small.
 */
export function jsonPart(code: Code, depth = 0): Node | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const at = followed({ ...code, node: constant(code.node, code.file.scopes) }, new Steps());
  const of = (part: Node) => jsonPart({ ...at, node: part }, depth + 1);
  const first = (parts: readonly Node[]) =>
    parts
      .values()
      .map(of)
      .find((found) => found !== undefined);
  const { node } = at;
  switch (node.type) {
    case "TemplateLiteral":
      return first(node.expressions);
    case "BinaryExpression":
      return node.operator === "+" ? first([node.left, node.right]) : undefined;
    case "LogicalExpression":
      return first([node.left, node.right]);
    case "ConditionalExpression":
      return first([node.consequent, node.alternate]);
    case "CallExpression": {
      const callee = unwrap(node.callee);
      const [value] = node.arguments;
      if (methodOfNamed(callee, "JSON") === "stringify")
        return value && isWhole(constant(value, at.file.scopes)) ? node : undefined;
      const method = memberOf(callee);
      const name = lastName(callee);
      if (name === undefined || !AS_LONG.has(name)) return undefined;
      return first(method === undefined ? node.arguments : [method.object]);
    }
    default:
      return undefined;
  }
}

function isWhole({ type }: Node): boolean {
  return type === "Identifier" || type === "MemberExpression" || type === "AwaitExpression";
}
