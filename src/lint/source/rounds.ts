import type { Node } from "oxc-parser";
import { walk } from "./children.ts";
import { followed, Steps } from "./followed.ts";
import { isFunction, type OwnFunction } from "./function.ts";
import { EACH } from "./parents.ts";
import type { SourceFile } from "./source-file.ts";
import { memberOf, methodCallOf, unwrap } from "./unwrap.ts";

/** A loop over values: what it iterates over, and the pattern for one value in a round. */
interface Rounds {
  readonly loop: Node;
  readonly over: Node;
  readonly each: Node;
}

/** The innermost loop over values around a node: `for … of`, or a function that is called for each. */
export function roundsAround(node: Node, file: SourceFile): Rounds | undefined {
  const { parents } = file;
  const loop = parents.loopOf(node);
  if (loop === undefined) return roundsOfHelper(node, file);
  if (loop.type === "ForOfStatement") return { loop, over: loop.right, each: loop.left };
  if (loop.type !== "ArrowFunctionExpression" && loop.type !== "FunctionExpression") return;
  const [each] = loop.params;
  const parent = parents.of(loop);
  const over =
    parent?.type === "CallExpression" ? memberOf(unwrap(parent.callee))?.object : undefined;
  return each === undefined || over === undefined ? undefined : { loop, over, each };
}

/** `inBatches(keys, async (key) => …)`, where the helper is a function of the project that calls it for each. */
function roundsOfHelper(node: Node, file: SourceFile): Rounds | undefined {
  const work = file.parents.functionOf(node);
  const call = file.parents.of(work);
  if (!isFunction(work) || call?.type !== "CallExpression") return undefined;
  const [over, given] = call.arguments;
  const [each] = work.params;
  if (over === undefined || given !== work || each === undefined) return undefined;
  const helper = followed({ node: call.callee, file }, new Steps());
  if (!isFunction(helper.node) || helper.node.body === null) return undefined;
  const [items, parameter] = helper.node.params;
  if (items?.type !== "Identifier" || parameter?.type !== "Identifier") return undefined;
  return callsForEach(helper.node, parameter.name, helper.file)
    ? { loop: work, over, each }
    : undefined;
}

/** Whether a function passes a parameter to `map` or `forEach`, or calls it in a loop. */
function callsForEach(helper: OwnFunction, name: string, { parents }: SourceFile): boolean {
  for (const node of walk(helper)) {
    if (node.type !== "CallExpression") continue;
    const callee = unwrap(node.callee);
    const [first] = node.arguments;
    const isHanded = first?.type === "Identifier" && first.name === name;
    if (isHanded && EACH.has(memberOf(callee)?.name ?? "")) return true;
    const isCalled = callee.type === "Identifier" && callee.name === name;
    if (isCalled && parents.loopOf(node) !== undefined) return true;
  }
  return false;
}

/** Methods of an array that return a part of it, or another order. */
const PARTS: ReadonlySet<string> = new Set([
  ...["filter", "slice", "sort", "toSorted", "reverse", "toReversed"],
]);

/** The array that an expression is a part of. */
export function wholeArray(expression: Node): Node {
  let node = unwrap(expression);
  for (;;) {
    const whole = methodCallOf(node);
    if (whole === undefined || !PARTS.has(whole.name)) return node;
    node = unwrap(whole.object);
  }
}
