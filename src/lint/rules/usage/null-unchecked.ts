import type { Node } from "oxc-parser";
import type { SourceContext, SourceFinding, SourceRule } from "../../rule.ts";
import type { KvCall } from "../../source/kv-call.ts";
import { laterUseOf, useOf, useOfPart } from "../../source/null-use.ts";
import type { Parents } from "../../source/parents.ts";
import { memberOf, unwrap } from "../../source/unwrap.ts";

export const rule: SourceRule = {
  id: "usage/null-unchecked",
  severity: "error",
  docs: {
    what: "The result of `get` is not used before it is known not to be null: neither its properties, nor as a key. `JSON.parse` of null is null as well. If a variable holds the result, its first use counts, provided that the code always reaches it and no `catch` takes the exception.",
    why: "`get` returns null for a missing key, and every key is missing for up to a minute after its first write elsewhere: reading a property of null throws, and null as a key is the key `null`, shared by everybody who has no value.",
    wrong: 'const { theme } = await env.CACHE.get("look:dark", "json");',
    right: 'const { theme } = (await env.CACHE.get("look:dark", "json")) ?? { theme: "light" };',
    silence: "When a missing key is meant to throw, and somebody catches the exception.",
  },
  *check(context): Generator<SourceFinding> {
    const { file, calls } = context;
    const { parents } = file;
    const keyed = new Set<Node>(
      calls.filter(({ via }) => via === "binding").map(({ node }) => node),
    );
    for (const call of calls) {
      const { node, via, method } = call;
      const isOne = node.arguments[0]?.type !== "ArrayExpression";
      const awaited = parents.awaitOf(node);
      if (via !== "binding" || !isOne || awaited === undefined) continue;
      if (method === "getWithMetadata") {
        const isGuarded = isAsked(call, context) || isOfListed(node);
        const used = isGuarded ? undefined : useOfPart(node, awaited, file);
        if (used !== undefined) yield thrown(node, method, used);
      }
      if (method !== "get") continue;
      if (isKey(awaited, parents, keyed)) {
        yield {
          range: node,
          message: "`get` returns null for a missing key, and this uses it as the key `null`",
          help: "Check it for null first, and do nothing if it is null.",
        };
      }
      const used =
        useOf(awaited, parents) ??
        (isAsked(call, context) || isOfListed(node) ? undefined : laterUseOf(awaited, file));
      if (used !== undefined) yield thrown(node, method, used);
    }
  },
};

function thrown(range: Node, method: string, used: string): SourceFinding {
  return {
    range,
    message: `\`${method}\` returns null for a missing key, and ${used} of null throws`,
    help: "Check it for null first, or read with `?.` or `??`.",
  };
}

/** Whether a value is used directly as a key of KV, or as a part of one. */
function isKey(awaited: Node, parents: Parents, keyed: ReadonlySet<Node>): boolean {
  const value = parents.outermost(awaited);
  const parent = parents.of(value);
  const key = parent?.type === "TemplateLiteral" ? parent : value;
  const call = parents.of(key);
  return call?.type === "CallExpression" && keyed.has(call) && call.arguments[0] === key;
}

/** Whether the same key is read before, perhaps to check whether it exists. */
function isAsked({ node, keys, target }: KvCall, { file: { parents }, calls }: SourceContext) {
  const body = parents.functionOf(node);
  return calls.some(
    (other) =>
      other.node.start < node.start &&
      other.target === target &&
      other.keys?.texts[0] === keys?.texts[0] &&
      parents.functionOf(other.node) === body,
  );
}

/** A key that a list returned exists, unless it was removed meanwhile: `get(key.name)`. */
function isOfListed(read: Node): boolean {
  const [key] = read.type === "CallExpression" ? read.arguments : [];
  if (key === undefined) return true;
  return unwrap(key).type === "MemberExpression" && memberOf(unwrap(key))?.name === "name";
}
