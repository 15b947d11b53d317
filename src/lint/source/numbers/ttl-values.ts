import type { Node } from "oxc-parser";
import type { Code } from "../code.ts";
import { constant } from "../constant.ts";
import { Steps } from "../followed.ts";
import { operandsOf } from "../operands.ts";
import { lastName } from "../unwrap.ts";
import { numberIn } from "./number-value.ts";

/** The known TTLs that an expression may give, including one that stands in for a variable that is not set. */
export function ttlValues(code: Code, steps = new Steps()): readonly number[] {
  if (!steps.take()) return [];
  const own = numberIn(code);
  return own === undefined ? choicesIn(code, steps) : [own];
}

function choicesIn(code: Code, steps: Steps): readonly number[] {
  // Among several, zero means none, and the code checks for it elsewhere.
  const of = (...nodes: readonly Node[]) =>
    nodes.flatMap((node) => ttlValues({ ...code, node }, steps)).filter((seconds) => seconds !== 0);
  const node = constant(code.node, code.file.scopes);
  switch (node.type) {
    case "Literal":
      // KV reads a text of digits as a number.
      return typeof node.value === "string" && node.value !== "" ? [Number(node.value)] : [];
    case "LogicalExpression":
      return node.operator === "&&" ? [] : of(...operandsOf(node));
    case "ConditionalExpression":
      return of(node.consequent, node.alternate);
    case "CallExpression":
      return READS_NUMBERS.has(lastName(node.callee) ?? "")
        ? of(...node.arguments.slice(0, 1))
        : [];
    default:
      return [];
  }
}

const READS_NUMBERS: ReadonlySet<string> = new Set(["Number", "parseInt", "parseFloat"]);
