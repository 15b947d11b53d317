import type { Node } from "oxc-parser";
import { constant } from "./constant.ts";
import type { SourceFile } from "./source-file.ts";
import { memberOf, unwrap } from "./unwrap.ts";

/** Methods of a framework's request that read a part of it. */
const PARTS: ReadonlySet<string> = new Set(["header", "param", "query"]);

const REQUEST = /^(?:req|request)$/;

/**
 * The name under which an expression takes a value straight from a request: `ttl` for
 * `url.searchParams.get("ttl")`, `c.req.query("ttl")`, `form.get("ttl")`, and `body.ttl` of its body. Undefined for other
 * expressions, and an empty text if the name is not known.
 */
export function requestValue(node: Node, file: SourceFile): string | undefined {
  if (node.type === "Identifier") {
    const declaration = file.scopes.lookUp(node.name, node.start);
    const isOfBody =
      declaration?.kind === "part" &&
      declaration.of.kind === "value" &&
      isBody(constant(declaration.of.init, file.scopes));
    return isOfBody ? declaration.property : undefined;
  }
  if (node.type === "CallExpression") {
    const method = memberOf(unwrap(node.callee));
    if (method === undefined || !readsRequest(method.object, method.name, file)) return undefined;
    const [name] = node.arguments;
    return name?.type === "Literal" ? String(name.value) : "";
  }
  const member = memberOf(node);
  return member !== undefined && isBody(constant(member.object, file.scopes))
    ? member.name
    : undefined;
}

function readsRequest(of: Node, method: string, { scopes }: SourceFile): boolean {
  const object = constant(of, scopes);
  if (PARTS.has(method)) return isRequest(object);
  if (method !== "get") return false;
  if (isForm(object)) return true;
  const from = memberOf(object);
  if (from?.name === "headers") return isRequest(constant(from.object, scopes));
  if (from !== undefined) return from.name === "searchParams";
  // `const { searchParams } = new URL(request.url)`
  const declaration =
    object.type === "Identifier" ? scopes.lookUp(object.name, object.start) : undefined;
  return declaration?.kind === "part" && declaration.property === "searchParams";
}

/** `await request.json()`; a body that a schema has checked may be bounded there. */
function isBody(node: Node): boolean {
  return isReadAs("json", node);
}

/** `await request.formData()` */
function isForm(node: Node): boolean {
  return isReadAs("formData", node);
}

/** Whether an expression waits for a request's body in a form: `await request.json()`. */
function isReadAs(form: string, node: Node): boolean {
  const call = node.type === "AwaitExpression" ? unwrap(node.argument) : undefined;
  const method = call?.type === "CallExpression" ? memberOf(unwrap(call.callee)) : undefined;
  return method?.name === form && isRequest(unwrap(method.object));
}

/** Whether an expression is named like a request: `request`, `c.req`. */
export function isRequest(node: Node): boolean {
  const name = node.type === "Identifier" ? node.name : memberOf(node)?.name;
  return name !== undefined && REQUEST.test(name);
}
