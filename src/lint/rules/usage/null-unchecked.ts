import type { Node } from "oxc-parser";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import type { Parents } from "../../source/parents.ts";
import { memberOf } from "../../source/unwrap.ts";

/** Of the map that a read of many keys gives, which is never null. */
const MAP_MEMBERS: ReadonlySet<string> = new Set([
  ...["get", "has", "size", "keys", "values", "entries", "forEach"],
]);

export const rule: SourceRule = {
  id: "usage/null-unchecked",
  severity: "error",
  docs: {
    what: "What `get` gives is not used before it is known not to be null: neither its properties, nor as a key.",
    why: "`get` gives null for a missing key, and every key is missing for up to a minute after its first write elsewhere: reading a property of null throws, and null as a key is the key `null`, which all who have none share.",
    wrong: 'const { theme } = await env.CACHE.get("look:dark", "json");',
    right: 'const { theme } = (await env.CACHE.get("look:dark", "json")) ?? { theme: "light" };',
    silence: "Where an exception for a missing key is what is wanted, and somebody catches it.",
  },
  *check({ file: { parents }, calls }): Generator<SourceFinding> {
    const keyed = new Set<Node>(
      calls.filter(({ via }) => via === "binding").map(({ node }) => node),
    );
    for (const { node, via, method } of calls) {
      const isOne = node.arguments[0]?.type !== "ArrayExpression";
      const awaited = parents.awaitOf(node);
      if (via !== "binding" || method !== "get" || !isOne || awaited === undefined) continue;
      if (isKey(awaited, parents, keyed)) {
        yield {
          range: node,
          message:
            "`get` gives null where the key is missing, which is then used as the key `null`",
          help: "Check it for null first, and do nothing where there is none.",
        };
      }
      const used = useOf(awaited, parents);
      if (used === undefined) continue;
      yield {
        range: node,
        message: `\`get\` gives null where the key is missing, and ${used} of null throws`,
        help: "Check it for null first, or read with `?.` or `??`.",
      };
    }
  },
};

/** Whether a value is a key of KV, or a part of one, right where it comes. */
function isKey(awaited: Node, parents: Parents, keyed: ReadonlySet<Node>): boolean {
  const value = parents.outermost(awaited);
  const parent = parents.of(value);
  const key = parent?.type === "TemplateLiteral" ? parent : value;
  const call = parents.of(key);
  return call?.type === "CallExpression" && keyed.has(call) && call.arguments[0] === key;
}

/** How a value is taken apart right where it comes. */
function useOf(awaited: Node, parents: Parents): string | undefined {
  const value = parents.outermost(awaited);
  const parent = parents.of(value);
  if (parent?.type === "VariableDeclarator" && parent.init === value) {
    const { type } = parent.id;
    return type === "ObjectPattern" || type === "ArrayPattern" ? "taking apart" : undefined;
  }
  if (parent?.type !== "MemberExpression" || parent.object !== value || parent.optional) return;
  const name = memberOf(parent)?.name;
  if (name === undefined) return "an element";
  return MAP_MEMBERS.has(name) ? undefined : `\`.${name}\``;
}
