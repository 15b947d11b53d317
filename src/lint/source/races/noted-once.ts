import type { CallExpression, IfStatement, Node } from "oxc-parser";
import { constant } from "../constant.ts";
import type { WriteBack } from "../flow/write-backs.ts";
import type { KvCall } from "../kv-call.ts";
import { KV_READS } from "../kv-methods.ts";
import { exitOf } from "../last-statement.ts";
import { operandsOf } from "../operands.ts";
import type { SourceFile } from "../source-file.ts";
import { memberOf, methodCallOf, unwrap } from "../unwrap.ts";

/**
 * Whether the value written back says that one-time work was done: the code leaves if a property says that it
 * was, `if (order.status === "paid") return`, and otherwise does the work and writes `order.status = "paid"`.
 */
export function isNotedOnce(
  { read, write: { node: write, file: writer } }: WriteBack,
  calls: readonly KvCall[],
  file: SourceFile,
): boolean {
  if (read.file.tree !== file.tree || writer.tree !== file.tree) return false;
  const { parents, tree } = file;
  const body = parents.functionOf(write);
  const changes = tree
    .ofType("AssignmentExpression", body)
    .filter(({ operator, end }) => operator === "=" && end < write.start);
  const guards = tree.ofType("IfStatement", body).filter(isGuard);
  const written = new Set(namesWritten(write, file));
  for (const { left, right, start } of changes) {
    const member = memberOf(unwrap(left));
    if (member?.object.type !== "Identifier" || !written.has(member.object.name)) continue;
    const { name } = member.object;
    const guard = guards.find(
      ({ test, end }) => end < start && saysDone(test, name, member.name, right),
    );
    if (guard !== undefined && doesMore(guard, write, calls, file)) return true;
  }
  return false;
}

function isGuard({ consequent, alternate }: IfStatement): boolean {
  return alternate === null && exitOf(consequent) !== undefined;
}

/** Whether a condition asks for the value that a property is then given: `is === given`, `is !== other`, `is`. */
function saysDone(test: Node, object: string, property: string, given: Node): boolean {
  const isIt = (node: Node) => {
    const member = memberOf(unwrap(node));
    if (member?.name !== property) return false;
    return member.object.type === "Identifier" && member.object.name === object;
  };
  const node = unwrap(test);
  if (isIt(node)) return given.type !== "Literal" || given.value === true;
  if (node.type === "LogicalExpression") {
    if (node.operator === "??") return false;
    return operandsOf(node).some((operand) => saysDone(operand, object, property, given));
  }
  if (node.type !== "BinaryExpression" || !isIt(node.left)) return false;
  if (node.right.type !== "Literal" || given.type !== "Literal") return false;
  const isSame = node.right.value === given.value;
  return node.operator.startsWith("!") ? !isSame : node.operator.startsWith("==") && isSame;
}

/** The variables that a write stores, as they are or as JSON. */
function* namesWritten(write: CallExpression, file: SourceFile): Generator<string> {
  for (const argument of write.arguments) {
    const given = unwrap(argument);
    if (given.type === "Identifier") yield given.name;
    const method = methodCallOf(constant(given, file.scopes));
    const value = method?.name === "stringify" ? method.given[0] : undefined;
    if (value?.type === "Identifier") yield value.name;
  }
}

/** Whether the code waits for something else after a guard, which two concurrent requests would both do. */
function doesMore(
  guard: Node,
  write: Node,
  calls: readonly KvCall[],
  { parents, tree }: SourceFile,
): boolean {
  const quiet = new Set<Node>(
    calls.flatMap(({ node, method }) => (KV_READS.has(method) ? [node] : [])),
  );
  const { end } = parents.functionOf(write);
  return tree.ofType("AwaitExpression", { start: guard.end, end }).some(({ argument }) => {
    const call = unwrap(argument);
    return call.type === "CallExpression" && call !== write && !quiet.has(call);
  });
}
