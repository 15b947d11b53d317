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
    what: "What `get` gives is not used before it is known not to be null: neither its properties, nor as a key. `JSON.parse` of null is null as well. Of a variable that holds it the first use counts, where it comes whichever way the code goes, and no `catch` takes the exception.",
    why: "`get` gives null for a missing key, and every key is missing for up to a minute after its first write elsewhere: reading a property of null throws, and null as a key is the key `null`, which all who have none share.",
    wrong: 'const { theme } = await env.CACHE.get("look:dark", "json");',
    right: 'const { theme } = (await env.CACHE.get("look:dark", "json")) ?? { theme: "light" };',
    silence: "Where an exception for a missing key is what is wanted, and somebody catches it.",
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
          message:
            "`get` gives null where the key is missing, which is then used as the key `null`",
          help: "Check it for null first, and do nothing where there is none.",
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
    message: `\`${method}\` gives null where the key is missing, and ${used} of null throws`,
    help: "Check it for null first, or read with `?.` or `??`.",
  };
}

/** Whether a value is a key of KV, or a part of one, right where it comes. */
function isKey(awaited: Node, parents: Parents, keyed: ReadonlySet<Node>): boolean {
  const value = parents.outermost(awaited);
  const parent = parents.of(value);
  const key = parent?.type === "TemplateLiteral" ? parent : value;
  const call = parents.of(key);
  return call?.type === "CallExpression" && keyed.has(call) && call.arguments[0] === key;
}

/** Whether the same key is read before, perhaps to ask whether it is there. */
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

/** A key that a list gave is there, but for what is removed meanwhile: `get(key.name)`. */
function isOfListed(read: Node): boolean {
  const [key] = read.type === "CallExpression" ? read.arguments : [];
  if (key === undefined) return true;
  return unwrap(key).type === "MemberExpression" && memberOf(unwrap(key))?.name === "name";
}
