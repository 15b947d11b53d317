import type { Node } from "oxc-parser";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import type { Declaration } from "../../source/declaration.ts";
import type { KvCall } from "../../source/kv-call.ts";
import { namesIn } from "../../source/names.ts";
import type { Scopes } from "../../source/scopes.ts";
import { memberOf, unwrap } from "../../source/unwrap.ts";

const READS: ReadonlySet<string> = new Set(["get", "getWithMetadata"]);

export const rule: SourceRule = {
  id: "usage/list-then-get",
  severity: "warning",
  docs: {
    what: "The keys of a list are not read one by one.",
    why: "A page of 1,000 keys then takes 1,001 operations, and an invocation has 1,000. A read takes 100 keys in one operation, and metadata comes with the list itself.",
    wrong:
      'const page = await env.CACHE.list({ prefix: "look:", limit: 50 });\nfor (const key of page.keys) show(await env.CACHE.get(key.name));',
    right:
      'const page = await env.CACHE.list({ prefix: "look:", limit: 50 });\nconst names = page.keys.map(({ name }) => name);\nshow(await env.CACHE.get(names));',
    silence: "Where values are read as streams or bytes, which only a read of one key gives.",
  },
  *check({ file: { scopes, parents }, calls }): Generator<SourceFinding> {
    const lists = new Set<Node>(
      calls.filter(({ method }) => method === "list").map(({ node }) => node),
    );
    for (const call of calls) {
      const [key, type] = call.node.arguments;
      const loop = READS.has(call.method) ? parents.loopOf(call.node) : undefined;
      if (loop === undefined || key === undefined || isOfBytes(type)) continue;
      const round = roundOf(loop, parents.of(loop));
      if (round === undefined || !comesFromList(round.over, lists, scopes)) continue;
      const names = namesIn(round.each);
      if (![...namesIn(key)].some((name) => names.has(name))) continue;
      yield {
        range: call.node.callee,
        message: "each key of the list is read by itself, an operation a key",
        help: help(call),
      };
    }
  },
};

function help({ via, method }: KvCall): string {
  return via === "accessor"
    ? "Use `entries`, which reads 100 values in one operation, or keep what the list needs in metadata."
    : `Read 100 keys in one operation, \`${method}(names)\`, or keep what the list needs in metadata, which comes with it.`;
}

/** Bytes and streams are read one by one. */
function isOfBytes(type: Node | undefined): boolean {
  if (type === undefined) return false;
  return type.type === "Literal"
    ? type.value === "stream" || type.value === "arrayBuffer"
    : type.type !== "ObjectExpression" || !isTextOrJson(type);
}

function isTextOrJson(options: Extract<Node, { readonly type: "ObjectExpression" }>): boolean {
  return options.properties.every(
    (property) =>
      property.type === "Property" &&
      (property.key.type !== "Identifier" ||
        property.key.name !== "type" ||
        (property.value.type === "Literal" &&
          (property.value.value === "text" || property.value.value === "json"))),
  );
}

/** What a loop goes over, and what stands for one round. */
function roundOf(
  loop: Node,
  parent: Node | undefined,
): { readonly over: Node; readonly each: Node } | undefined {
  if (loop.type === "ForOfStatement") return { over: loop.right, each: loop.left };
  if (loop.type !== "ArrowFunctionExpression" && loop.type !== "FunctionExpression")
    return undefined;
  const [each] = loop.params;
  const over =
    parent?.type === "CallExpression" ? memberOf(unwrap(parent.callee))?.object : undefined;
  return each === undefined || over === undefined ? undefined : { over, each };
}

/** Methods of an array that give a part of it, or another order. */
const PARTS: ReadonlySet<string> = new Set([
  ...["filter", "slice", "sort", "toSorted", "reverse", "toReversed"],
]);

/** `(await env.CACHE.list()).keys`, also a part of it, or with constants between; or an accessor's list itself. */
function comesFromList(over: Node, lists: ReadonlySet<Node>, scopes: Scopes): boolean {
  let node = unwrap(over);
  for (;;) {
    const whole = node.type === "CallExpression" ? memberOf(unwrap(node.callee)) : undefined;
    if (whole === undefined || !PARTS.has(whole.name)) break;
    node = unwrap(whole.object);
  }
  if (lists.has(node)) return true;
  const member = memberOf(node);
  if (member?.name === "keys") return isList(member.object, lists, scopes);
  const declaration = declarationOf(node, scopes);
  if (declaration?.kind === "value") return comesFromKeys(declaration.init, lists, scopes);
  return (
    declaration?.kind === "part" &&
    declaration.property === "keys" &&
    declaration.of.kind === "value" &&
    isList(declaration.of.init, lists, scopes)
  );
}

/** `const keys = page.keys` */
function comesFromKeys(init: Node, lists: ReadonlySet<Node>, scopes: Scopes): boolean {
  const member = memberOf(unwrap(init));
  return member?.name === "keys" && isList(member.object, lists, scopes);
}

function isList(expression: Node, lists: ReadonlySet<Node>, scopes: Scopes): boolean {
  const node = unwrap(expression);
  if (node.type === "AwaitExpression") return lists.has(unwrap(node.argument));
  const declaration = declarationOf(node, scopes);
  if (declaration?.kind !== "value") return false;
  const init = unwrap(declaration.init);
  return init.type === "AwaitExpression" && lists.has(unwrap(init.argument));
}

function declarationOf(node: Node, scopes: Scopes): Declaration | undefined {
  return node.type === "Identifier" ? scopes.lookUp(node.name, node.start) : undefined;
}
