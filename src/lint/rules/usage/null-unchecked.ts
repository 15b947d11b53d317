import type { Node } from "oxc-parser";
import type { SourceContext, SourceFinding, SourceRule } from "../../rule.ts";
import type { KvCall } from "../../source/kv-call.ts";
import type { Parents } from "../../source/parents.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { memberOf, unwrap } from "../../source/unwrap.ts";

/** Of the map that a read of many keys gives, which is never null. */
const MAP_MEMBERS: ReadonlySet<string> = new Set([
  ...["get", "has", "size", "keys", "values", "entries", "forEach"],
]);

export const rule: SourceRule = {
  id: "usage/null-unchecked",
  severity: "error",
  docs: {
    what: "What `get` gives is not used before it is known not to be null: neither its properties, nor as a key. Of a variable that holds it the first use counts, where it comes whichever way the code goes, and no `catch` takes the exception.",
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
      if (via !== "binding" || method !== "get" || !isOne || awaited === undefined) continue;
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
        (isAsked(call, context) ? undefined : firstUseOf(node, awaited, file));
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

/** How the variable that holds a value is first used, where nothing can have asked before whether it is null. */
function firstUseOf(read: Node, awaited: Node, { parents, scopes, tree }: SourceFile) {
  const value = parents.outermost(awaited);
  const declarator = parents.of(value);
  if (declarator?.type !== "VariableDeclarator" || declarator.init !== value) return undefined;
  const { id } = declarator;
  if (id.type !== "Identifier" || isOfListed(read)) return undefined;
  const body = parents.functionOf(read);
  const declaration = scopes.lookUp(id.name, id.start);
  const first = tree
    .ofType("Identifier", body)
    .find(
      (node) =>
        node.name === id.name &&
        node.start > declarator.end &&
        scopes.lookUp(node.name, node.start) === declaration &&
        !isNameOf(node, parents),
    );
  if (first === undefined || parents.functionOf(first) !== body) return undefined;
  if (!isReached(first, declarator, parents)) return undefined;
  const outer = parents.of(parents.outermost(first));
  if (outer?.type !== "MemberExpression" || outer.optional) return undefined;
  if (unwrap(outer.object) !== first) return undefined;
  const name = memberOf(outer)?.name;
  if (name === undefined) return "an element";
  return MAP_MEMBERS.has(name) ? undefined : `\`.${name}\``;
}

/** The name of a property, as in `{ args: 1 }` and `is.args`, and not `{ args }`. */
function isNameOf(node: Node, parents: Parents): boolean {
  const parent = parents.of(node);
  if (parent?.type === "MemberExpression") return parent.property === node && !parent.computed;
  return parent?.type === "Property" && parent.key === node && !parent.shorthand;
}

/** A key that a list gave is there, but for what is removed meanwhile: `get(key.name)`. */
function isOfListed(read: Node): boolean {
  const [key] = read.type === "CallExpression" ? read.arguments : [];
  if (key === undefined) return true;
  return unwrap(key).type === "MemberExpression" && memberOf(unwrap(key))?.name === "name";
}

/** Whether a use comes after a declaration whichever way the code goes, and nobody catches what it throws. */
function isReached(use: Node, declarator: Node, parents: Parents): boolean {
  const around = new Set(parents.around(declarator));
  let inner = use;
  for (const outer of parents.around(use)) {
    if (outer.type === "TryStatement" && outer.handler !== null && inner === outer.block)
      return false;
    if (!around.has(outer) && mayNotRun(inner, outer)) return false;
    inner = outer;
    if (FUNCTIONS.has(outer.type)) break;
  }
  return true;
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  ...["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"],
]);

/** Whether a part of a statement or an expression is left out on some way. */
function mayNotRun(part: Node, whole: Node): boolean {
  switch (whole.type) {
    case "IfStatement":
    case "ConditionalExpression":
      return part !== whole.test;
    case "LogicalExpression":
      return part !== whole.left;
    case "AssignmentPattern":
      return true;
    case "SwitchCase":
    case "ForStatement":
    case "WhileStatement":
    case "CatchClause":
      return true;
    case "ForOfStatement":
    case "ForInStatement":
      return part !== whole.right;
    default:
      return false;
  }
}
