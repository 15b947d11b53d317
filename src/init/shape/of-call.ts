import type { CallExpression, Node } from "oxc-parser";
import type { SourceFile } from "../../lint/source/source-file.ts";
import { lastName, memberOf, methodOfNamed, unwrap } from "../../lint/source/unwrap.ts";
import { shapeOfType } from "./of-type.ts";
import { isBase, type Shape, UNKNOWN } from "./shape.ts";

/** Methods that return text, whatever they are called on. */
const GIVES_TEXT: ReadonlySet<string> = new Set([
  ...["toString", "toLowerCase", "toUpperCase", "trim", "padStart", "padEnd", "replace"],
  ...["replaceAll", "join", "randomUUID", "toFixed", "substring", "text", "toISOString"],
]);

const GIVES_NUMBER: ReadonlySet<string> = new Set(["now", "getTime", "indexOf", "parseInt"]);

/** Methods of an array that return an array of the same elements. */
const SAME_ELEMENTS: ReadonlySet<string> = new Set([
  ...["filter", "slice", "concat", "sort", "toSorted", "reverse", "toReversed"],
]);

/** The type argument of a read: `get<Session>(…)`, `c.req.json<Order>()`. */
export function shapeGiven(
  { callee, typeArguments }: CallExpression,
  file: SourceFile,
): Shape | undefined {
  const [type] = typeArguments?.params ?? [];
  const name = memberOf(unwrap(callee))?.name;
  return type !== undefined && (name === "get" || name === "json")
    ? shapeOfType({ node: type, file })
    : undefined;
}

/** What the name of a call says about its result. */
export function shapeOfCall(node: CallExpression, of: (node: Node) => Shape): Shape | undefined {
  const callee = unwrap(node.callee);
  const method = memberOf(callee);
  const name = lastName(callee);
  if (name === undefined) return undefined;
  if (name === "toISOString") return { kind: "datetime" };
  if (name === "String" || (method !== undefined && GIVES_TEXT.has(name)))
    return { kind: "string" };
  if (name === "Boolean") return { kind: "boolean" };
  const isOfMath = methodOfNamed(callee, "Math") !== undefined;
  if (isOfMath || name === "Number" || name === "parseFloat" || GIVES_NUMBER.has(name)) {
    return { kind: "number" };
  }
  if (method === undefined) return undefined;
  // `Array.from(of)` and `[…].map(…)` return arrays of something else.
  if (name === "map" || methodOfNamed(callee, "Array") === "from") {
    return { kind: "array", of: UNKNOWN };
  }
  if (!SAME_ELEMENTS.has(name)) return undefined;
  const shape = of(method.object);
  if (shape.kind === "array") return shape;
  return name === "slice" && isBase(shape, "string") ? { kind: "string" } : undefined;
}
