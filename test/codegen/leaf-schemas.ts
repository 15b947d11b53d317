import fc from "fast-check";
import { z } from "zod";

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

const strings: fc.Arbitrary<Sample> = fc
  .tuple(fc.nat(4), fc.nat(4), fc.constantFrom("", "a", "😀", "/"))
  .chain(([from, more, part]) =>
    fc.constantFrom(
      z.string(),
      z.string().min(from),
      z.string().max(from + more),
      z
        .string()
        .min(from)
        .max(from + more),
      z.string().length(from),
      z.string().startsWith(part).max(4),
      z.string().endsWith(part),
      z.string().includes(part).min(2),
      z.string().regex(/^[a-z😀]+$/u),
      z.string().regex(/b/gy).min(2),
      z.string().lowercase(),
      z.string().uppercase(),
    ),
  )
  .map((schema) => ({ schema, values: texts }));

const formats: fc.Arbitrary<Sample> = fc.constantFrom<Sample>(
  { schema: z.uuid(), values: fc.uuid() },
  { schema: z.string().uuid().max(36), values: fc.uuid() },
  { schema: z.guid(), values: fc.uuid() },
  { schema: z.email(), values: fc.emailAddress() },
  { schema: z.ipv4(), values: fc.ipV4() },
  {
    schema: z.iso.datetime(),
    values: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  },
  {
    schema: z.iso.date(),
    values: fc.constantFrom("2024-02-29", "2023-02-29", "2024-02-30", "2024-1-1"),
  },
  { schema: z.iso.time(), values: fc.constantFrom("12:00:00", "25:00:00", "12:00") },
  { schema: z.iso.duration(), values: fc.constantFrom("P1D", "PT1H", "P", "1D") },
  { schema: z.nanoid(), values: fc.string({ minLength: 21, maxLength: 21 }) },
  { schema: z.ulid(), values: fc.ulid() },
  { schema: z.e164(), values: fc.constantFrom("+491512345678", "0151") },
  { schema: z.emoji(), values: fc.constantFrom("😀", "a", "") },
);

const numbers: fc.Arbitrary<Sample> = fc
  .tuple(fc.integer({ min: -5, max: 5 }), fc.nat(5), fc.constantFrom(0.1, 2, 3, 0.07))
  .chain(([from, more, step]) =>
    fc.constantFrom(
      z.number(),
      z.int(),
      z.number().int().min(from),
      z
        .number()
        .min(from)
        .max(from + more),
      z
        .number()
        .gt(from)
        .lt(from + more),
      z.int().min(from).multipleOf(3),
      z.number().multipleOf(step),
      z.int().positive(),
      z.number().nonnegative().int(),
    ),
  )
  .map((schema) => ({
    schema,
    values: fc.oneof(
      fc.integer({ min: -8, max: 12 }),
      fc.constantFrom(0.5, -0, 0.3, 2.03, -1.5, Number.NaN, Infinity),
    ),
  }));

const literals: fc.Arbitrary<Sample> = fc
  .uniqueArray(
    fc.constantFrom<string | number | boolean | null>("a", 'b"', "c'", 1, -2, true, null),
    {
      minLength: 1,
    },
  )
  .map((values) => ({ schema: z.literal(values), values: fc.constantFrom(...values) }));

const enums: fc.Arbitrary<Sample> = fc
  .uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "__proto__"), {
    minLength: 1,
  })
  .map((values) => ({ schema: z.enum(values), values: fc.constantFrom(...values) }));

const simple = fc.constantFrom<Sample>(
  { schema: z.boolean(), values: fc.boolean() },
  { schema: z.null(), values: fc.constant(null) },
  { schema: z.string(), values: texts },
  { schema: z.number(), values: fc.double() },
);

/** Random schemas of values without parts. */
export const leaves = fc.oneof(strings, formats, numbers, literals, enums, simple);
