import type { Node } from "oxc-parser";
import { walk } from "../children.ts";
import { methodOfNamed, unwrap } from "../unwrap.ts";

/** `60 * 60 * 1000`: a product with a factor that turns seconds into milliseconds. */
export function isInMilliseconds(expression: Node): boolean {
  const factors: unknown[] = [];
  const waiting = [unwrap(expression)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === "BinaryExpression" && node.operator === "*") {
      waiting.push(unwrap(node.left), unwrap(node.right));
    } else factors.push(node.type === "Literal" ? node.value : undefined);
  }
  return factors.includes(1000) && factors.includes(60);
}

/** `Date.now() + …` without a division: milliseconds since the epoch. */
export function isEpochMilliseconds(expression: Node): boolean {
  const nodes = [...walk(expression)];
  return nodes.some(isNow) && nodes.every((node) => CLOCK_PARTS.has(node.type) && !divides(node));
}

const CLOCK_PARTS: ReadonlySet<string> = new Set([
  ...["BinaryExpression", "CallExpression", "MemberExpression", "Identifier", "Literal"],
]);

function isNow(node: Node): boolean {
  return node.type === "CallExpression" && methodOfNamed(node.callee, "Date") === "now";
}

function divides(node: Node): boolean {
  return (
    (node.type === "BinaryExpression" && !["+", "*", "-"].includes(node.operator)) ||
    (node.type === "CallExpression" && !isNow(node))
  );
}
