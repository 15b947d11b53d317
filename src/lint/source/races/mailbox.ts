import type { CallExpression, Node } from "oxc-parser";
import { walk } from "../children.ts";
import { nullNames } from "../flow/null-names.ts";
import type { KvCall } from "../kv-call.ts";
import { nameOfRecord, type Records } from "../record-name.ts";
import type { SourceFile } from "../source-file.ts";
import { memberOf, unwrap } from "../unwrap.ts";

/**
 * Whether the result of a read is handed out once, as from a mailbox: if there is something, it is removed and
 * then returned, or is the body of the response.
 */
export function isMailbox(read: KvCall, calls: readonly KvCall[], records: Records): boolean {
  if (read.method === "has") return false;
  const { file } = records;
  const body = file.parents.functionOf(read.node);
  const later = calls.filter(
    ({ method, node }) =>
      method === "delete" && node.start > read.node.end && file.parents.functionOf(node) === body,
  );
  const record = later.length === 0 ? undefined : nameOfRecord(read, records);
  if (record === undefined) return false;
  const removals = later.filter((call) => nameOfRecord(call, records) === record);
  const isRemoval = (node: Node) => removals.some((call) => call.node === node);
  return removals.length > 0 && isHandedOut(read.node, file, isRemoval);
}

/** @param isRemoval whether a call removes the key that was read. */
function isHandedOut(
  read: CallExpression,
  file: SourceFile,
  isRemoval: (call: Node) => boolean,
): boolean {
  const { parents, scopes, tree } = file;
  const awaited = parents.awaitOf(read);
  const declarator = awaited && parents.of(parents.outermost(awaited));
  if (declarator?.type !== "VariableDeclarator" || declarator.id.type !== "Identifier")
    return false;
  const { name, start } = declarator.id;
  const declaration = scopes.lookUp(name, start);
  const isIt = (node: Node | null | undefined) => {
    const inner = node ? unwrap(node) : undefined;
    if (inner?.type !== "Identifier" || inner.name !== name) return false;
    return scopes.lookUp(name, inner.start) === declaration;
  };
  for (const node of tree.ofType("IfStatement", parents.functionOf(read))) {
    if (node.start < read.end) continue;
    const [, there] = nullNames(node.test);
    const { consequent } = node;
    if (consequent.type !== "BlockStatement" || !there.some(isIt)) continue;
    const removes = consequent.body.some((statement) => isRemoval(callOf(statement)));
    const gives = consequent.body.some(
      (statement) => statement.type === "ReturnStatement" && isGiven(statement.argument, isIt),
    );
    if (removes && gives) return !isToRemove(node, file);
  }
  return false;
}

/** What an expression statement calls and waits for. */
function callOf(statement: Node): Node {
  if (statement.type !== "ExpressionStatement") return statement;
  const { expression } = statement;
  return expression.type === "AwaitExpression" ? unwrap(expression.argument) : expression;
}

/** `return command`, `return new Response(command)` */
function isGiven(returned: Node | null, isIt: (node: Node | undefined) => boolean): boolean {
  if (returned === null) return false;
  const node = unwrap(returned);
  return isIt(node) || (node.type === "NewExpression" && isIt(node.arguments[0]));
}

/** Whether a removal was asked for, and the response tells what is gone: in a branch for `DELETE`, or in a function with such a name. */
function isToRemove(inner: Node, { parents }: SourceFile): boolean {
  for (const outer of parents.around(inner)) {
    const said = outer === inner ? undefined : saidBy(outer);
    if (!said) continue;
    for (const node of walk(said)) if (REMOVES.test(wordOf(node))) return true;
  }
  return false;
}

/** What a node says about the code inside it: the condition of a branch, a function's name, what it is passed to. */
function saidBy(outer: Node): Node | null | undefined {
  switch (outer.type) {
    case "IfStatement":
      return outer.test;
    case "FunctionDeclaration":
    case "VariableDeclarator":
      return outer.id;
    case "MethodDefinition":
    case "Property":
      return outer.key;
    case "CallExpression":
      return outer.callee;
    default:
      return undefined;
  }
}

const REMOVES = /delete|remove|clear/i;

function wordOf(node: Node): string {
  if (node.type === "Literal") return String(node.value);
  return node.type === "Identifier" ? node.name : (memberOf(node)?.name ?? "");
}
