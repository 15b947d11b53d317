import type { Node } from "oxc-parser";
import { operandsOf } from "../operands.ts";
import { unwrap } from "../unwrap.ts";

/** The variables that are known to hold nothing if a condition is true, and if it is false. */
export function nullNames(test: Node): readonly [whereTrue: Node[], whereFalse: Node[]] {
  const node = unwrap(test);
  switch (node.type) {
    case "Identifier":
      return [[], [node]];
    case "UnaryExpression": {
      if (node.operator !== "!") return [[], []];
      const [whereTrue, whereFalse] = nullNames(node.argument);
      return [whereFalse, whereTrue];
    }
    case "BinaryExpression": {
      const name = unwrap(node.left);
      if (name.type !== "Identifier" || !isNothing(node.right)) return [[], []];
      if (node.operator === "===" || node.operator === "==") return [[name], []];
      return node.operator === "!==" || node.operator === "!=" ? [[], [name]] : [[], []];
    }
    // `a && b`: where it is true, both are.
    case "LogicalExpression": {
      if (node.operator === "??") return [[], []];
      const each = operandsOf(node).map(nullNames);
      return node.operator === "&&"
        ? [each.flatMap(([whereTrue]) => whereTrue), []]
        : [[], each.flatMap(([, whereFalse]) => whereFalse)];
    }
    default:
      return [[], []];
  }
}

/** Whether an expression is `null` or `undefined`. */
export function isNothing(node: Node): boolean {
  return (
    (node.type === "Literal" && node.value === null) ||
    (node.type === "Identifier" && node.name === "undefined")
  );
}
