import type { Node } from "oxc-parser";
import { constant } from "../constant.ts";
import { isOfClock } from "../flow/clock.ts";
import { hasKey, type Records } from "../flow/record-of.ts";
import { type KvCall, optionsOf } from "../kv-call.ts";
import type { SourceFile } from "../source-file.ts";
import { memberOf, unwrap } from "../unwrap.ts";

/** Whether a write says only that something was done, or when. */
export function isMark(write: KvCall, { file, model }: Records): boolean {
  const given = write.node.arguments[hasKey(write, model) ? 1 : 0];
  return given !== undefined && isPlain(given, file);
}

/** Whether a value is a literal or a time, or made of these alone. */
function isPlain(expression: Node, file: SourceFile): boolean {
  const node = constant(expression, file.scopes);
  if (node.type === "Literal" || isOfClock(node, file)) return node.type !== "ObjectExpression";
  if (node.type === "TemplateLiteral") return node.expressions.length === 0;
  if (node.type === "CallExpression") {
    const [only, ...others] = node.arguments;
    const isText = memberOf(unwrap(node.callee))?.name === "stringify";
    return isText && only !== undefined && others.length === 0 && isPlain(only, file);
  }
  const properties = optionsOf(node);
  return (
    properties !== undefined && [...properties.values()].every((value) => isPlain(value, file))
  );
}
