import type { Node } from "oxc-parser";
import type { Code } from "../code.ts";
import { followed, Steps } from "../followed.ts";
import type { SourceFile } from "../source-file.ts";
import { methodOfNamed } from "../unwrap.ts";

/** The number that an expression of numbers gives: `60 * 60`, `-1`, `HOUR * 2`; undefined if it is not known. */
export function numberValue(expression: Node, file: SourceFile): number | undefined {
  return numberIn({ node: expression, file });
}

/** The same for a piece of code in a function whose arguments are known. */
export function numberIn(code: Code, steps = new Steps()): number | undefined {
  if (!steps.take()) return undefined;
  const at = followed(code, steps);
  const { node } = at;
  switch (node.type) {
    case "Literal":
      return typeof node.value === "number" ? node.value : undefined;
    case "UnaryExpression": {
      const value = numberIn({ ...at, node: node.argument }, steps);
      return node.operator === "-" && value !== undefined ? -value : undefined;
    }
    case "BinaryExpression": {
      const left = numberIn({ ...at, node: node.left }, steps);
      const right = left === undefined ? undefined : numberIn({ ...at, node: node.right }, steps);
      return left === undefined || right === undefined
        ? undefined
        : OPERATORS[node.operator]?.(left, right);
    }
    case "CallExpression": {
      // `Math.max(60, HOUR)`
      const work = FUNCTIONS.get(methodOfNamed(node.callee, "Math") ?? "");
      if (work === undefined) return undefined;
      const values = node.arguments.map((argument) => numberIn({ ...at, node: argument }, steps));
      return values.every((value) => value !== undefined) ? work(...values) : undefined;
    }
    default:
      return undefined;
  }
}

/** Functions of `Math` that return the same for the same numbers, and that people use with TTLs. */
const FUNCTIONS: ReadonlyMap<string, (...values: number[]) => number> = new Map([
  ...(["max", "min"] as const).map((name) => [name, Math[name]] as const),
  ...(["ceil", "floor", "round", "trunc"] as const).map(
    (name) => [name, (value = Number.NaN) => Math[name](value)] as const,
  ),
]);

const OPERATORS: Readonly<Record<string, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
};
