import type { Node } from "oxc-parser";
import { lastName, unwrap } from "../unwrap.ts";

/** The name of the last part of a text: `userId` of `session:${user.userId}`. */
export function lastPart(expression: Node | undefined): string | undefined {
  const node = expression && unwrap(expression);
  const last =
    node?.type === "TemplateLiteral"
      ? node.expressions.at(-1)
      : node?.type === "BinaryExpression"
        ? node.right
        : undefined;
  return last && lastName(last);
}
