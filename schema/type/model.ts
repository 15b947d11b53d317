import type { StoredCodec } from "../stored-codec.ts";
import type { NumberCheck, StringCheck } from "./check.ts";
import type { Step } from "./steps.ts";

/**
 * A value's type as plain JSON: what a zod schema says, without zod. Validators, TypeScript types,
 * JSON Schema and breaking-change checks are all made from it.
 *
 * Each kind is named as zod 4 names it in `_zod.def.type`.
 */
export type TypeModel =
  | StringType
  | NumberType
  | { readonly kind: "boolean"; readonly coerce?: true }
  | { readonly kind: "null" }
  | { readonly kind: "bytes" }
  | { readonly kind: "stream" }
  | DateType
  | BigIntType
  | { readonly kind: "literal"; readonly values: readonly Literal[] }
  | { readonly kind: "enum"; readonly values: readonly (string | number)[] }
  | ArrayType
  | TupleType
  | ObjectType
  | RecordType
  | UnionType
  | IntersectionType
  | OptionalType
  | { readonly kind: "nullable" | "nonoptional" | "readonly"; readonly inner: TypeModel }
  /** A value for a missing one, not checked. */
  | { readonly kind: "default"; readonly inner: TypeModel; readonly value: unknown }
  /** A value for a missing one, checked like any other. */
  | { readonly kind: "prefault"; readonly inner: TypeModel; readonly value: unknown }
  /** A value for an invalid one. */
  | { readonly kind: "catch"; readonly inner: TypeModel; readonly value: unknown }
  | RecursiveType
  | RefType
  | PipeType
  | AuthoredType
  | UnknownType;

export type Literal = string | number | boolean | null;

/** A type about which nothing is known: `z.unknown()`, `z.any()`, and the input of a `z.preprocess()`. */
interface UnknownType {
  readonly kind: "unknown";
  /** As a property, it may be left out: for a `z.preprocess()`. */
  readonly optional?: true;
}

export interface StringType {
  readonly kind: "string";
  /** The input is converted to a string first. */
  readonly coerce?: true;
  readonly checks: readonly StringCheck[];
}

export interface NumberType {
  readonly kind: "number";
  /** The input is converted to a number first. */
  readonly coerce?: true;
  /** Safe integers only, as `z.int()`. */
  readonly int: boolean;
  readonly checks: readonly NumberCheck[];
}

/** A `Date`, in parameters and as the output of codecs: JSON has none. Bounds are milliseconds since the epoch. */
export interface DateType {
  readonly kind: "date";
  readonly min?: number;
  readonly max?: number;
}

/** A `bigint`, as the output of codecs: JSON has none. Bounds are decimal digits. */
export interface BigIntType {
  readonly kind: "bigint";
  readonly min?: string;
  readonly max?: string;
}

export interface ArrayType {
  readonly kind: "array";
  readonly element: TypeModel;
  readonly min?: number;
  readonly max?: number;
  /** Later checks do not run on a too short array; on a too long one they never run. */
  readonly abort?: true;
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
  /** What happens to undeclared keys. */
  readonly unknown: "strip" | "strict" | "loose";
  /** The type of the values of undeclared keys, in a loose object. */
  readonly catchall?: TypeModel;
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
  /** `partial`: some keys of an enum may be missing; `loose`: undeclared keys stay unchecked. */
  readonly mode?: "partial" | "loose";
}

export interface UnionType {
  readonly kind: "union";
  readonly options: readonly TypeModel[];
  /** The property that distinguishes the options of a discriminated union. */
  readonly discriminator?: string;
}

/** A value that has two types at once. */
export interface IntersectionType {
  readonly kind: "intersection";
  readonly left: TypeModel;
  readonly right: TypeModel;
}

export interface OptionalType {
  readonly kind: "optional";
  readonly inner: TypeModel;
  /** The property may be left out, but not be there as `undefined`. */
  readonly exact?: true;
}

/** A type that contains itself, under a name that is unique within the value. */
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

/** Two types, one after the other: what is stored, and the value that is made from it. */
export interface PipeType {
  readonly kind: "pipe";
  readonly in: TypeModel;
  readonly out: TypeModel;
  /** What converts one into the other; absent in a plain `.pipe()`. */
  readonly codec?: StoredCodec;
  /** The value cannot be converted back to what is stored. */
  readonly isOneWay?: true;
}

/** A part that the author's own zod schema checks, because it cannot be compiled. */
export interface AuthoredType {
  readonly kind: "authored";
  /** The steps to the part from the schema of the value, or of the metadata. */
  readonly steps: readonly Step[];
  /** What cannot be compiled, as its author wrote it: `` `.refine()` ``. */
  readonly reason: string;
  /** Its form without that, which gives its TypeScript type. */
  readonly inner: TypeModel;
}
