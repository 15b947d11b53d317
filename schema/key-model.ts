import type { KeySegment } from "./template.ts";
import type { DateType, NumberType, StringType } from "./type/model.ts";

/** A key template, parsed. */
export interface KeyModel {
  /** The template as written: `session:{userId}:{device}`. */
  readonly template: string;
  /** Literal text and parameters in order. No two parameters touch. */
  readonly segments: readonly KeySegment[];
  /** In the order of the template. */
  readonly params: readonly ParamModel[];
}

/** A parameter of a template: its type, and how it becomes text. */
export interface ParamModel {
  readonly name: string;
  readonly description?: string;
  readonly codec: ParamCodec;
  /** The maximum length of its text, in UTF-8 bytes; absent if only the rest of the key limits it. */
  readonly maxBytes?: number;
}

/**
 * How a parameter becomes text, and text becomes the parameter.
 *
 * - `string`: the text itself, with the characters of `special` percent-encoded;
 * - `enum`, `uuid`: the text itself, which never needs encoding;
 * - `boolean`: `true` or `false`;
 * - `integer`: `digits` decimal digits, so that KV's order is the order of the numbers; `signed` puts `-`
 *   before negative numbers and counts them from the smallest. If it is not `padded`, the number itself,
 *   with at most that many digits;
 * - `date`: UTC in ISO 8601's basic format, `20261124T134600.000Z`, in the order of the dates;
 * - `custom`: the text that the author's own module returns, encoded like a string.
 */
export type ParamCodec =
  | { readonly kind: "string"; readonly type: StringType; readonly special: string }
  | { readonly kind: "uuid"; readonly type: StringType }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "boolean" }
  | {
      readonly kind: "integer";
      readonly type: NumberType;
      readonly digits: number;
      readonly signed: boolean;
      /** Absent if it is padded: leading zeros are the default. */
      readonly padded?: false;
    }
  | { readonly kind: "date"; readonly type: Required<DateType> }
  | {
      readonly kind: "custom";
      /** The module, relative to the schema file, and its export. */
      readonly from: string;
      readonly name: string;
      readonly special: string;
    };
