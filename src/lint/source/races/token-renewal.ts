import type { Node } from "oxc-parser";
import { walk } from "../children.ts";
import { constant } from "../constant.ts";
import { propertyName } from "../declaration.ts";
import type { Records } from "../flow/record-of.ts";
import type { KvCall } from "../kv-call.ts";
import { isOfOneRecord } from "../record-name.ts";
import type { SourceFile } from "../source-file.ts";
import { unwrap } from "../unwrap.ts";

const REFRESH_TOKEN = /^refresh_?token$/i;

/**
 * Whether a read returns tokens that are renewed with their refresh token, and the new ones are written in their
 * place, including a new refresh token: the old one is good for one use.
 */
export function isTokenRenewal(read: KvCall, calls: readonly KvCall[], records: Records): boolean {
  const { file } = records;
  const { parents, tree } = file;
  const body = parents.functionOf(read.node);
  const write = calls.find(
    (call) =>
      call.method === "put" &&
      call.node.start > read.node.end &&
      parents.functionOf(call.node) === body &&
      call.node.arguments.slice(1).some((value) => saysToken(value, file)) &&
      isOfOneRecord(read, call, records),
  );
  if (write === undefined) return false;
  const kv = new Set<Node>(calls.map(({ node }) => node));
  return tree
    .ofType("AwaitExpression", { start: read.node.end, end: write.node.start })
    .some(({ argument }) => !kv.has(unwrap(argument)) && saysToken(argument, file));
}

/** Whether an expression, or a constant in it, has a property with such a name. */
function saysToken(expression: Node, file: SourceFile, steps = 4): boolean {
  for (const node of walk(expression)) {
    if (node.type === "Property" && REFRESH_TOKEN.test(propertyName(node.key) ?? "")) return true;
    if (node.type === "MemberExpression" && REFRESH_TOKEN.test(propertyName(node.property) ?? ""))
      return true;
    if (node.type !== "Identifier" || steps === 0) continue;
    const held = constant(node, file.scopes, 1);
    if (held.type === "ObjectExpression" && saysToken(held, file, steps - 1)) return true;
  }
  return false;
}
