/**
 * A check of a string, or a change to it that later checks see, as plain JSON. Lengths are in code points, as
 * zod counts them.
 *
 * Each check is named as in `_zod.def.check`, except `url`, which does more than the other formats.
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

export type NormalForm = "NFC" | "NFD" | "NFKC" | "NFKD";

/** A format that a regular expression decides completely. */
export interface PatternCheck extends Pattern {
  readonly check: "string_format";
  readonly format: string;
}

export interface Pattern {
  readonly pattern: string;
  readonly flags: string;
}

/** An absolute URL, around which zod trims white space. */
export interface UrlCheck {
  readonly check: "url";
  readonly hostname?: Pattern;
  readonly protocol?: Pattern;
  /** The URL is stored as the URL parser writes it. */
  readonly normalize?: true;
}

/** A format that only code can check. */
export interface CodeCheck {
  readonly check: "string_format";
  readonly format: "ipv6" | "cidrv6" | "base64" | "base64url" | "jwt" | "credit_card" | "iban";
  /** The algorithm that a JWT's header must name. */
  readonly algorithm?: string;
}

/** A check of a number, named as in `_zod.def.check`. */
export type NumberCheck = (
  | {
      readonly check: "greater_than" | "less_than";
      readonly value: number;
      readonly inclusive: boolean;
    }
  | { readonly check: "multiple_of"; readonly value: number }
) &
  Aborting;

/** Marked by the author with `abort: true`: if it fails, later checks do not run. */
export interface Aborting {
  readonly abort?: true;
}
