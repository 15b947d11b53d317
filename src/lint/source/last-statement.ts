import type { Node } from "oxc-parser";

/** What a branch ends with: the last statement of a block, or the branch itself. */
export function lastStatement(branch: Node): Node | undefined {
  return branch.type === "BlockStatement" ? branch.body.at(-1) : branch;
}

const EXITS: ReadonlySet<string> = new Set([
  ...["BreakStatement", "ContinueStatement", "ReturnStatement", "ThrowStatement"],
]);

/** The last statement of a branch if it leaves, so that the code after the branch does not run. */
export function exitOf(branch: Node): Node | undefined {
  const last = lastStatement(branch);
  return last !== undefined && EXITS.has(last.type) ? last : undefined;
}

/** Whether a statement may end a loop around it before its last round. */
export function endsLoop({ type }: Node): boolean {
  return type !== "ContinueStatement" && EXITS.has(type);
}
