import type { Node } from "oxc-parser";
import type { Scopes } from "./scopes.ts";
import { unwrap } from "./unwrap.ts";

/** The number that an expression of numbers gives: `60 * 60`, `-1`, `HOUR * 2`; nothing where it is not known. */
export function numberValue(expression: Node, scopes: Scopes, steps = 20): number | undefined {
  if (steps === 0) return undefined;
  const node = unwrap(expression);
  switch (node.type) {
    case "Literal":
      return typeof node.value === "number" ? node.value : undefined;
    case "UnaryExpression": {
      const value = numberValue(node.argument, scopes, steps - 1);
      return node.operator === "-" && value !== undefined ? -value : undefined;
    }
    case "BinaryExpression": {
      const left = numberValue(node.left, scopes, steps - 1);
      const right = left === undefined ? undefined : numberValue(node.right, scopes, steps - 1);
      return left === undefined || right === undefined
        ? undefined
        : OPERATORS[node.operator]?.(left, right);
    }
    case "Identifier": {
      const declaration = scopes.lookUp(node.name, node.start);
      return declaration?.kind === "value"
        ? numberValue(declaration.init, scopes, steps - 1)
        : undefined;
    }
    default:
      return undefined;
  }
}

const OPERATORS: Readonly<Record<string, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
};
