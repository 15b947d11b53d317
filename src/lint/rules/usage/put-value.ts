import type { Node } from "oxc-parser";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { constant } from "../../source/constant.ts";
import type { KvCall } from "../../source/kv-call.ts";
import { operandsOf } from "../../source/operands.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { memberOf, unwrap } from "../../source/unwrap.ts";
import { valueType } from "../../source/value-type.ts";
import { valuesOf } from "../../source/values-of.ts";

export const rule: SourceRule = {
  id: "usage/put-value",
  severity: "error",
  docs: {
    what: "`put` is given a text, bytes or a stream, not an object: neither a literal, nor a `Date`, a `Map` or the like, nor the result of `.json()`.",
    why: "KV rejects objects when the code runs: `KV put() accepts only strings, ArrayBuffers, ArrayBufferViews, and ReadableStreams as values.` Code that catches the error, or does not wait for the write, never stores anything. JavaScript and `any` do not point it out.",
    wrong: 'await env.CACHE.put("look:dark", { theme: "dark" });',
    right: 'await env.CACHE.put("look:dark", JSON.stringify({ theme: "dark" }));',
    silence: "In code that shows how KV rejects it.",
  },
  *check({ file, calls }): Generator<SourceFinding> {
    const kv = new Map<Node, KvCall>(calls.map((call) => [call.node, call]));
    for (const { node, via, method } of calls) {
      const [, value] = node.arguments;
      if (via !== "binding" || method !== "put" || value === undefined) continue;
      const values = valuesOf(value, file)?.map((one) => kindOf(one, kv, file));
      if (!values?.includes("object") || values.includes(undefined)) continue;
      yield {
        range: value,
        message: "this is an object, and KV accepts only text, bytes and streams",
        help: 'Store `JSON.stringify(…)` of it, and read it with the type `"json"`.',
      };
    }
  },
};

/** Classes whose objects are neither bytes nor streams. */
const CLASSES: ReadonlySet<string> = new Set([
  ...["Array", "Blob", "Date", "Error", "FormData", "Headers", "Map", "Object", "Request"],
  ...["Response", "Set", "URL", "URLSearchParams"],
]);

/** Whether a value is an object, or JSON that was read: an object, in most cases; undefined if it may be text. */
function kindOf(
  expression: Node,
  kv: ReadonlyMap<Node, KvCall>,
  file: SourceFile,
  steps = 5,
): "object" | "json" | undefined {
  // Unfinished code may give a variable to itself: `const value = value ?? []`.
  if (steps === 0) return undefined;
  const node = constant(expression, file.scopes);
  switch (node.type) {
    case "ObjectExpression":
    case "ArrayExpression":
      return "object";
    case "NewExpression": {
      const { callee } = node;
      const isKnown = callee.type === "Identifier" && CLASSES.has(callee.name);
      return isKnown && file.scopes.of(callee) === undefined ? "object" : undefined;
    }
    case "LogicalExpression": {
      const sides = operandsOf(node).map((side) => kindOf(side, kv, file, steps - 1));
      if (sides.includes(undefined)) return undefined;
      return sides.includes("object") ? "object" : "json";
    }
    case "AwaitExpression": {
      const call = unwrap(node.argument);
      if (call.type !== "CallExpression") return undefined;
      const read = kv.get(call);
      if (read?.method === "get") return valueType(read, file) === "json" ? "json" : undefined;
      const isBody = memberOf(unwrap(call.callee))?.name === "json" && call.arguments.length === 0;
      return isBody ? "object" : undefined;
    }
    default:
      return undefined;
  }
}
