import type { CallExpression, Node } from "oxc-parser";
import { type Code, followed, Steps } from "../../lint/source/code.ts";
import { propertyName } from "../../lint/source/declaration.ts";
import { typeOf } from "../../lint/source/type-of.ts";
import { memberOf, unwrap } from "../../lint/source/unwrap.ts";
import { joined } from "./join.ts";
import { shapeOfType } from "./of-type.ts";
import { type PropertyShape, type Shape, UNKNOWN, withoutNull } from "./shape.ts";

const MAX_DEPTH = 12;

const ARITHMETIC: ReadonlySet<string> = new Set([
  "-",
  "*",
  "/",
  "%",
  "**",
  "|",
  "&",
  "^",
  "<<",
  ">>",
]);

/** What gives text, whatever it is called on. */
const GIVES_TEXT: ReadonlySet<string> = new Set([
  ...["toString", "toLowerCase", "toUpperCase", "trim", "padStart", "padEnd", "replace"],
  ...["replaceAll", "join", "randomUUID", "toFixed", "substring", "text", "toISOString"],
]);

const GIVES_NUMBER: ReadonlySet<string> = new Set(["now", "getTime", "indexOf", "parseInt"]);

/** Methods of an array that give an array of the same elements. */
const SAME_ELEMENTS: ReadonlySet<string> = new Set([
  ...["filter", "slice", "concat", "sort", "toSorted", "reverse", "toReversed"],
]);

/** The form of the JSON that an expression gives, as far as the code says it. */
export function shapeOfExpression(code: Code, depth = 0): Shape {
  if (depth > MAX_DEPTH) return UNKNOWN;
  const { node } = code;
  const of = (inner: Node) => shapeOfExpression({ ...code, node: inner }, depth + 1);
  switch (node.type) {
    case "Literal":
      return literal(node.value);
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
      return given(node, code) ?? called(node, of) ?? declared(code) ?? elsewhere(code, depth);
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

/** By the type that is declared; a type that says nothing is none. */
function declared(code: Code): Shape | undefined {
  const type = typeOf(code, new Steps());
  const shape = type && shapeOfType(type);
  return shape?.kind === "unknown" ? undefined : shape;
}

/** `(await request.json()) as Report`: what is asserted of what came from elsewhere has more in it, perhaps. */
function asserted(code: Code, own: Shape): Shape {
  const shape = declared(code) ?? own;
  return shape.kind === "object" && own.kind === "unknown" ? { ...shape, isOpen: true } : shape;
}

/** The assertion that a constant holds. */
function castOf({ node, file }: Code): Code | undefined {
  const declaration =
    node.type === "Identifier" ? file.scopes.lookUp(node.name, node.start) : undefined;
  return declaration?.kind === "value" &&
    declaration.annotation === undefined &&
    declaration.init.type === "TSAsExpression"
    ? { node: declaration.init, file }
    : undefined;
}

/** By what a name or a call stands for. */
function elsewhere(code: Code, depth: number): Shape {
  const at = followed(code, new Steps());
  return at.node === code.node ? UNKNOWN : shapeOfExpression(at, depth + 1);
}

function literal(value: unknown): Shape {
  if (value === null) return { kind: "null" };
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? { kind: "literal", value, isWritten: true }
    : UNKNOWN;
}

/** Either of two forms; nothing is known of both where nothing is of one. */
function either(one: Shape, other: Shape): Shape {
  if (one.kind === "unknown" || other.kind === "unknown") return UNKNOWN;
  return joined([one, other].map((shape) => ({ shape, isWrite: true })));
}

function binary(operator: string, left: Shape, right: Shape): Shape {
  if (ARITHMETIC.has(operator)) return { kind: "number" };
  if (operator !== "+") return { kind: "boolean" };
  const sides = [left, right];
  if (sides.some(isText)) return { kind: "string" };
  return sides.every(isNumber) ? { kind: "number" } : UNKNOWN;
}

function isText(shape: Shape): boolean {
  return shape.kind === "literal" ? typeof shape.value === "string" : shape.kind === "string";
}

function isNumber(shape: Shape): boolean {
  return shape.kind === "literal" ? typeof shape.value === "number" : shape.kind === "number";
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

/** What a read is told to give: `get<Session>(…)`, `c.req.json<Order>()`. */
function given({ callee, typeArguments }: CallExpression, { file }: Code): Shape | undefined {
  const [type] = typeArguments?.params ?? [];
  const name = memberOf(unwrap(callee))?.name;
  return type !== undefined && (name === "get" || name === "json")
    ? shapeOfType({ node: type, file })
    : undefined;
}

/** What is known of a call by its name. */
function called(node: CallExpression, of: (node: Node) => Shape): Shape | undefined {
  const callee = unwrap(node.callee);
  const method = memberOf(callee);
  const name = callee.type === "Identifier" ? callee.name : method?.name;
  if (name === undefined) return undefined;
  if (name === "toISOString") return { kind: "datetime" };
  if (name === "String" || (method !== undefined && GIVES_TEXT.has(name)))
    return { kind: "string" };
  if (name === "Boolean") return { kind: "boolean" };
  const isOfMath = method?.object.type === "Identifier" && method.object.name === "Math";
  if (isOfMath || name === "Number" || name === "parseFloat" || GIVES_NUMBER.has(name)) {
    return { kind: "number" };
  }
  if (method === undefined) return undefined;
  // `Array.from(of)` and `[…].map(…)` give arrays of something else.
  if (name === "map" || (name === "from" && isNamed(method.object, "Array"))) {
    return { kind: "array", of: UNKNOWN };
  }
  if (!SAME_ELEMENTS.has(name)) return undefined;
  const shape = of(method.object);
  if (shape.kind === "array") return shape;
  return name === "slice" && isText(shape) ? { kind: "string" } : undefined;
}

function isNamed(node: Node, name: string): boolean {
  return node.type === "Identifier" && node.name === name;
}
