import type { Node } from "oxc-parser";
import type { SourceFile } from "./source-file.ts";

/** Code around a piece of code that may not run it. */
const MAY_NOT_RUN: ReadonlySet<string> = new Set([
  ...["IfStatement", "ConditionalExpression", "LogicalExpression", "SwitchCase", "CatchClause"],
  ...["ForStatement", "ForInStatement", "ForOfStatement", "WhileStatement", "DoWhileStatement"],
]);

/**
 * Whether a piece of code runs each time that something around it does.
 *
 * @param isAround recognizes what is around it.
 * @param isMet whether the condition of an `if` in between does not count.
 */
export function alwaysRuns(
  node: Node,
  isAround: (outer: Node) => boolean,
  { parents }: SourceFile,
  isMet: (test: Node) => boolean = () => false,
): boolean {
  for (const outer of parents.around(node)) {
    if (isAround(outer)) return true;
    const isIf = outer.type === "IfStatement" && isMet(outer.test);
    if (!isIf && MAY_NOT_RUN.has(outer.type)) return false;
  }
  return false;
}
