import type { core } from "zod";
import type { ParamName } from "./template.ts";
import type { IntegerBounds } from "./type/integer-bounds.ts";

/** Marks a redaction. A field's name could not do so: values may have fields of any name. */
const REDACTION: unique symbol = Symbol.for("keyloom.redaction") as never;

/** The redactions that replace a text with another one of the same kind. */
export const TEXT_KINDS = ["text", "email", "uuid", "ip", "url", "date"] as const;

/** What replaces a part of a record, whatever its type is. */
type AnyRedaction =
  | { readonly kind: (typeof TEXT_KINDS)[number] }
  | { readonly kind: "omit" }
  | { readonly kind: "fixed"; readonly value: unknown };

/** What replaces a part of a record, as plain data. */
export type RedactionKind = AnyRedaction | ({ readonly kind: "integer" } & IntegerBounds);

/** What replaces a part of a record that is copied. Made by {@link redact}. */
export type Redaction = (AnyRedaction | { readonly kind: "integer" }) & {
  readonly [REDACTION]: true;
};

/** What a collection has instead of redactions. */
export interface RedactPolicy {
  readonly policy: "none" | "withheld";
  readonly reason: string;
}

/** Redactions in the shape of the value that they are for; for a list or a record, they apply to each entry. */
type RedactionsOf<Value> =
  | Redaction
  | (Value extends readonly (infer Entry)[]
      ? RedactionsOf<Entry>
      : Value extends object
        ? RedactionsOfObject<Value>
        : never);

type RedactionsOfObject<Value extends object> = [KnownKey<Value>] extends [never]
  ? RedactionsOf<NonNullable<Value[keyof Value]>>
  : { readonly [Name in KnownKey<Value>]?: RedactionsOf<NonNullable<Value[Name]>> };

/** The declared keys of a loose object. */
type KnownKey<Value> = keyof {
  readonly [Name in keyof Value as string extends Name ? never : Name]: unknown;
} &
  keyof Value;

/** What happens to the personal data of a record that is copied, in the shape of the record. */
export interface RecordRedactions<
  Template extends string,
  Value extends core.$ZodType,
  Metadata extends core.$ZodType,
> {
  readonly params?: { readonly [Name in ParamName<Template>]?: Redaction };
  readonly value?: RedactionsOf<core.input<Value>>;
  readonly metadata?: RedactionsOf<core.input<Metadata>>;
}

/** Redactions as they are compiled, for any types. */
export type RedactionTree = Redaction | { readonly [name: string]: RedactionTree | undefined };

/** The option `redact` as it is compiled. */
export type RedactOption =
  | RedactPolicy
  | {
      readonly params?: Readonly<Record<string, Redaction | undefined>>;
      readonly value?: RedactionTree;
      readonly metadata?: RedactionTree;
    };

/**
 * What replaces personal data when records are copied to another stage. The same text is replaced with
 * the same other text everywhere, so that what belongs together still does.
 */
export const redact = {
  /** Replaces letters and digits, and keeps length, case and punctuation: a name, a phone number. */
  text: (): Redaction => mark({ kind: "text" }),
  /** An address at `example.com`. */
  email: (): Redaction => mark({ kind: "email" }),
  /** Another UUID. */
  uuid: (): Redaction => mark({ kind: "uuid" }),
  /** A private IPv4 address, or an IPv6 address reserved for documentation. */
  ip: (): Redaction => mark({ kind: "ip" }),
  /** A page of `https://example.com`. */
  url: (): Redaction => mark({ kind: "url" }),
  /** Another day of the same year, for an ISO date or datetime, or for a `Date` in a key. */
  date: (): Redaction => mark({ kind: "date" }),
  /** Another integer with the same sign and number of digits, as far as its type allows. */
  integer: (): Redaction => mark({ kind: "integer" }),
  /** The same value in every record. */
  fixed: (value: unknown): Redaction => mark({ kind: "fixed", value }),
  /** Nothing: for a field that may be absent. */
  omit: (): Redaction => mark({ kind: "omit" }),
  /** The collection has no personal data and is copied unchanged. The reason is for the next reader. */
  none: (reason: string): RedactPolicy => ({ policy: "none", reason }),
  /** Records of the collection are never copied: sessions, tokens. The reason is for the next reader. */
  withheld: (reason: string): RedactPolicy => ({ policy: "withheld", reason }),
} as const;

export function isRedaction(value: unknown): value is Redaction {
  return typeof value === "object" && value !== null && REDACTION in value;
}

function mark(redaction: AnyRedaction | { readonly kind: "integer" }): Redaction {
  return { ...redaction, [REDACTION]: true };
}
