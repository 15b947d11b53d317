/** What code shows of a value's form as JSON, as far as it is known. */
export type Shape =
  /** What the code does not say. */
  | { readonly kind: "unknown" }
  | { readonly kind: "string" | "datetime" | "number" | "boolean" | "null" }
  /** A text, a number or a boolean; `isWritten` if it comes from an expression and not from a type. */
  | {
      readonly kind: "literal";
      readonly value: string | number | boolean;
      readonly isWritten: boolean;
    }
  | { readonly kind: "array" | "record"; readonly of: Shape }
  | ObjectShape
  | { readonly kind: "union"; readonly of: readonly Shape[] };

export interface ObjectShape {
  readonly kind: "object";
  readonly properties: ReadonlyMap<string, PropertyShape>;
  /** Whether there may be other properties, such as those of an object that is spread. */
  readonly isOpen: boolean;
}

export interface PropertyShape {
  readonly shape: Shape;
  readonly isOptional: boolean;
}

export const UNKNOWN: Shape = { kind: "unknown" };

/** The one value of a literal; unknown if it is not JSON. */
export function literal(value: unknown, isWritten: boolean): Shape {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? { kind: "literal", value, isWritten }
    : UNKNOWN;
}

/** Values of any of some forms. */
export function unionOf(shapes: readonly Shape[]): Shape {
  const flat = shapes.flatMap((shape) => (shape.kind === "union" ? shape.of : [shape]));
  const [only, ...others] = flat;
  return only !== undefined && others.length === 0 ? only : { kind: "union", of: flat };
}

/** A form without `null`, with which a read says that there may be no record. */
export function withoutNull(shape: Shape): Shape {
  if (shape.kind !== "union") return shape.kind === "null" ? UNKNOWN : shape;
  return unionOf(shape.of.filter(({ kind }) => kind !== "null"));
}

/** Whether all values of a form are texts, or numbers. */
export function isBase(shape: Shape, base: "string" | "number"): boolean {
  if (shape.kind === "literal") return typeof shape.value === base;
  return shape.kind === base || (base === "string" && shape.kind === "datetime");
}

/** Whether some part of a form is unknown. */
export function hasUnknown(shape: Shape): boolean {
  switch (shape.kind) {
    case "unknown":
      return true;
    case "array":
    case "record":
      return hasUnknown(shape.of);
    case "union":
      return shape.of.some(hasUnknown);
    case "object":
      return [...shape.properties.values()].some((property) => hasUnknown(property.shape));
    default:
      return false;
  }
}
