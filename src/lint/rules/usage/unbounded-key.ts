import type { Node } from "oxc-parser";
import { MAX_KEY_BYTES } from "../../../runtime/limits.ts";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { walk } from "../../source/children.ts";
import { type Code, followed, Steps } from "../../source/code.ts";
import { constant } from "../../source/kv-call.ts";
import { isRequest, requestValue } from "../../source/request-value.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { memberOf, unwrap } from "../../source/unwrap.ts";

/** What people call texts and addresses of any length, where ids and names are short. */
const LONG: ReadonlySet<string> = new Set([
  ...["url", "uri", "href", "src", "link", "target", "image", "feed", "site", "page"],
  ...["prompt", "query", "q", "question", "text", "message", "content", "input", "search"],
]);

export const rule: SourceRule = {
  id: "usage/unbounded-key",
  // Most requests are short enough, and those of an attacker only meet an error.
  severity: "warning",
  docs: {
    what: "An address or a text out of a request is not a part of a key as it is.",
    why: `A key has at most ${MAX_KEY_BYTES} bytes, and KV refuses longer ones in reads as well: a long address is answered with an error, and whoever sends it chooses the keys that are written.`,
    wrong:
      'const url = new URL(request.url).searchParams.get("url");\nconst page = await env.CACHE.get("page:" + url);',
    right:
      'const url = new URL(request.url).searchParams.get("url");\nconst page = await env.CACHE.get("page:" + (await sha256(url)));',
    silence: "Where its length is bounded elsewhere.",
  },
  *check({ file, calls }): Generator<SourceFinding> {
    const told = new Set<Node>();
    for (const { via, keys, node, method } of calls) {
      if (via !== "binding" || method === "list" || method === "delete") continue;
      for (const key of keys?.nodes ?? []) {
        const source = longPart({ node: key, file }, 0);
        // A read and the write that fills it have one key.
        if (source === undefined || told.has(source) || isMeasured(source, node, file)) continue;
        told.add(source);
        yield {
          range: key,
          message: `this key is as long as a request makes it, and KV takes ${MAX_KEY_BYTES} bytes`,
          help: "Make the key of a hash of it, with `crypto.subtle.digest`, or refuse what is too long.",
        };
      }
    }
  },
};

/** Functions and methods that give a text as long as what they are given, or longer. */
const AS_LONG: ReadonlySet<string> = new Set([
  ...["btoa", "decodeURIComponent", "encodeURIComponent", "String", "toLowerCase", "toString"],
  ...["toUpperCase", "trim"],
]);

const MAX_DEPTH = 20;

/** The part of a key that a request makes as long as it likes. */
function longPart(code: Code, depth: number): Node | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const own = constant(code.node, code.file.scopes);
  if (isLong(own, code.file)) return own;
  const at = followed({ ...code, node: own }, new Steps());
  const { node } = at;
  const first = (parts: readonly Node[]) => {
    for (const part of parts) {
      const found = longPart({ ...at, node: part }, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  switch (node.type) {
    case "TemplateLiteral":
      return first(node.expressions);
    case "BinaryExpression":
      return node.operator === "+" ? first([node.left, node.right]) : undefined;
    case "LogicalExpression":
      return node.operator === "&&" ? undefined : first([node.left]);
    case "CallExpression": {
      const callee = unwrap(node.callee);
      const method = memberOf(callee);
      const name = callee.type === "Identifier" ? callee.name : method?.name;
      if (name === undefined || !AS_LONG.has(name)) return undefined;
      return first(method === undefined ? node.arguments : [method.object]);
    }
    default:
      return node !== own && isLong(node, at.file) ? node : undefined;
  }
}

function isLong(node: Node, file: SourceFile): boolean {
  const name = requestValue(node, file);
  if (name !== undefined) return LONG.has(name.toLowerCase());
  const member = memberOf(node);
  if (member === undefined) return false;
  const object = constant(member.object, file.scopes);
  if (member.name === "url") return isRequest(object);
  return (member.name === "href" || member.name === "search") && isUrlOfRequest(object, file);
}

/** `new URL(request.url)` */
function isUrlOfRequest(node: Node, { scopes }: SourceFile): boolean {
  if (node.type !== "NewExpression" || node.callee.type !== "Identifier") return false;
  const [address] = node.arguments;
  const member = address && memberOf(constant(address, scopes));
  return node.callee.name === "URL" && member?.name === "url" && isRequest(member.object);
}

/** Whether a function asks for the length of a text, or hands it to something that may judge it. */
function isMeasured(source: Node, call: Node, file: SourceFile): boolean {
  const textOf = ({ start, end }: Node) => file.text.slice(start, end);
  const isIt = (node: Node) =>
    constant(node, file.scopes) === source || textOf(node) === textOf(source);
  for (const node of walk(file.parents.functionOf(call))) {
    const member = memberOf(node);
    if (member?.name === "length" && isIt(member.object)) return true;
    if (node.type !== "IfStatement") continue;
    for (const inner of walk(node.test)) {
      if (inner.type === "CallExpression" && inner.arguments.some(isIt)) return true;
    }
  }
  return false;
}
