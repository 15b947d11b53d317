import type { Node } from "oxc-parser";
import { constant } from "./constant.ts";
import type { SourceFile } from "./source-file.ts";
import { lastName, memberOf, methodCallOf, unwrap } from "./unwrap.ts";

/** Methods of a framework's request that read a part of it. */
const PARTS: ReadonlySet<string> = new Set(["header", "param", "query"]);

const REQUEST = /^(?:req|request)$/;

/** Functions of h3 that read one part of a request, by its name: `getRouterParam(event, "slug")`. */
const NAMED_PARTS: ReadonlySet<string> = new Set(["getCookie", "getHeader", "getRouterParam"]);

/** Functions of h3 that read a part of a request with all its names. */
const WHOLE_PARTS: ReadonlySet<string> = new Set(["getQuery", "getRouterParams", "readBody"]);

/** Names of what frameworks pass to a handler, with the parts of the path in its `params`. */
const CONTEXT = /^(?:req|request|context|ctx|event|args)$/;

/**
 * The name under which an expression takes a value straight from a request: `ttl` for
 * `url.searchParams.get("ttl")`, `c.req.query("ttl")`, `form.get("ttl")`, `params.ttl`, and `body.ttl` of its body.
 * Undefined for other expressions, and an empty text if the name is not known.
 */
export function requestValue(node: Node, file: SourceFile): string | undefined {
  if (node.type === "Identifier") {
    const declaration = file.scopes.of(node);
    if (declaration?.kind !== "part") return undefined;
    const { of, property } = declaration;
    // `({ params: { slug } }) => …`
    if (of.kind === "part") return of.property === "params" ? property : undefined;
    return of.kind === "value" && hasParts(of.init, file) ? property : undefined;
  }
  if (node.type === "CallExpression") {
    const callee = unwrap(node.callee);
    const [first, second] = node.arguments;
    if (callee.type === "Identifier")
      return NAMED_PARTS.has(callee.name) && second?.type === "Literal"
        ? String(second.value)
        : undefined;
    const method = memberOf(callee);
    if (method === undefined || !readsRequest(method.object, method.name, file)) return undefined;
    return first?.type === "Literal" ? String(first.value) : "";
  }
  const member = memberOf(node);
  return member !== undefined && hasParts(member.object, file) ? member.name : undefined;
}

/** Whether the properties of an expression are parts of a request: of its body, its path or its query. */
function hasParts(expression: Node, file: SourceFile): boolean {
  const held = constant(expression, file.scopes);
  // A body that a schema has checked may be bounded there.
  if (isReadAs("json", held)) return true;
  const node = held.type === "AwaitExpression" ? unwrap(held.argument) : held;
  if (node.type === "CallExpression") {
    const callee = unwrap(node.callee);
    return callee.type === "Identifier" && WHOLE_PARTS.has(callee.name);
  }
  if (node.type === "Identifier") {
    // `({ params }) => …`
    const declaration = file.scopes.of(node);
    return declaration?.kind === "part" && declaration.property === "params";
  }
  const member = memberOf(node);
  return (
    member?.name === "params" &&
    member.object.type === "Identifier" &&
    CONTEXT.test(member.object.name)
  );
}

function readsRequest(of: Node, method: string, { scopes }: SourceFile): boolean {
  const object = constant(of, scopes);
  if (PARTS.has(method)) return isRequest(object);
  if (method !== "get") return false;
  if (isReadAs("formData", object)) return true;
  const from = memberOf(object);
  if (from?.name === "headers") return isRequest(constant(from.object, scopes));
  if (from !== undefined) return from.name === "searchParams";
  // `const { searchParams } = new URL(request.url)`
  const declaration = scopes.of(object);
  return declaration?.kind === "part" && declaration.property === "searchParams";
}

/** Whether an expression waits for a request's body in a form: `await request.json()`. */
function isReadAs(form: string, node: Node): boolean {
  const method = node.type === "AwaitExpression" ? methodCallOf(unwrap(node.argument)) : undefined;
  return method?.name === form && isRequest(method.object);
}

/** Whether an expression is named like a request: `request`, `c.req`. */
export function isRequest(node: Node): boolean {
  return REQUEST.test(lastName(node) ?? "");
}
