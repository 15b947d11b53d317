import type { Node } from "oxc-parser";
import { walk } from "./children.ts";
import type { Code } from "./code.ts";
import { constant } from "./constant.ts";
import { followed, Steps } from "./followed.ts";
import { exitOf, lastStatement } from "./last-statement.ts";
import { isRequest, requestValue } from "./request-value.ts";
import type { SourceFile } from "./source-file.ts";
import { lastName, memberOf, methodCallOf, unwrap } from "./unwrap.ts";

/** Names that values have in a request. */
export type Names = Pick<ReadonlySet<string>, "has">;

/** Names that people use for texts and URLs of any length; ids and names are short. */
export const LONG: ReadonlySet<string> = new Set([
  ...["url", "uri", "href", "src", "link", "target", "image", "feed", "site", "page"],
  ...["prompt", "query", "q", "question", "text", "message", "content", "input", "search"],
]);

/** The text of a node. */
export function sourceText({ start, end }: Node, { text }: SourceFile): string {
  return text.slice(start, end);
}

/** Functions and methods that return a text as long as their argument, or nearly. */
const AS_LONG: ReadonlySet<string> = new Set([
  ...["btoa", "decodeURIComponent", "encodeURIComponent", "String", "toLowerCase", "toString"],
  ...["toUpperCase", "trim", "replace", "replaceAll"],
]);

/** Methods that cut off only the start if they are given no end. */
const CUTS: ReadonlySet<string> = new Set(["slice", "substring", "substr"]);

const MAX_DEPTH = 20;

/**
 * The part of a text that comes unchanged from a request, and may have any length; undefined if it is cut, hashed
 * or the like.
 *
 * @param names the names that it may have in the request.
 */
export function requestText(code: Code, names: Names, depth = 0): Node | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const own = constant(code.node, code.file.scopes);
  if (isLong(own, names, code.file)) return own;
  const at = followed({ ...code, node: own }, new Steps());
  const { node } = at;
  if (node !== own && isLong(node, names, at.file)) return node;
  const of = (part: Node) => requestText({ ...at, node: part }, names, depth + 1);
  const first = (parts: readonly Node[]) =>
    parts
      .values()
      .map(of)
      .find((found) => found !== undefined);
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
      const name = lastName(callee);
      const [from, ...others] = node.arguments;
      const isCut = CUTS.has(name ?? "") && from?.type === "Literal" && others.length === 0;
      if (name === undefined || (!isCut && !AS_LONG.has(name))) return undefined;
      return first(method === undefined ? node.arguments : [method.object]);
    }
    default:
      return undefined;
  }
}

function isLong(node: Node, names: Names, file: SourceFile): boolean {
  const name = requestValue(node, file);
  if (name !== undefined) return names.has(name.toLowerCase());
  if (node.type === "Identifier") return isPathname(node, file);
  const member = memberOf(node);
  if (member === undefined) return false;
  const object = constant(member.object, file.scopes);
  if (member.name === "url") return isRequest(object);
  if (member.name === "pathname")
    return isUrlOfRequest(object, file) || isUrlParameter(object, file);
  return (member.name === "href" || member.name === "search") && isUrlOfRequest(object, file);
}

/** `const { pathname } = new URL(request.url)` */
function isPathname(node: Node, file: SourceFile): boolean {
  const declaration = file.scopes.of(node);
  if (declaration?.kind !== "part" || declaration.property !== "pathname") return false;
  return (
    declaration.of.kind === "value" &&
    isUrlOfRequest(constant(declaration.of.init, file.scopes), file)
  );
}

/** A parameter in which people pass on the request's URL: `url`. */
function isUrlParameter(node: Node, { scopes }: SourceFile): boolean {
  if (node.type !== "Identifier" || !/^(?:request)?url$/i.test(node.name)) return false;
  return scopes.parameterOf(node) !== undefined;
}

/** `new URL(request.url)` */
function isUrlOfRequest(node: Node, { scopes }: SourceFile): boolean {
  if (node.type !== "NewExpression" || node.callee.type !== "Identifier") return false;
  const [address] = node.arguments;
  const member = address && memberOf(constant(address, scopes));
  return node.callee.name === "URL" && member?.name === "url" && isRequest(member.object);
}

