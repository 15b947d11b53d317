import type { Node } from "oxc-parser";
import { walk } from "../children.ts";
import { constant } from "../constant.ts";
import type { SourceFile } from "../source-file.ts";
import { methodOfNamed } from "../unwrap.ts";

/** Whether an expression contains the current time: `Date.now()`, `new Date().toISOString()`, `now` that is one of them. */
export function isOfClock(expression: Node, file: SourceFile): boolean {
  for (const node of walk(constant(expression, file.scopes))) {
    if (readsClock(node)) return true;
    if (node.type !== "Identifier" || node === expression) continue;
    const held = constant(node, file.scopes);
    if (held !== node && walk(held).some(readsClock)) return true;
  }
  return false;
}

/**
 * Whether a value only says when something happened: a time, or an object of times alone.
 * `{ ids, at: Date.now() }` says more.
 */
export function isTouch(expression: Node, file: SourceFile, steps = 5): boolean {
  const node = constant(expression, file.scopes);
  if (node.type !== "ObjectExpression") return isOfClock(expression, file);
  // Unfinished code may give an object to itself: `const seen = { at: seen }`.
  if (steps === 0) return false;
  return node.properties.every(
    (property) => property.type === "Property" && isTouch(property.value, file, steps - 1),
  );
}

function readsClock(node: Node): boolean {
  if (node.type === "NewExpression") {
    const { callee } = node;
    return callee.type === "Identifier" && callee.name === "Date" && node.arguments.length === 0;
  }
  return node.type === "CallExpression" && methodOfNamed(node.callee, "Date") === "now";
}
