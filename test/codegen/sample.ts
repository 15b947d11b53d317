import fc from "fast-check";
import type { z } from "zod";

/** A zod schema, and values that it takes for the most part. */
export interface Sample {
  readonly schema: z.ZodType;
  readonly values: fc.Arbitrary<unknown>;
}

/** Names that a generated function could take for its own, or that JavaScript gives a meaning. */
export const propertyNames = fc.constantFrom(
  ...["a", "b", "id", "items", "class", "input", "issues", "i", "key", "value", "isRecord"],
  ...["constructor", "toString", "with space", "0", "10", "__proto__", "", "VALUE", "output"],
);

export const texts = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 6 }),
  fc.constantFrom("", "ab", "😀", "😀😀", "abc😀", "\ud83d", "__proto__", "10", "toString"),
);
