import type { Node } from "oxc-parser";
import type { Code } from "../../lint/source/code.ts";
import { propertyName } from "../../lint/source/declaration.ts";
import { followed, Steps } from "../../lint/source/followed.ts";
import { ARITHMETIC } from "../../lint/source/numbers/arithmetic.ts";
import { typeOf } from "../../lint/source/type-of.ts";
import { memberOf } from "../../lint/source/unwrap.ts";
import { joined } from "./join.ts";
import { shapeGiven, shapeOfCall } from "./of-call.ts";
import { shapeOfType } from "./of-type.ts";
import { isBase, literal, type PropertyShape, type Shape, UNKNOWN, withoutNull } from "./shape.ts";

const MAX_DEPTH = 12;

/** The form of an expression as JSON, as far as the code says it. */
export function shapeOfExpression(code: Code, depth = 0): Shape {
  if (depth > MAX_DEPTH) return UNKNOWN;
  const { node } = code;
  const of = (inner: Node) => shapeOfExpression({ ...code, node: inner }, depth + 1);
  switch (node.type) {
    case "Literal":
      return node.value === null ? { kind: "null" } : literal(node.value, true);
    case "TemplateLiteral":
      return { kind: "string" };
    case "ObjectExpression":
      return object(node, of);
    case "ArrayExpression":
      return { kind: "array", of: elements(node.elements, of) };
    case "ConditionalExpression":
      return either(of(node.consequent), of(node.alternate));
    case "LogicalExpression":
      return node.operator === "&&" ? UNKNOWN : either(withoutNull(of(node.left)), of(node.right));
    case "BinaryExpression":
      return binary(node.operator, of(node.left), of(node.right));
    case "UnaryExpression":
      if (node.operator === "!") return { kind: "boolean" };
      return node.operator === "-" || node.operator === "+" ? { kind: "number" } : UNKNOWN;
    case "NewExpression":
      return node.callee.type === "Identifier" && node.callee.name === "Date"
        ? { kind: "datetime" }
        : UNKNOWN;
    case "AwaitExpression":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
      return (
        declared(code) ?? of(node.type === "AwaitExpression" ? node.argument : node.expression)
      );
    case "TSAsExpression":
      return asserted(code, of(node.expression));
    case "CallExpression":
      return (
        shapeGiven(node, code.file) ??
        shapeOfCall(node, of) ??
        declared(code) ??
        elsewhere(code, depth)
      );
    default: {
      const cast = castOf(code);
      if (cast !== undefined) return shapeOfExpression(cast, depth + 1);
      const found = declared(code) ?? elsewhere(code, depth);
      return found.kind === "unknown" && memberOf(node)?.name === "length"
        ? { kind: "number" }
        : found;
    }
  }
}

/** The form by the declared type; a type that says nothing does not count. */
function declared(code: Code): Shape | undefined {
  const type = typeOf(code, new Steps());
  const shape = type && shapeOfType(type);
  return shape?.kind === "unknown" ? undefined : shape;
}

/** `(await request.json()) as Report`: a value from elsewhere may have more than what is asserted. */
function asserted(code: Code, own: Shape): Shape {
  const shape = declared(code) ?? own;
  return shape.kind === "object" && own.kind === "unknown" ? { ...shape, isOpen: true } : shape;
}

/** The type assertion in a constant's declaration. */
function castOf({ node, file }: Code): Code | undefined {
  const declaration = file.scopes.of(node);
  return declaration?.kind === "value" &&
    declaration.annotation === undefined &&
    declaration.init.type === "TSAsExpression"
    ? { node: declaration.init, file }
    : undefined;
}

/** The form of what a name or a call stands for. */
function elsewhere(code: Code, depth: number): Shape {
  const at = followed(code, new Steps());
  return at.node === code.node ? UNKNOWN : shapeOfExpression(at, depth + 1);
}

/** Either of two forms; unknown if one of them is. */
function either(one: Shape, other: Shape): Shape {
  if (one.kind === "unknown" || other.kind === "unknown") return UNKNOWN;
  return joined([one, other].map((shape) => ({ shape, isWrite: true })));
}

function binary(operator: string, left: Shape, right: Shape): Shape {
  if (ARITHMETIC.has(operator)) return { kind: "number" };
  if (operator !== "+") return { kind: "boolean" };
  const sides = [left, right];
  if (sides.some((side) => isBase(side, "string"))) return { kind: "string" };
  return sides.every((side) => isBase(side, "number")) ? { kind: "number" } : UNKNOWN;
}

function object(
  { properties }: Extract<Node, { readonly type: "ObjectExpression" }>,
  of: (node: Node) => Shape,
): Shape {
  const found = new Map<string, PropertyShape>();
  let isOpen = false;
  for (const property of properties) {
    if (property.type === "SpreadElement") {
      const spread = of(property.argument);
      if (spread.kind !== "object") isOpen = true;
      else {
        isOpen ||= spread.isOpen;
        for (const [name, inner] of spread.properties) found.set(name, inner);
      }
      continue;
    }
    const name = property.computed ? undefined : propertyName(property.key);
    if (name === undefined) isOpen = true;
    else found.set(name, { shape: of(property.value), isOptional: false });
  }
  return { kind: "object", properties: found, isOpen };
}

function elements(nodes: readonly (Node | null)[], of: (node: Node) => Shape): Shape {
  const shapes = nodes.map((node): Shape => {
    if (node === null) return { kind: "null" };
    if (node.type !== "SpreadElement") return of(node);
    const spread = of(node.argument);
    return spread.kind === "array" ? spread.of : UNKNOWN;
  });
  return joined(shapes.map((shape) => ({ shape, isWrite: true })));
}
