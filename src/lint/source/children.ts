import type { Node } from "oxc-parser";
import { oxc } from "../../../schema/source/oxc.ts";

/** The nodes right below a node, in the order of the text. */
export function childrenOf(node: Node): readonly Node[] {
  const fields = node as unknown as Readonly<Record<string, Node | readonly Node[] | null>>;
  const children: Node[] = [];
  // Every node of every file passes through here: without intermediate arrays it takes half the time.
  for (const key of oxc().visitorKeys[node.type] ?? []) {
    const field = fields[key];
    if (!Array.isArray(field)) {
      if (field) children.push(field as Node);
    } else for (const child of field) if (child) children.push(child);
  }
  return children;
}

/** A node and all below it. It keeps its own stack, because a program may nest deeper than calls can. */
export function* walk(root: Node): Generator<Node> {
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    const children = childrenOf(node);
    for (let at = children.length - 1; at >= 0; at--) {
      const child = children[at];
      if (child !== undefined) waiting.push(child);
    }
  }
}

/** Whether an expression may be undefined, by a `?.` in it. */
export function isOptional(expression: Node): boolean {
  return walk(expression).some((node) => "optional" in node && node.optional === true);
}