/** Whether a function checks the length of a text, or passes it to something that may. */
export function isMeasured(
  source: Node,
  call: Node,
  kv: ReadonlySet<Node>,
  file: SourceFile,
): boolean {
  const text = sourceText(source, file);
  const isIt = (expression: Node) => {
    for (const node of walk(constant(expression, file.scopes))) {
      if (node === source || sourceText(node, file) === text) return true;
      if (file.parents.isProperty(node)) continue;
      const held = node.type === "Identifier" ? constant(node, file.scopes) : node;
      if (held !== node && [...walk(held)].includes(source)) return true;
    }
    return false;
  };
  for (const node of walk(file.parents.functionOf(call))) {
    const member = memberOf(node);
    if (member?.name === "length" && isIt(member.object) && !asksForAny(node, file)) return true;
    if (node.type === "MemberExpression" && node.computed && isIt(node.property)) return true;
    if (node.type === "BinaryExpression" && node.operator === "in" && isIt(node.left)) return true;
    const method = methodCallOf(node);
    if (acceptsFew(node, isIt, file)) return true;
    if (rejectsFew(node, file)) continue;
    if (method && JUDGES.has(method.name) && !isJson(method.object) && method.given.some(isIt)) {
      return true;
    }
    if (method?.name === "match" && isIt(method.object)) return true;
    if (node.type !== "IfStatement") continue;
    for (const inner of walk(node.test)) {
      // A call of KV checks nothing.
      if (inner.type !== "CallExpression" || kv.has(inner) || rejectsFew(inner, file)) continue;
      if (inner.arguments.some(isIt)) return true;
    }
  }
  return false;
}

/** `if (RESERVED.includes(slug)) return`: only a few texts are rejected, and all others are accepted. */
function rejectsFew(call: Node, { parents }: SourceFile): boolean {
  const method = methodCallOf(call)?.name;
  if (method !== "includes" && method !== "has") return false;
  const statement = parents.of(parents.outermost(call));
  if (statement?.type !== "IfStatement" || unwrap(statement.test) !== call) return false;
  const exit = lastStatement(statement.consequent);
  return exit?.type === "ReturnStatement" || exit?.type === "ThrowStatement";
}

/** `if (key !== "hot" && key !== "stats") return`: all other texts are rejected. */
function acceptsFew(
  node: Node,
  isIt: (expression: Node) => boolean,
  { parents }: SourceFile,
): boolean {
  if (node.type !== "BinaryExpression" || !UNEQUAL.has(node.operator)) return false;
  const [text, other] =
    node.left.type === "Literal" ? [node.left, node.right] : [node.right, node.left];
  if (text.type !== "Literal" || typeof text.value !== "string" || text.value === "") return false;
  let test: Node = node;
  let outer = parents.of(test);
  while (outer?.type === "LogicalExpression") [test, outer] = [outer, parents.of(outer)];
  if (outer?.type !== "IfStatement" || outer.test !== test) return false;
  return exitOf(outer.consequent) !== undefined && isIt(other);
}

const UNEQUAL: ReadonlySet<string> = new Set(["!=", "!=="]);

/** `path.length > 1`, `=== 0`: whether there is any text, not how much. */
function asksForAny(length: Node, { parents }: SourceFile): boolean {
  const asked = parents.of(length);
  if (asked?.type !== "BinaryExpression") return asked?.type === "UnaryExpression";
  const other = asked.left === length ? asked.right : asked.left;
  if (other.type !== "Literal" || typeof other.value !== "number") return false;
  return EQUALS.has(asked.operator) ? other.value === 0 : other.value <= FEW;
}

const EQUALS: ReadonlySet<string> = new Set(["==", "===", "!=", "!=="]);

/** Lengths up to this are compared with to reject what is too short. */
const FEW = 3;

/** `JSON.parse` accepts a text of any length. */
function isJson(object: Node): boolean {
  return object.type === "Identifier" && object.name === "JSON";
}

/** Methods that say whether a text is one of several, or has a form; a schema's among them. */
const JUDGES: ReadonlySet<string> = new Set([
  ...["exec", "has", "includes", "parse", "safeParse", "test"],
]);
