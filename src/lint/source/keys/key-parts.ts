import type { CallExpression, Node } from "oxc-parser";
import type { Code } from "../code.ts";
import { followed, restOf, Steps } from "../followed.ts";
import type { SourceFile } from "../source-file.ts";
import { memberOf, unwrap } from "../unwrap.ts";

/** A part of a key: its text, or the code that gives it if only running the program would tell. */
export type KeyPart = string | Code;

/** The parts of the key that an expression gives, in order; none is an empty text. */
export function keyParts(expression: Node, file: SourceFile): readonly KeyPart[] {
  return partsOf({ node: expression, file }, new Steps());
}

function partsOf(code: Code, steps: Steps): readonly KeyPart[] {
  // A sum may have more literal terms than there are steps.
  if (code.node.type === "Literal") return literalParts(code);
  if (!steps.take()) return [code];
  const at = followed(code, steps);
  const { node } = at;
  switch (node.type) {
    case "Literal":
      return literalParts(at);
    case "TemplateLiteral":
      return node.quasis.flatMap(({ value }, index) => {
        const inner = node.expressions[index];
        const text = value.cooked === null ? [at] : textParts(value.cooked);
        return inner === undefined ? text : [...text, ...partsOf({ ...at, node: inner }, steps)];
      });
    case "BinaryExpression":
      return (node.operator === "+" ? sum(at, steps) : undefined) ?? [code];
    case "CallExpression":
      return joined(at, node, steps) ?? [code];
    default:
      return [code];
  }
}

function textParts(text: string): readonly KeyPart[] {
  return text === "" ? [] : [text];
}

function literalParts(code: Code): readonly KeyPart[] {
  const value = code.node.type === "Literal" ? code.node.value : undefined;
  return typeof value === "string" || typeof value === "number" ? textParts(String(value)) : [code];
}

/** A sum is text only if one of its first two terms is: `1 + 2` is not `12`. */
function sum(code: Code, steps: Steps): readonly KeyPart[] | undefined {
  // A long sum nests as deep as it has terms, so it is taken apart without recursion.
  const terms: Node[] = [];
  let left = code.node;
  while (left.type === "BinaryExpression" && left.operator === "+") {
    terms.unshift(left.right);
    left = unwrap(left.left);
  }
  terms.unshift(left);
  const codes = terms.map((node): Code => ({ ...code, node }));
  if (!codes.slice(0, 2).some((term) => isText(term, steps))) return undefined;
  return codes.flatMap((term) => partsOf(term, steps));
}

function isText(code: Code, steps: Steps): boolean {
  const { node } = followed(code, steps);
  return (
    node.type === "TemplateLiteral" || (node.type === "Literal" && typeof node.value === "string")
  );
}

/** `["session", userId].join(":")`, also of a parameter `...parts` */
function joined(
  code: Code,
  { callee, arguments: given }: CallExpression,
  steps: Steps,
): readonly KeyPart[] | undefined {
  const method = memberOf(unwrap(callee));
  const [separator] = given;
  if (method?.name !== "join" || separator === undefined) return undefined;
  const elements = elementsOf({ ...code, node: unwrap(method.object) });
  if (elements === undefined) return undefined;
  const parts = elements.map((element) => (element === undefined ? [] : partsOf(element, steps)));
  const between = partsOf({ ...code, node: separator }, steps);
  return parts.flatMap((part, index) => (index === 0 ? part : [...between, ...part]));
}

/**
 * The elements of an array literal; undefined if they may be others, as in an array that has a name and may
 * be pushed to.
 */
function elementsOf(code: Code): readonly (Code | undefined)[] | undefined {
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
