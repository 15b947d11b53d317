import type { Node } from "oxc-parser";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { everyUse } from "../../source/names.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { valueType } from "../../source/value-type.ts";

export const rule: SourceRule = {
  id: "usage/whole-value",
  severity: "warning",
  docs: {
    what: "Bytes that are only passed on as a response are not read as a whole first.",
    why: "A value can be 25 MiB, and an isolate has 128 MB for all its requests. A stream starts to flow at once, and is never held in memory.",
    wrong:
      'const image = await env.CACHE.get("image:logo", "arrayBuffer");\nreturn new Response(image);',
    right:
      'const image = await env.CACHE.get("image:logo", "stream");\nreturn new Response(image);',
    silence: "When the response needs a `Content-Length` that nothing else knows.",
  },
  *check({ file, calls }): Generator<SourceFinding> {
    for (const call of calls) {
      if (call.via !== "binding" || call.method !== "get") continue;
      if (valueType(call, file) !== "arrayBuffer" || !isPassedOn(call.node, file)) continue;
      yield {
        range: call.node,
        message: "the whole value is read, and then only passed on",
        help: 'Read it as a "stream".',
      };
    }
  },
};

/** Whether a value only becomes a response, after a check for null. */
function isPassedOn(call: Node, { parents }: SourceFile): boolean {
  const awaited = parents.awaitOf(call);
  const value = awaited && parents.outermost(awaited);
  const parent = value && parents.of(value);
  if (value === undefined || parent === undefined) return false;
  if (isResponse(parent, value)) return true;
  if (parent.type !== "VariableDeclarator" || parent.id.type !== "Identifier") return false;
  let responses = 0;
  const isOnlyPassedOn = everyUse(parents.functionOf(call), parent.id.name, (use, around) => {
    if (isResponse(around, use)) responses++;
    return isResponse(around, use) || isTest(around, use);
  });
  return isOnlyPassedOn && responses > 0;
}

function isResponse(node: Node, body: Node): boolean {
  return (
    node.type === "NewExpression" &&
    node.callee.type === "Identifier" &&
    node.callee.name === "Response" &&
    node.arguments[0] === body
  );
}

/** `if (value)`, `!value`, `value === null` */
function isTest(node: Node, value: Node): boolean {
  switch (node.type) {
    case "IfStatement":
    case "ConditionalExpression":
      return node.test === value;
    case "UnaryExpression":
      return node.operator === "!";
    case "BinaryExpression":
      return /^[!=]==?$/.test(node.operator);
    default:
      return false;
  }
}
