import type { Node } from "oxc-parser";
import type { Code } from "../code.ts";
import { followed, Steps } from "../followed.ts";
import { resolved, typeOf } from "../type-of.ts";
import { memberOf, methodCallOf, unwrap } from "../unwrap.ts";
import { ARITHMETIC } from "./arithmetic.ts";

/** Whether a piece of code gives a number, or the text of one as JavaScript writes it: `12`, not `0012`. */
export function isNumber(code: Code, steps = new Steps()): boolean {
  if (!steps.take()) return false;
  const at = followed(code, steps);
  const { node } = at;
  const of = (inner: Node) => isNumber({ ...at, node: inner }, steps);
  switch (node.type) {
    case "Literal":
      return typeof node.value === "number";
    case "UpdateExpression":
      return true;
    case "UnaryExpression":
      return node.operator === "+" || node.operator === "-";
    case "BinaryExpression":
      return node.operator === "+"
        ? of(node.left) && of(node.right)
        : ARITHMETIC.has(node.operator);
    case "LogicalExpression":
      return node.operator !== "&&" && of(node.left) && of(node.right);
    case "ConditionalExpression":
      return of(node.consequent) && of(node.alternate);
    case "CallExpression": {
      const callee = unwrap(node.callee);
      const [argument] = node.arguments;
      if (callee.type === "Identifier") {
        return (
          GIVES_NUMBER.has(callee.name) || (callee.name === "String" && !!argument && of(argument))
        );
      }
      const method = memberOf(callee);
      if (method === undefined) break;
      if (method.object.type === "Identifier" && method.object.name === "Math") return true;
      if (NUMBER_METHODS.has(method.name)) return true;
      if (method.name === "toString" && argument === undefined) return of(method.object);
      break;
    }
    default:
  }
  return isOfType(at, "TSNumberKeyword") || isOfType(code, "TSNumberKeyword");
}

/** Whether a piece of code gives milliseconds since the epoch, in 13 digits. */
export function isTime(code: Code): boolean {
  const { node } = followed(code, new Steps());
  const method = methodCallOf(node)?.name;
  return method === "now" || method === "getTime";
}

/** Whether an explicit type says what a piece of code is. */
function isOfType(code: Code, keyword: Node["type"]): boolean {
  const type = typeOf(code, new Steps());
  const found = type === undefined ? [] : [...resolved(type, new Steps())];
  return found.length > 0 && found.every(({ node }) => node.type === keyword);
}

const GIVES_NUMBER: ReadonlySet<string> = new Set(["Number", "parseInt", "parseFloat"]);

const NUMBER_METHODS: ReadonlySet<string> = new Set([
  ...["now", "getTime", "getFullYear", "getUTCFullYear", "getMonth", "getUTCMonth"],
  ...["getDate", "getUTCDate", "getHours", "getUTCHours", "parseInt"],
]);
