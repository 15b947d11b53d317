import type { Node } from "oxc-parser";
import type { Scopes } from "./scopes.ts";
import { memberOf, unwrap } from "./unwrap.ts";

/**
 * Stands in a key's text for what only running the program would tell. It is a character of the
 * private use area, which no key in source code holds.
 */
export const HOLE = "\uE000";

/** Follows constants to where they lead, but not for ever. */
const MAX_STEPS = 50;

/** The text that an expression gives, with a hole for each part that is not known; a hole alone where nothing is. */
export function keyText(expression: Node, scopes: Scopes): string {
  return joinHoles(textOf(expression, scopes, MAX_STEPS));
}

function textOf(expression: Node, scopes: Scopes, steps: number): string {
  if (steps === 0) return HOLE;
  const node = unwrap(expression);
  switch (node.type) {
    case "Literal":
      return typeof node.value === "string" || typeof node.value === "number"
        ? String(node.value).replaceAll(HOLE, "\uFFFD")
        : HOLE;
    case "TemplateLiteral":
      return node.quasis
        .map(({ value }, index) => {
          const inner = node.expressions[index];
          const text = (value.cooked ?? HOLE).replaceAll(HOLE, "\uFFFD");
          return inner === undefined ? text : text + textOf(inner, scopes, steps - 1);
        })
        .join("");
    case "BinaryExpression":
      return node.operator === "+" ? sum(node, scopes, steps) : HOLE;
    case "CallExpression":
      return joined(node, scopes, steps);
    case "Identifier": {
      const declaration = scopes.lookUp(node.name, node.start);
      return declaration?.kind === "value" ? textOf(declaration.init, scopes, steps - 1) : HOLE;
    }
    default:
      return HOLE;
  }
}

/** A sum is text only where one of its sides is: `1 + 2` is not `12`. */
function sum(
  node: Extract<Node, { readonly type: "BinaryExpression" }>,
  scopes: Scopes,
  steps: number,
): string {
  // A long sum nests as deep as it has terms; it is taken apart without a call for each.
  const terms: Node[] = [];
  let left: Node = node;
  while (left.type === "BinaryExpression" && left.operator === "+") {
    terms.unshift(left.right);
    left = unwrap(left.left);
  }
  terms.unshift(left);
  if (!terms.slice(0, 2).some((term) => isText(term, scopes, steps - 1))) return HOLE;
  return terms.map((term) => textOf(term, scopes, steps - 1)).join("");
}

function isText(expression: Node, scopes: Scopes, steps: number): boolean {
  if (steps === 0) return false;
  const node = unwrap(expression);
  if (node.type === "TemplateLiteral") return true;
  if (node.type === "Literal") return typeof node.value === "string";
  if (node.type !== "Identifier") return false;
  const declaration = scopes.lookUp(node.name, node.start);
  return declaration?.kind === "value" && isText(declaration.init, scopes, steps - 1);
}

/** `["session", userId].join(":")` */
function joined(
  node: Extract<Node, { readonly type: "CallExpression" }>,
  scopes: Scopes,
  steps: number,
): string {
  const callee = memberOf(unwrap(node.callee));
  const [separator] = node.arguments;
  if (callee?.name !== "join" || separator === undefined) return HOLE;
  const array = unwrap(callee.object);
  if (array.type !== "ArrayExpression") return HOLE;
  const elements = array.elements.filter((element) => element?.type !== "SpreadElement");
  // What is spread gives any number of segments.
  if (elements.length < array.elements.length) return HOLE;
  return elements
    .map((element) => (element === null ? "" : textOf(element, scopes, steps - 1)))
    .join(textOf(separator, scopes, steps - 1));
}

function joinHoles(text: string): string {
  return text.replace(new RegExp(`${HOLE}+`, "g"), HOLE);
}
