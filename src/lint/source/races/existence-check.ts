import type { CallExpression, IfStatement, Node } from "oxc-parser";
import { walk } from "../children.ts";
import { isNothing } from "../flow/null-names.ts";
import { isInside } from "../inside.ts";
import { exitOf } from "../last-statement.ts";
import { operandsOf } from "../operands.ts";
import type { SourceFile } from "../source-file.ts";
import { unwrap } from "../unwrap.ts";

/** How a function leaves depending on whether a key exists. */
export interface ExistenceCheck {
  readonly statement: IfStatement;
  /** Whether it leaves if the key exists, or if it is missing. */
  readonly leavesWhere: "found" | "missing";
  /** The statement that it leaves by. */
  readonly exit: Node;
  /** Whether the value read is used for more than to check that it exists. */
  readonly usesValue: boolean;
  /** Whether it checks nothing else. */
  readonly isAll: boolean;
}

/** The check that asks whether a read found something, and leaves; undefined if the read is put to another use. */
export function existenceCheckOf(
  read: CallExpression,
  file: SourceFile,
): ExistenceCheck | undefined {
  const { parents } = file;
  const awaited = parents.awaitOf(read);
  const value = awaited && parents.outermost(awaited);
  const parent = value && parents.of(value);
  if (awaited === undefined || value === undefined) return undefined;
  if (parent?.type !== "VariableDeclarator") {
    const statement = parents.around(value).find(({ type }) => type === "IfStatement");
    if (statement?.type !== "IfStatement" || !isInside(value, statement.test)) return undefined;
    return checkOf(statement, (node) => unwrap(node) === awaited, false);
  }
  const { id } = parent;
  if (id.type !== "Identifier") return undefined;
  if (file.scopes.of(id)?.kind !== "value") return undefined;
  const around = parents.functionOf(read);
  const uses = file.tree
    .ofType("Identifier", around)
    .filter((node) => node !== id && file.scopes.isSame(node, id));
  for (const node of file.tree.ofType("IfStatement", around)) {
    if (!uses.some((use) => isInside(use, node.test))) continue;
    // `owner && owner !== me` asks more than whether there is one.
    const isIt = (tested: Node) => uses.some((use) => use === unwrap(tested));
    return checkOf(node, isIt, uses.length > 1);
  }
  return undefined;
}

function checkOf(
  statement: IfStatement,
  isIt: (node: Node) => boolean,
  usesValue: boolean,
): ExistenceCheck | undefined {
  const { consequent, alternate, test } = statement;
  const exit = exitOf(consequent);
  if (alternate !== null || exit === undefined) return undefined;
  const leavesWhere = meaningOf(test, isIt);
  const isAll = !walk(test).some(({ type }) => type === "LogicalExpression");
  return leavesWhere && { statement, leavesWhere, exit, usesValue, isAll };
}

/** Whether a condition is true if something is found, or if it is missing, whatever else it asks. */
function meaningOf(
  test: Node,
  isIt: (node: Node) => boolean,
): ExistenceCheck["leavesWhere"] | undefined {
  const node = unwrap(test);
  if (isIt(node)) return "found";
  switch (node.type) {
    case "UnaryExpression": {
      const of = node.operator === "!" ? meaningOf(node.argument, isIt) : undefined;
      return of && (of === "found" ? "missing" : "found");
    }
    case "BinaryExpression": {
      if (!isIt(node.left) || !isNothing(node.right)) return undefined;
      if (node.operator === "===" || node.operator === "==") return "missing";
      return node.operator === "!==" || node.operator === "!=" ? "found" : undefined;
    }
    case "LogicalExpression":
      if (node.operator === "??") return undefined;
      for (const operand of operandsOf(node)) {
        const meaning = meaningOf(operand, isIt);
        if (meaning !== undefined) return meaning;
      }
      return undefined;
    default:
      return undefined;
  }
}
