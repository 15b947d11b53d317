/** Code around a piece of code that may not run it. */
export const MAY_NOT_RUN: ReadonlySet<string> = new Set([
  ...["IfStatement", "ConditionalExpression", "LogicalExpression", "SwitchCase", "CatchClause"],
  ...["ForStatement", "ForInStatement", "ForOfStatement", "WhileStatement", "DoWhileStatement"],
]);
