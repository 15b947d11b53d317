import { type ObjectShape, type PropertyShape, type Shape, UNKNOWN, unionOf } from "./shape.ts";

/** The form of a value that code shows where it writes or reads one. */
export interface Evidence {
  readonly shape: Shape;
  readonly isWrite: boolean;
}

type Literal = Extract<Shape, { readonly kind: "literal" }>;

/**
 * Joins all forms that code shows of a value: one place may know what another does not. A property is
 * optional if a type says so, or if a write leaves it out; the type of a read may name only the properties
 * that the reader needs.
 */
export function joined(evidence: readonly Evidence[]): Shape {
  const known = evidence.filter(({ shape }) => shape.kind !== "unknown");
  const [first, ...others] = known;
  if (first === undefined) return UNKNOWN;
  // A union of objects that a type declares stays as it is if nothing else is known.
  if (others.every(({ shape }) => isSame(shape, first.shape))) return first.shape;
  const parts = known.flatMap(({ shape, isWrite }) =>
    shape.kind === "union" ? shape.of.map((of) => ({ shape: of, isWrite })) : [{ shape, isWrite }],
  );
  const of = (...kinds: readonly Shape["kind"][]) =>
    parts.filter(({ shape }) => kinds.includes(shape.kind));
  return unionOf([
    ...scalars(parts.map(({ shape }) => shape)),
    ...lists(of("array")),
    ...objects(of("object", "record")),
  ]);
}

/** As JSON, forms are short. */
function isSame(one: Shape, other: Shape): boolean {
  return text(one) === text(other);
}

function text(shape: Shape): string {
  return JSON.stringify(shape, (_, value) => (value instanceof Map ? [...value] : value));
}

function scalars(shapes: readonly Shape[]): readonly Shape[] {
  const kinds = new Set(shapes.map(({ kind }) => kind));
  const literals = shapes.filter((shape): shape is Literal => shape.kind === "literal");
  const found: Shape[] = [];
  for (const base of ["string", "number", "boolean"] as const) {
    const own = literals.filter(({ value }) => typeof value === base);
    const isBase = kinds.has(base);
    if (base === "string" && !isBase && kinds.has("datetime") && own.length === 0) {
      found.push({ kind: "datetime" });
    } else if (isBase || (base === "string" && kinds.has("datetime")) || !isClosed(own)) {
      found.push({ kind: base });
    } else found.push(...distinct(own.filter(({ isWritten }) => !isWritten)));
  }
  if (kinds.has("null")) found.push({ kind: "null" });
  return found;
}

/** Whether a type names all that is written: a text that no type names may be one of many. */
function isClosed(literals: readonly Literal[]): boolean {
  const named = new Set(literals.flatMap((each) => (each.isWritten ? [] : [each.value])));
  return literals.every(({ value }) => named.has(value));
}

function distinct(literals: readonly Literal[]): readonly Literal[] {
  return [...new Map(literals.map((literal) => [literal.value, literal])).values()];
}

function lists(evidence: readonly Evidence[]): readonly Shape[] {
  if (evidence.length === 0) return [];
  return [{ kind: "array", of: joined(evidence.flatMap(elementOf)) }];
}

function elementOf({ shape, isWrite }: Evidence): readonly Evidence[] {
  return shape.kind === "array" || shape.kind === "record" ? [{ shape: shape.of, isWrite }] : [];
}

/** Objects with known properties become one; if one of them is a record, all become records. */
function objects(evidence: readonly Evidence[]): readonly Shape[] {
  if (evidence.length === 0) return [];
  if (evidence.some(({ shape }) => shape.kind === "record")) {
    const values = evidence.flatMap(({ shape, isWrite }) =>
      shape.kind === "object"
        ? [...shape.properties.values()].map((property) => ({ shape: property.shape, isWrite }))
        : elementOf({ shape, isWrite }),
    );
    return [{ kind: "record", of: joined(values) }];
  }
  const all = evidence.flatMap(({ shape, isWrite }) =>
    shape.kind === "object" ? [{ shape, isWrite }] : [],
  );
  const names = new Set(all.flatMap(({ shape }) => [...shape.properties.keys()]));
  const properties = [...names].map((name) => [name, propertyOf(name, all)] as const);
  // What is spread into one is known from the others, if any of them knows all.
  const isOpen = all.every(({ shape }) => shape.isOpen);
  return [{ kind: "object", properties: new Map(properties), isOpen }];
}

function propertyOf(
  name: string,
  objects: readonly { readonly shape: ObjectShape; readonly isWrite: boolean }[],
): PropertyShape {
  const present = objects.flatMap(({ shape, isWrite }) => {
    const property = shape.properties.get(name);
    return property === undefined ? [] : [{ ...property, isWrite }];
  });
  const isLeftOut = objects.some(
    ({ shape, isWrite }) => isWrite && !shape.isOpen && !shape.properties.has(name),
  );
  return {
    shape: joined(present),
    isOptional: isLeftOut || present.some(({ isOptional }) => isOptional),
  };
}
