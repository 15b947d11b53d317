import type { Node, TSTypeReference } from "oxc-parser";
import { propertyName } from "../../lint/source/declaration.ts";
import { basesOf, nameOf, typesNamed, type WrittenType } from "../../lint/source/type-of.ts";
import { joined } from "./join.ts";
import { literal, type PropertyShape, type Shape, UNKNOWN, unionOf } from "./shape.ts";

/** A type may contain itself, directly or through others. */
const MAX_DEPTH = 8;

/**
 * The form of the JSON that a type describes, as the project declares it. What is not JSON, and what a type
 * computes, is unknown.
 */
export function shapeOfType(type: WrittenType, depth = 0): Shape {
  if (depth > MAX_DEPTH) return UNKNOWN;
  const { node, file } = type;
  const of = (inner: Node) => shapeOfType({ node: inner, file }, depth + 1);
  switch (node.type) {
    case "TSStringKeyword":
    case "TSTemplateLiteralType":
      return { kind: "string" };
    case "TSNumberKeyword":
      return { kind: "number" };
    case "TSBooleanKeyword":
      return { kind: "boolean" };
    case "TSNullKeyword":
      return { kind: "null" };
    case "TSLiteralType":
      return node.literal.type === "Literal" ? literal(node.literal.value, false) : UNKNOWN;
    case "TSParenthesizedType":
      return of(node.typeAnnotation);
    case "TSTypeOperator":
      return node.operator === "readonly" ? of(node.typeAnnotation) : UNKNOWN;
    case "TSArrayType":
      return { kind: "array", of: of(node.elementType) };
    case "TSUnionType":
      return union(node.types.filter(({ type }) => type !== "TSUndefinedKeyword").map(of));
    case "TSIntersectionType":
      return intersection(node.types.map(of));
    case "TSTypeLiteral":
      return members(node.members, of);
    case "TSTypeReference":
      return reference(node, type, depth);
    default:
      return UNKNOWN;
  }
}

/** If one part is unknown, the union may be anything. */
function union(shapes: readonly Shape[]): Shape {
  return shapes.some(({ kind }) => kind === "unknown") ? UNKNOWN : unionOf(shapes);
}

function intersection(shapes: readonly Shape[]): Shape {
  const objects = shapes.flatMap((shape) => (shape.kind === "object" ? [shape] : []));
  if (objects.length < shapes.length) return UNKNOWN;
  const properties = new Map(objects.flatMap((shape) => [...shape.properties]));
  return { kind: "object", properties, isOpen: false };
}

function members(nodes: readonly Node[], of: (type: Node) => Shape): Shape {
  const properties = new Map<string, PropertyShape>();
  for (const member of nodes) {
    if (member.type === "TSIndexSignature") {
      const { typeAnnotation } = member.typeAnnotation;
      return nodes.length === 1 ? { kind: "record", of: of(typeAnnotation) } : UNKNOWN;
    }
    // A method is not JSON, and an object with one is not a record.
    if (member.type !== "TSPropertySignature" || member.typeAnnotation === null) return UNKNOWN;
    const name = member.computed ? undefined : propertyName(member.key);
    if (name === undefined) return UNKNOWN;
    const { typeAnnotation } = member.typeAnnotation;
    properties.set(name, {
      shape: of(typeAnnotation),
      isOptional: member.optional || mayBeUndefined(typeAnnotation),
    });
  }
  return { kind: "object", properties, isOpen: false };
}

function mayBeUndefined(type: Node): boolean {
  return type.type === "TSUnionType" && type.types.some((of) => of.type === "TSUndefinedKeyword");
}

function reference(node: TSTypeReference, { file }: WrittenType, depth: number): Shape {
  const name = nameOf(node);
  const [first, second] = node.typeArguments?.params ?? [];
  const of = (inner: Node) => shapeOfType({ node: inner, file }, depth + 1);
  const own = name === undefined ? [] : typesNamed(name, file);
  if (own.length > 0) return declared(own, node, depth);
  if (first === undefined) return UNKNOWN;
  switch (name) {
    case "Array":
    case "ReadonlyArray":
      return { kind: "array", of: of(first) };
    case "Readonly":
    case "Required":
    case "NonNullable":
      return of(first);
    case "Partial":
      return partial(of(first));
    case "Record":
      return second !== undefined && first.type === "TSStringKeyword"
        ? { kind: "record", of: of(second) }
        : UNKNOWN;
    case "Pick":
    case "Omit":
      return second === undefined ? UNKNOWN : narrowed(of(first), of(second), name === "Pick");
    default:
      return UNKNOWN;
  }
}

/** What the project declares under a name: an alias, or all declarations of an interface. */
function declared(
  types: readonly WrittenType[],
  { typeArguments }: TSTypeReference,
  depth: number,
): Shape {
  // Only the type checker could tell what a type makes of its parameters.
  if (typeArguments) return UNKNOWN;
  const shapes = types.map(({ node, file }): Shape => {
    const of = (inner: Node) => shapeOfType({ node: inner, file }, depth + 1);
    if (node.type === "TSTypeAliasDeclaration") return of(node.typeAnnotation);
    if (node.type !== "TSInterfaceDeclaration") return UNKNOWN;
    const bases = basesOf(node).map(of);
    const own = members(node.body.body, of);
    return bases.length === 0 ? own : intersection([...bases, own]);
  });
  const [only, ...others] = shapes;
  return only !== undefined && others.length === 0 ? only : intersection(shapes);
}

function partial(shape: Shape): Shape {
  if (shape.kind !== "object") return shape;
  const properties = [...shape.properties].map(
    ([name, property]) => [name, { ...property, isOptional: true }] as const,
  );
  return { ...shape, properties: new Map(properties) };
}

/** `Pick` and `Omit` of an object, by literal names. */
function narrowed(shape: Shape, names: Shape, isPick: boolean): Shape {
  const literals = names.kind === "union" ? names.of : [names];
  const chosen = new Set(
    literals.map((each) => (each.kind === "literal" ? each.value : undefined)),
  );
  if (shape.kind !== "object" || chosen.has(undefined)) return UNKNOWN;
  const properties = [...shape.properties].filter(([name]) => chosen.has(name) === isPick);
  return { ...shape, properties: new Map(properties) };
}

/** The form of the type that code gives to what it reads: only what the type names is known. */
export function readAs(type: WrittenType): Shape {
  return joined([{ shape: shapeOfType(type), isWrite: false }]);
}
