import type { LogicalExpression, Node } from "oxc-parser";
import { unwrap } from "./unwrap.ts";

/** The operands of a chain of one operator: `a`, `b` and `c` of `a || b || c`. Code made by machines chains thousands. */
export function operandsOf({ left, right, operator }: LogicalExpression): readonly Node[] {
  const operands: Node[] = [right];
  let rest = unwrap(left);
  for (
    ;
    rest.type === "LogicalExpression" && rest.operator === operator;
    rest = unwrap(rest.left)
  ) {
    operands.push(rest.right);
  }
  return [...operands, rest].reverse();
}
