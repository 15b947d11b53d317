import type { CatchClause, Node } from "oxc-parser";
import { walk } from "../children.ts";
import type { Code } from "../code.ts";
import { constant } from "../constant.ts";
import { isInside } from "../inside.ts";
import { exitOf, lastStatement } from "../last-statement.ts";
import { mentions, namesIn } from "../names.ts";
import type { SourceFile } from "../source-file.ts";
import type { WriteBack } from "./write-backs.ts";

/** The `catch` that takes a failed read for an empty record, which the write then stores; undefined if there is none. */
export function emptyCatchOf({ node, read, write }: WriteBack, file: SourceFile) {
  const handler = handlerOf(read);
  if (handler === undefined) return undefined;
  const body = file.parents.functionOf(node);
  const isInTry = read.file.tree === file.tree && body === file.parents.functionOf(read.node);
  const goesOn = isInTry ? goesOnFrom(handler, write) : givesEmpty(handler, read.file);
  return goesOn && !refusesEmpty(node, body, file) ? handler : undefined;
}

/** The `catch` of the innermost `try` around a read. */
function handlerOf({ node, file: { parents } }: Code): CatchClause | undefined {
  const body = parents.functionOf(node);
  for (const outer of parents.around(node)) {
    if (outer === body) return undefined;
    if (outer.type !== "TryStatement" || outer.handler === null) continue;
    if (isInside(node, outer.block)) return outer.handler;
  }
  return undefined;
}

/** Whether the code after a `try` runs after its `catch` as well, and the write stands there. */
function goesOnFrom(handler: CatchClause, write: Code): boolean {
  return write.node.start > handler.end && exitOf(handler.body) === undefined;
}

/** Whether a function returns something empty where a read failed: `catch { return [] }`, or what it has so far. */
function givesEmpty(handler: CatchClause, { scopes, parents }: SourceFile): boolean {
  const exit = exitOf(handler.body);
  if (exit?.type === "ReturnStatement")
    return exit.argument !== null && isEmpty(constant(exit.argument, scopes));
  if (exit !== undefined) return false;
  const body = parents.functionOf(handler);
  const end = "body" in body && body.body ? lastStatement(body.body as Node) : undefined;
  return end?.type === "ReturnStatement" && end.argument?.type === "Identifier";
}

function isEmpty(node: Node): boolean {
  if (node.type === "NewExpression")
    return node.callee.type === "Identifier" && /^(?:Map|Set)$/.test(node.callee.name);
  return node.type === "ArrayExpression" || node.type === "ObjectExpression";
}

const ASKS_IF_EMPTY: ReadonlySet<string> = new Set(["!", "==", "===", "<", "<="]);

/** Whether the code leaves before the write if there is nothing in what was read: `if (index === -1) return null`. */
function refusesEmpty(write: Node, body: Node, file: SourceFile): boolean {
  const names = namesWritten(write, body, file);
  return file.tree.ofType("IfStatement", body).some(({ test, consequent, end }) => {
    if (end > write.start || exitOf(consequent) === undefined) return false;
    return walk(test).some(
      (node) =>
        (node.type === "UnaryExpression" || node.type === "BinaryExpression") &&
        ASKS_IF_EMPTY.has(node.operator) &&
        mentions(node, names),
    );
  });
}

/** The variables of a function that a write stores, and those that are made of them: `index` of `list.findIndex(…)`. */
function namesWritten(write: Node, body: Node, file: SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of "arguments" in write ? write.arguments : []) {
    for (const name of namesIn(node)) if (isVariable(name, write, file)) names.add(name);
  }
  for (const { id, init } of file.tree.ofType("VariableDeclarator", body)) {
    if (init === null || !mentions(init, names)) continue;
    for (const name of namesIn(id)) names.add(name);
  }
  return names;
}

function isVariable(name: string, { start }: Node, { scopes }: SourceFile): boolean {
  const declaration = scopes.lookUp(name, start);
  if (declaration === undefined || declaration.kind === "import") return false;
  return declaration.kind !== "unknown" || declaration.parameter === undefined;
}
