import type { Code } from "../../lint/source/code.ts";
import { followed, Steps } from "../../lint/source/followed.ts";

/** The possible texts of an expression, if all are literals: `"1"`, `isOn ? "on" : "off"`. */
export function textsOf(code: Code): readonly string[] | undefined {
  const { node, ...from } = followed(code, new Steps());
  if (node.type === "Literal") return typeof node.value === "string" ? [node.value] : undefined;
  if (node.type !== "ConditionalExpression") return undefined;
  const [one, other] = [node.consequent, node.alternate].map((node) => textsOf({ ...from, node }));
  return one && other && [...new Set([...one, ...other])];
}
