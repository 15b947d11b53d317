import type { Node } from "oxc-parser";
import { walk } from "./children.ts";
import { constant } from "./constant.ts";
import { isOfClock } from "./flow/clock.ts";
import { keyText } from "./keys/key-text.ts";
import type { KvCall } from "./kv-call.ts";
import type { SourceFile } from "./source-file.ts";

/** Names of code that takes the oldest first because it should be done first. */
const TAKES_OLDEST = /oldest|queue|pending|\bdue\b|expired|clean|prune/i;

/**
 * Whether the first keys of a list are the oldest, and nothing says that these are wanted: all keys that the file
 * writes under its prefix have the time right after it, so they ascend with it.
 */
export function givesOldest(list: KvCall, calls: readonly KvCall[], file: SourceFile): boolean {
  const [prefix] = list.keys?.texts ?? [];
  if (prefix === undefined || prefix === "") return false;
  const writes = calls.filter(
    ({ method, target, keys, via }) =>
      via === "binding" &&
      method === "put" &&
      target === list.target &&
      keys?.texts[0]?.startsWith(prefix) === true,
  );
  if (writes.length === 0 || takesOldest(list, calls, file)) return false;
  return writes.every(
    ({
      node: {
        arguments: [key],
      },
    }) => {
      const next = key && partBehind(constant(key, file.scopes), prefix, file);
      return next !== undefined && isOfClock(next, file) && !descends(next, file);
    },
  );
}

/** Whether the list is one to work through: code beside it deletes keys, or has such a name. */
function takesOldest({ node }: KvCall, calls: readonly KvCall[], file: SourceFile): boolean {
  const { parents, text } = file;
  const body = parents.functionOf(node);
  const statements = parents.statementOf(node)?.statements ?? [body];
  const [start, end] = [statements[0]?.start ?? body.start, statements.at(-1)?.end ?? body.end];
  const name = "id" in body && body.id?.type === "Identifier" ? body.id.name : "";
  return (
    TAKES_OLDEST.test(name) ||
    TAKES_OLDEST.test(text.slice(start, end)) ||
    calls.some(({ method, node: { start: at } }) => method === "delete" && start <= at && at < end)
  );
}

/** The expression in a key that comes right after a prefix. */
function partBehind(key: Node, prefix: string, file: SourceFile): Node | undefined {
  if (key.type === "BinaryExpression" && key.operator === "+")
    return keyText(key.left, file) === prefix ? key.right : undefined;
  if (key.type !== "TemplateLiteral") return undefined;
  let text = "";
  for (const [index, { value }] of key.quasis.entries()) {
    text += value.cooked ?? "";
    const expression = key.expressions[index];
    if (text === prefix) return expression;
    if (expression === undefined || text.length > prefix.length) return undefined;
    text += keyText(expression, file);
  }
  return undefined;
}

/** `MAX - Date.now()`, which puts the newest first. */
function descends(expression: Node, file: SourceFile): boolean {
  for (const node of walk(expression)) {
    const held = node.type === "Identifier" ? constant(node, file.scopes) : node;
    for (const inner of held === node ? [node] : walk(held)) {
      if (inner.type === "BinaryExpression" && inner.operator === "-") return true;
    }
  }
  return false;
}
