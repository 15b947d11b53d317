import type { StoredCodec } from "../stored-codec.ts";
import type { Step } from "./steps.ts";

/**
 * A value's type as plain JSON: what a zod schema says, without zod. Validators, TypeScript types,
 * JSON Schema and breaking-change checks are all made from it.
 *
 * Each kind is named as zod 4 names it in `_zod.def.type`, each check as in `_zod.def.check`, but for
 * `url`, which does more than its fellow formats.
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
  /** A value in place of one that is missing, not checked. */
  | { readonly kind: "default"; readonly inner: TypeModel; readonly value: unknown }
  /** A value in place of one that is missing, and checked like any other. */
  | { readonly kind: "prefault"; readonly inner: TypeModel; readonly value: unknown }
  /** A value in place of one that is wrong. */
  | { readonly kind: "catch"; readonly inner: TypeModel; readonly value: unknown }
  | RecursiveType
  | RefType
  | PipeType
  | AuthoredType
  | UnknownType;

export type Literal = string | number | boolean | null;

/** Of which nothing is known: `z.unknown()`, `z.any()`, and what a `z.preprocess()` takes. */
export interface UnknownType {
  readonly kind: "unknown";
  /** As a property it may be left out: of a `z.preprocess()`. */
  readonly optional?: true;
}

export interface StringType {
  readonly kind: "string";
  /** What is given is made a string first. */
  readonly coerce?: true;
  readonly checks: readonly StringCheck[];
}

/**
 * A check of a string, or a change to it that later checks see. Lengths are in code points, as zod
 * counts them.
 */
export type StringCheck = (
  | { readonly check: "min_length"; readonly length: number }
  | { readonly check: "max_length"; readonly length: number }
  | { readonly check: "length_equals"; readonly length: number }
  | { readonly check: "includes"; readonly text: string; readonly position?: number }
  | { readonly check: "starts_with" | "ends_with"; readonly text: string }
  | { readonly check: "overwrite"; readonly method: "trim" | "toLowerCase" | "toUpperCase" }
  | { readonly check: "overwrite"; readonly method: "normalize"; readonly form: NormalForm }
  | PatternCheck
  | UrlCheck
  | CodeCheck
) &
  Aborting;

/** Marked by the author with `abort: true`: what comes behind is not checked where this one fails. */
export interface Aborting {
  readonly abort?: true;
}

export type NormalForm = "NFC" | "NFD" | "NFKC" | "NFKD";

/** A format that a regular expression decides wholly. */
export interface PatternCheck extends Pattern {
  readonly check: "string_format";
  readonly format: string;
}

export interface Pattern {
  readonly pattern: string;
  readonly flags: string;
}

/** An absolute URL, from which zod takes the white space around it. */
export interface UrlCheck {
  readonly check: "url";
  readonly hostname?: Pattern;
  readonly protocol?: Pattern;
  /** The URL is written as the parser of URLs writes it. */
  readonly normalize?: true;
}

/** A format that takes code to check. */
export interface CodeCheck {
  readonly check: "string_format";
  readonly format: "ipv6" | "cidrv6" | "base64" | "base64url" | "jwt" | "credit_card" | "iban";
  /** The algorithm that a JWT's header must name. */
  readonly algorithm?: string;
}

export interface NumberType {
  readonly kind: "number";
  /** What is given is made a number first. */
  readonly coerce?: true;
  /** Safe integers only, as `z.int()`. */
  readonly int: boolean;
  readonly checks: readonly NumberCheck[];
}

export type NumberCheck = (
  | {
      readonly check: "greater_than" | "less_than";
      readonly value: number;
      readonly inclusive: boolean;
    }
  | { readonly check: "multiple_of"; readonly value: number }
) &
  Aborting;

/** A `Date`, in parameters and behind codecs: JSON has none. Bounds are milliseconds since the epoch. */
export interface DateType {
  readonly kind: "date";
  readonly min?: number;
  readonly max?: number;
}

/** A `bigint`, behind codecs: JSON has none. Bounds are decimal digits. */
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
  /** An array that is too short is marked as {@link Aborting}; one that is too long always is. */
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
  /** What becomes of keys that are not declared. */
  readonly unknown: "strip" | "strict" | "loose";
  /** The type of the values under keys that are not declared, in a loose object. */
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
  /** Some of the keys of an enum may be missing, or other keys than those declared stay unchecked. */
  readonly mode?: "partial" | "loose";
}

export interface UnionType {
  readonly kind: "union";
  readonly options: readonly TypeModel[];
  /** The property that tells the options apart, in a discriminated union. */
  readonly discriminator?: string;
}

/** A value that is of two types at once. */
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

/** Two types one behind the other: what is stored, and the value that is made of it. */
export interface PipeType {
  readonly kind: "pipe";
  readonly in: TypeModel;
  readonly out: TypeModel;
  /** What turns one into the other; nothing does in a plain `.pipe()`. */
  readonly codec?: StoredCodec;
  /** There is no way back from the value to what is stored. */
  readonly isOneWay?: true;
}

/** A part that the author's own zod schema judges, because what it does cannot be compiled. */
export interface AuthoredType {
  readonly kind: "authored";
  /** The way to the part from the schema of the value, or of the metadata. */
  readonly steps: readonly Step[];
  /** What cannot be compiled, as its author wrote it: `` `.refine()` ``. */
  readonly reason: string;
  /** Its form without that, which gives its TypeScript type. */
  readonly inner: TypeModel;
}
