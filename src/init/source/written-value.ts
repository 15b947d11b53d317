import type { Node } from "oxc-parser";
import type { Code } from "../../lint/source/code.ts";
import { followed, Steps } from "../../lint/source/followed.ts";
import { nameOf, resolved, typeOf } from "../../lint/source/type-of.ts";
import { memberOf, methodOfNamed, unwrap } from "../../lint/source/unwrap.ts";
import { shapeOfExpression } from "../shape/of-expression.ts";
import { type Shape, UNKNOWN } from "../shape/shape.ts";
import { textsOf } from "./texts.ts";

/** What a write stores. */
export interface WrittenValue {
  /** Nothing if the code does not say it. */
  readonly as: "json" | "text" | "bytes" | "stream" | undefined;
  /** The form of what becomes JSON. */
  readonly shape: Shape;
  /** The possible texts, if they are literals. */
  readonly texts?: readonly string[];
}

const NOTHING: WrittenValue = { as: undefined, shape: UNKNOWN };

/** Methods and properties that return streams, bytes or text, whatever the object is. */
const GIVES: ReadonlyMap<string, "bytes" | "stream" | "text"> = new Map([
  ...(["arrayBuffer", "bytes", "encode", "digest"] as const).map(
    (name) => [name, "bytes"] as const,
  ),
  ...(["body", "stream", "readable"] as const).map((name) => [name, "stream"] as const),
  ["text", "text"],
]);

const TYPES: ReadonlyMap<string, "bytes" | "stream"> = new Map([
  ...["ArrayBuffer", "Uint8Array", "ArrayBufferView"].map((name) => [name, "bytes"] as const),
  ["ReadableStream", "stream"],
]);

/** What the second argument of a `put` stores. */
export function writtenValue(code: Code): WrittenValue {
  const texts = textsOf(code);
  if (texts !== undefined) return { as: "text", shape: UNKNOWN, texts };
  const at = followed(code, new Steps());
  const node = unwrap(at.node.type === "AwaitExpression" ? at.node.argument : at.node);
  const json = node.type === "CallExpression" ? stringified(node) : undefined;
  if (json !== undefined) {
    return { as: "json", shape: shapeOfExpression({ ...at, node: json }) };
  }
  const called = node.type === "CallExpression" ? unwrap(node.callee) : node;
  const form = GIVES.get(memberOf(called)?.name ?? "");
  if (form !== undefined) return { as: form, shape: UNKNOWN };
  if (node.type === "NewExpression" && node.callee.type === "Identifier") {
    return { as: TYPES.get(node.callee.name), shape: UNKNOWN };
  }
  const typed = formByType(code);
  if (typed !== undefined) return { as: typed, shape: UNKNOWN };
  const shape = shapeOfExpression(code);
  const isText = shape.kind === "string" || shape.kind === "datetime" || shape.kind === "literal";
  return isText ? { as: "text", shape: UNKNOWN } : NOTHING;
}

/** The argument of `JSON.stringify`. */
function stringified(node: Extract<Node, { readonly type: "CallExpression" }>): Node | undefined {
  return methodOfNamed(node.callee, "JSON") === "stringify" ? node.arguments[0] : undefined;
}

function formByType(code: Code): WrittenValue["as"] {
  const steps = new Steps();
  const type = typeOf(code, steps);
  if (type === undefined) return undefined;
  for (const { node } of resolved(type, steps)) {
    if (node.type === "TSStringKeyword") return "text";
    const form = TYPES.get(nameOf(node) ?? "");
    if (form !== undefined) return form;
  }
  return undefined;
}
