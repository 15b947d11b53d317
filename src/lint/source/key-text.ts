import type { CallExpression, Node } from "oxc-parser";
import { type Code, followed, restOf, Steps } from "./code.ts";
import type { SourceFile } from "./source-file.ts";
import { memberOf, unwrap } from "./unwrap.ts";

/**
 * Stands in a key's text for what only running the program would tell. It is a character of the
 * private use area, which no key in source code holds.
 */
export const HOLE = "\uE000";

/** The text that an expression gives, with a hole for each part that is not known; a hole alone where nothing is. */
export function keyText(expression: Node, file: SourceFile): string {
  const text = textOf({ node: expression, file }, new Steps());
  return text.replace(new RegExp(`${HOLE}+`, "g"), HOLE);
}

function textOf(code: Code, steps: Steps): string {
  // A sum may have more terms that are written out than there are steps.
  if (code.node.type === "Literal") return literalText(code.node.value);
  if (!steps.take()) return HOLE;
  const at = followed(code, steps);
  const { node } = at;
  switch (node.type) {
    case "Literal":
      return literalText(node.value);
    case "TemplateLiteral":
      return node.quasis
        .map(({ value }, index) => {
          const inner = node.expressions[index];
          const text = (value.cooked ?? HOLE).replaceAll(HOLE, "\uFFFD");
          return inner === undefined ? text : text + textOf({ ...at, node: inner }, steps);
        })
        .join("");
    case "BinaryExpression":
      return node.operator === "+" ? sum(at, steps) : HOLE;
    case "CallExpression":
      return joined(at, node, steps);
    default:
      return HOLE;
  }
}

function literalText(value: unknown): string {
  return typeof value === "string" || typeof value === "number"
    ? String(value).replaceAll(HOLE, "\uFFFD")
    : HOLE;
}

/** A sum is text only where one of its first two terms is: `1 + 2` is not `12`. */
function sum(code: Code, steps: Steps): string {
  // A long sum nests as deep as it has terms; it is taken apart without a call for each.
  const terms: Node[] = [];
  let left = code.node;
  while (left.type === "BinaryExpression" && left.operator === "+") {
    terms.unshift(left.right);
    left = unwrap(left.left);
  }
  terms.unshift(left);
  const codes = terms.map((node): Code => ({ ...code, node }));
  if (!codes.slice(0, 2).some((term) => isText(term, steps))) return HOLE;
  return codes.map((term) => textOf(term, steps)).join("");
}

function isText(code: Code, steps: Steps): boolean {
  const { node } = followed(code, steps);
  return (
    node.type === "TemplateLiteral" || (node.type === "Literal" && typeof node.value === "string")
  );
}

/** `["session", userId].join(":")`, also of a parameter `...parts` */
function joined(code: Code, { callee, arguments: given }: CallExpression, steps: Steps): string {
  const method = memberOf(unwrap(callee));
  const [separator] = given;
  if (method?.name !== "join" || separator === undefined) return HOLE;
  const parts = partsOf({ ...code, node: unwrap(method.object) });
  if (parts === undefined) return HOLE;
  const texts = parts.map((part) => (part === undefined ? "" : textOf(part, steps)));
  return texts.join(textOf({ ...code, node: separator }, steps));
}

/**
 * The elements of an array that is written out; nothing where they may be others, as in one that has a
 * name and may be pushed to.
 */
function partsOf(code: Code): readonly (Code | undefined)[] | undefined {
  const { node } = code;
  if (node.type !== "ArrayExpression") return restOf(code);
  const parts: (Code | undefined)[] = [];
  for (const element of node.elements) {
    if (element?.type !== "SpreadElement") {
      parts.push(element === null ? undefined : { ...code, node: element });
      continue;
    }
    const rest = restOf({ ...code, node: element.argument });
    if (rest === undefined) return undefined;
    parts.push(...rest);
  }
  return parts;
}
