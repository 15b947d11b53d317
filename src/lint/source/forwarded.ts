import type { CallExpression, Node } from "oxc-parser";
import { constant } from "./constant.ts";
import { functionCalled } from "./flow/own-function.ts";
import { isFunction } from "./function.ts";
import { optionsOf } from "./kv-call.ts";
import { isRequest } from "./request-value.ts";
import type { SourceFile } from "./source-file.ts";
import { memberOf, unwrap } from "./unwrap.ts";

/** Methods that return what a response contains. */
const BODIES: ReadonlySet<string> = new Set(["arrayBuffer", "bytes", "clone", "json", "text"]);

const MAX_STEPS = 12;

/**
 * Whether a value is the response to an incoming request that was forwarded with all its headers:
 * `await (await fetch(new Request(origin, request))).text()`, also through a function of the file.
 */
export function isForwardedAnswer(value: Node, file: SourceFile, steps = MAX_STEPS): boolean {
  const node = constant(value, file.scopes);
  if (steps === 0) return false;
  if (node.type === "AwaitExpression") return isForwardedAnswer(node.argument, file, steps - 1);
  if (node.type === "MemberExpression") {
    return memberOf(node)?.name === "body" && isForwardedAnswer(node.object, file, steps - 1);
  }
  if (node.type !== "CallExpression") return false;
  const method = memberOf(unwrap(node.callee));
  const isAnswer = (inner: Node | undefined) =>
    inner !== undefined && isForwardedAnswer(inner, file, steps - 1);
  if (method !== undefined && BODIES.has(method.name)) return isAnswer(method.object);
  if (method?.name === "stringify") return isAnswer(node.arguments[0]);
  if (passesOn(node, file)) return true;
  const called = functionCalled(node, { node, file })?.node;
  if (!isFunction(called) || !node.arguments.some((one) => isRequest(one))) return false;
  return file.tree.ofType("CallExpression", called).some((inner) => passesOn(inner, file));
}

/** `fetch(request)`, `fetch(url, request)`, `fetch(new Request(url, request))`, `fetch(url, { headers: request.headers })` */
function passesOn({ callee, arguments: given }: CallExpression, file: SourceFile): boolean {
  if (unwrap(callee).type !== "Identifier" || !isNamed(callee, "fetch")) return false;
  return given.some((argument) => isOfRequest(argument, file));
}

/** Whether a sent request has the headers of the incoming one. */
function isOfRequest(expression: Node, { scopes }: SourceFile): boolean {
  const node = constant(expression, scopes);
  if (isRequest(node)) return true;
  if (node.type === "NewExpression" && isNamed(node.callee, "Request"))
    return node.arguments.some((argument) => isOptionsOfRequest(constant(argument, scopes)));
  return isOptionsOfRequest(node);
}

function isOptionsOfRequest(node: Node): boolean {
  if (isRequest(node)) return true;
  let headers = optionsOf(node)?.get("headers");
  if (headers?.type === "NewExpression") headers = headers.arguments[0];
  const member = headers && memberOf(headers);
  return member?.name === "headers" && isRequest(member.object);
}

function isNamed(node: Node, name: string): boolean {
  return node.type === "Identifier" && node.name === name;
}
