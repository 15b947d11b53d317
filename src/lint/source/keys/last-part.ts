import type { Node } from "oxc-parser";
import { memberOf, unwrap } from "../unwrap.ts";

/** The name of the last part of a text: `userId` of `session:${user.userId}`. */
export function lastPart(expression: Node | undefined): string | undefined {
  const node = expression && unwrap(expression);
  const last =
    node?.type === "TemplateLiteral"
      ? node.expressions.at(-1)
      : node?.type === "BinaryExpression"
        ? node.right
        : undefined;
  const name = last && unwrap(last);
  return name?.type === "Identifier" ? name.name : name && memberOf(name)?.name;
}
