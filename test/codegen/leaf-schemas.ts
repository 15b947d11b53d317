import fc from "fast-check";
import { z } from "zod";
import { coded, formats, rewritten, templates } from "./format-schemas.ts";
import { type Sample, texts } from "./sample.ts";

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
      z.string().includes(part, { position: from }),
      z.string().min(2, { abort: true }).includes(part),
      z.string().startsWith(part).length(from, { abort: true }).endsWith(part),
      z.string().regex(/^[a-z😀]+$/u),
      z.string().regex(/b/gy).min(2),
      z.string().lowercase(),
      z.string().uppercase(),
    ),
  )
  .map((schema) => ({ schema, values: texts }));

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
      z.int32().max(from),
      z.uint32(),
      z.float32().lt(from),
      z.float64(),
      z.number().min(from, { abort: true }).multipleOf(2).max(from),
    ),
  )
  .map((schema) => ({
    schema,
    values: fc.oneof(
      fc.integer({ min: -8, max: 12 }),
      fc.constantFrom(0.5, -0, 0.3, 2.03, -1.5, Number.NaN, Infinity),
      fc.constantFrom(2 ** 31, -(2 ** 31), 2 ** 32, 1e300, -1e39, 3.5e38),
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

/** Of which nothing is known, or that it is JSON. */
const open = fc
  .constantFrom(z.unknown(), z.any(), z.json())
  .map((schema): Sample => ({ schema, values: fc.jsonValue({ maxDepth: 2 }) }));

/** Random schemas of values without parts, as far as they say. */
export const leaves = fc.oneof(
  ...[strings, formats, coded, templates, rewritten, numbers, literals, enums, simple, open],
);
