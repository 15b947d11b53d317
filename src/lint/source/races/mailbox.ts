import type { CallExpression, Node } from "oxc-parser";
import { walk } from "../children.ts";
import { propertyName } from "../declaration.ts";
import { nullNames } from "../flow/null-names.ts";
import type { Records } from "../flow/record-of.ts";
import type { KvCall } from "../kv-call.ts";
import { exitOf } from "../last-statement.ts";
import { nameOfRecord } from "../record-name.ts";
import type { SourceFile } from "../source-file.ts";
import { lastName, unwrap } from "../unwrap.ts";

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
  const id = nameGiven(read, file);
  if (id === undefined || scopes.of(id) === undefined) return false;
  const isIt = (node: Node) => scopes.isSame(unwrap(node), id);
  const removes = (statements: readonly Node[]) =>
    statements.some((statement) => isRemoval(callOf(statement)));
  const gives = (statements: readonly Node[]) =>
    statements.some(
      (statement) => statement.type === "ReturnStatement" && isGiven(statement.argument, isIt),
    );
  const { statements = [], index = -1 } = parents.statementOf(read) ?? {};
  for (const node of tree.ofType("IfStatement", parents.functionOf(read))) {
    if (node.start < read.end) continue;
    const [missing, there] = nullNames(node.test);
    const { consequent } = node;
    const branch = consequent.type === "BlockStatement" ? consequent.body : [consequent];
    const at = statements.indexOf(node);
    const isWhole = there.some(isIt)
      ? gives(branch) && (removes(branch) || removes(statements.slice(index + 1, Math.max(at, 0))))
      : missing.some(isIt) &&
        at > index &&
        exitOf(consequent) !== undefined &&
        givesRest(statements.slice(at + 1), removes, gives);
    if (isWhole) return !isToRemove(node, file);
  }
  return false;
}

/** Whether what follows a check removes the record, and then hands it out, whatever else it asks. */
function givesRest(
  statements: readonly Node[],
  removes: (statements: readonly Node[]) => boolean,
  gives: (statements: readonly Node[]) => boolean,
): boolean {
  const removal = statements.findIndex((statement) => removes([statement]));
  return removal !== -1 && gives(statements.slice(removal + 1));
}

/** The name of the value that is read: `value` of `const { value } = await kv.getWithMetadata(key)` as well. */
function nameGiven(read: CallExpression, { parents }: SourceFile) {
  const awaited = parents.awaitOf(read);
  const declarator = awaited && parents.of(parents.outermost(awaited));
  if (declarator?.type !== "VariableDeclarator") return undefined;
  const { id } = declarator;
  if (id.type === "Identifier") return id;
  const part =
    id.type === "ObjectPattern"
      ? id.properties.find(
          (property) => property.type === "Property" && propertyName(property.key) === "value",
        )
      : undefined;
  return part?.type === "Property" && part.value.type === "Identifier" ? part.value : undefined;
}

/** What an expression statement calls and waits for. */
function callOf(statement: Node): Node {
  if (statement.type !== "ExpressionStatement") return statement;
  const { expression } = statement;
  return expression.type === "AwaitExpression" ? unwrap(expression.argument) : expression;
}

/** `return command`, `return new Response(command)`, `return JSON.parse(command)`, `return c.json({ command })` */
function isGiven(returned: Node | null, isIt: (node: Node) => boolean): boolean {
  if (returned === null) return false;
  const node = unwrap(returned);
  if (isIt(node)) return true;
  const [first] = node.type === "NewExpression" || isOfJson(node) ? node.arguments : [];
  if (first === undefined || isIt(first)) return first !== undefined;
  return (
    first.type === "ObjectExpression" &&
    first.properties.some((property) => property.type === "Property" && isIt(property.value))
  );
}

function isOfJson(node: Node): node is CallExpression {
  if (node.type !== "CallExpression") return false;
  const name = lastName(node.callee);
  return name === "json" || name === "parse";
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

const REMOVES = /delete|remove|clear|revoke|cancel|destroy|log_?out|sign_?out|unsub/i;

function wordOf(node: Node): string {
  return node.type === "Literal" ? String(node.value) : (lastName(node) ?? "");
}
