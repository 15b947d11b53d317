/**
 * A value's type as plain JSON: what a zod schema says, without zod. Validators, TypeScript types,
 * JSON Schema and breaking-change checks are all made from it.
 *
 * Each kind is named as zod 4 names it in `_zod.def.type`, each check as in `_zod.def.check`.
 */
export type TypeModel =
  | StringType
  | NumberType
  | { readonly kind: "boolean" }
  | { readonly kind: "null" }
  | { readonly kind: "bytes" }
  | DateType
  | { readonly kind: "literal"; readonly values: readonly Literal[] }
  | { readonly kind: "enum"; readonly values: readonly (string | number)[] }
  | ArrayType
  | TupleType
  | ObjectType
  | RecordType
  | UnionType
  | { readonly kind: "optional"; readonly inner: TypeModel }
  | { readonly kind: "nullable"; readonly inner: TypeModel }
  | { readonly kind: "default"; readonly inner: TypeModel; readonly value: unknown }
  | RecursiveType
  | RefType;

export type Literal = string | number | boolean | null;

export interface StringType {
  readonly kind: "string";
  readonly checks: readonly StringCheck[];
}

/** Lengths are in code points, as zod counts them. */
export type StringCheck =
  | { readonly check: "min_length"; readonly length: number }
  | { readonly check: "max_length"; readonly length: number }
  | { readonly check: "length_equals"; readonly length: number }
  | { readonly check: "includes" | "starts_with" | "ends_with"; readonly text: string }
  /** Formats that a regular expression decides wholly. */
  | {
      readonly check: "string_format";
      readonly format: string;
      readonly pattern: string;
      readonly flags: string;
    };

export interface NumberType {
  readonly kind: "number";
  /** Safe integers only, as `z.int()`. */
  readonly int: boolean;
  readonly checks: readonly NumberCheck[];
}

export type NumberCheck =
  | {
      readonly check: "greater_than" | "less_than";
      readonly value: number;
      readonly inclusive: boolean;
    }
  | { readonly check: "multiple_of"; readonly value: number };

/** A `Date`, in parameters only: JSON has none. Bounds are milliseconds since the epoch. */
export interface DateType {
  readonly kind: "date";
  readonly min: number;
  readonly max: number;
}

export interface ArrayType {
  readonly kind: "array";
  readonly element: TypeModel;
  readonly min?: number;
  readonly max?: number;
}

export interface TupleType {
  readonly kind: "tuple";
  readonly items: readonly TypeModel[];
  readonly rest?: TypeModel;
}

export interface ObjectType {
  readonly kind: "object";
  /** In the order in which the author declared them. */
  readonly properties: readonly PropertyModel[];
  /** What becomes of keys that are not declared. */
  readonly unknown: "strip" | "strict" | "loose";
}

export interface PropertyModel {
  readonly name: string;
  readonly description?: string;
  readonly type: TypeModel;
}

export interface RecordType {
  readonly kind: "record";
  readonly key: StringType | { readonly kind: "enum"; readonly values: readonly string[] };
  readonly value: TypeModel;
}

export interface UnionType {
  readonly kind: "union";
  readonly options: readonly TypeModel[];
  /** The property that tells the options apart, in a discriminated union. */
  readonly discriminator?: string;
}

/** A type that holds itself somewhere within, under a name that no other type of the value has. */
export interface RecursiveType {
  readonly kind: "recursive";
  readonly name: string;
  readonly inner: TypeModel;
}

/** The recursive type of that name, which encloses this place. */
export interface RefType {
  readonly kind: "ref";
  readonly name: string;
}
