import type { Node } from "oxc-parser";
import type { SourceFile } from "./source-file.ts";
import { memberOf, unwrap } from "./unwrap.ts";

/** A loop over values: what it goes over, and what stands for one of them in a round. */
export interface Rounds {
  readonly loop: Node;
  readonly over: Node;
  readonly each: Node;
}

/** The innermost loop over values around a node: `for … of`, or a function that is called for each. */
export function roundsAround(node: Node, { parents }: SourceFile): Rounds | undefined {
  const loop = parents.loopOf(node);
  if (loop === undefined) return undefined;
  if (loop.type === "ForOfStatement") return { loop, over: loop.right, each: loop.left };
  if (loop.type !== "ArrowFunctionExpression" && loop.type !== "FunctionExpression") return;
  const [each] = loop.params;
  const parent = parents.of(loop);
  const over =
    parent?.type === "CallExpression" ? memberOf(unwrap(parent.callee))?.object : undefined;
  return each === undefined || over === undefined ? undefined : { loop, over, each };
}

/** Methods of an array that give a part of it, or another order. */
const PARTS: ReadonlySet<string> = new Set([
  ...["filter", "slice", "sort", "toSorted", "reverse", "toReversed"],
]);

/** The array of which an expression is a part. */
export function wholeArray(expression: Node): Node {
  let node = unwrap(expression);
  for (;;) {
    const whole = node.type === "CallExpression" ? memberOf(unwrap(node.callee)) : undefined;
    if (whole === undefined || !PARTS.has(whole.name)) return node;
    node = unwrap(whole.object);
  }
}
