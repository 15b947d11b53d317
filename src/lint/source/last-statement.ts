import type { Node } from "oxc-parser";

/** What a branch ends with: the last statement of a block, or the branch itself. */
export function lastStatement(branch: Node): Node | undefined {
  return branch.type === "BlockStatement" ? branch.body.at(-1) : branch;
}
