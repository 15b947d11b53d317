import { type Node, visitorKeys } from "oxc-parser";

/** The nodes right below a node, in the order of the text. */
export function childrenOf(node: Node): readonly Node[] {
  const fields = node as unknown as Readonly<Record<string, Node | readonly Node[] | null>>;
  return (visitorKeys[node.type] ?? []).flatMap((key) => fields[key] ?? []).filter(Boolean);
}

/** A node and all below it. With a list of its own, because a program may nest deeper than calls can. */
export function* walk(root: Node): Generator<Node> {
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    for (const child of childrenOf(node).toReversed()) waiting.push(child);
  }
}
