import type { Node } from "oxc-parser";
import { type Code, followed, Steps } from "./code.ts";
import type { SourceFile } from "./source-file.ts";

/** The number that an expression of numbers gives: `60 * 60`, `-1`, `HOUR * 2`; nothing where it is not known. */
export function numberValue(expression: Node, file: SourceFile): number | undefined {
  return numberOf({ node: expression, file }, new Steps());
}

function numberOf(code: Code, steps: Steps): number | undefined {
  if (!steps.take()) return undefined;
  const at = followed(code, steps);
  const { node } = at;
  switch (node.type) {
    case "Literal":
      return typeof node.value === "number" ? node.value : undefined;
    case "UnaryExpression": {
      const value = numberOf({ ...at, node: node.argument }, steps);
      return node.operator === "-" && value !== undefined ? -value : undefined;
    }
    case "BinaryExpression": {
      const left = numberOf({ ...at, node: node.left }, steps);
      const right = left === undefined ? undefined : numberOf({ ...at, node: node.right }, steps);
      return left === undefined || right === undefined
        ? undefined
        : OPERATORS[node.operator]?.(left, right);
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
