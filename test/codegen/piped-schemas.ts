import fc from "fast-check";
import { z } from "zod";
import { stored } from "../../schema/stored.ts";
import type { Sample } from "./sample.ts";

const times = fc.integer({ min: 0, max: 5_000_000_000_000 });
const datetimes = fc.oneof(
  times.map((time) => new Date(time).toISOString()),
  fc.constantFrom("2026-11-24T13:46:00Z", "2026-11-24", "2026-02-30T00:00:00Z", ""),
);
const digits = fc.oneof(
  fc.bigInt({ min: -20n, max: 20n }).map(String),
  fc.constantFrom("123456789012345678901234567890", "-0", "007", "1.5", "", "a"),
);

/** Types behind codecs that are compiled. */
const compiled = fc.constantFrom<Sample>(
  { schema: stored.date(), values: datetimes },
  { schema: stored.date(z.date().min(new Date(1_000_000_000_000))), values: datetimes },
  {
    schema: stored.date(z.date().max(new Date(1e12)).min(new Date(1e11))).nullable(),
    values: fc.option(datetimes),
  },
  { schema: stored.bigint(), values: digits },
  { schema: stored.bigint(z.bigint().positive().max(9n)), values: digits },
  { schema: stored.bigint(z.bigint().lt(5n)).optional(), values: digits },
  { schema: stored.date().prefault("2026-11-24T13:46:00.000Z"), values: datetimes },
  { schema: stored.date().readonly(), values: datetimes },
  { schema: z.string().pipe(z.enum(["ab", "10"])), values: fc.constantFrom("ab", "10", "a", 1) },
  {
    schema: z.string().trim().pipe(z.string().min(2)),
    values: fc.constantFrom("ab", " a ", "", " abc "),
  },
  {
    schema: z.strictObject({ a: z.string() }).pipe(z.object({ a: z.string().min(1) })),
    values: fc.constantFrom({ a: "a" }, { a: "" }, { a: "a", b: 1 }, { a: 1, b: 1 }),
  },
);

/** Types behind codecs of the author's. */
const authored = fc.constantFrom<Sample>(
  {
    schema: z.codec(z.int(), z.date(), {
      decode: (time) => new Date(time),
      encode: (date) => date.getTime(),
    }),
    values: times,
  },
  { schema: z.stringbool(), values: fc.constantFrom("true", "no", "maybe", 1) },
  { schema: stored.date().default(new Date(0)), values: datetimes },
  { schema: stored.date().refine((date) => date.getTime() % 2 === 0), values: datetimes },
  { schema: stored.bigint(z.bigint().multipleOf(2n)), values: digits },
  { schema: z.union([z.codec(z.string(), z.bigint(), decimal()), z.null()]), values: digits },
);

/** Types with no way back. */
const oneWay = fc.constantFrom<Sample>(
  { schema: z.string().transform(Number).pipe(z.number().max(10)), values: digits },
  {
    schema: z
      .string()
      .transform((text) => text.length)
      .transform((length) => ({ length }))
      .pipe(z.object({ length: z.int() })),
    values: digits,
  },
  { schema: z.preprocess((value) => String(value), z.string().min(2)), values: digits },
);

function decimal() {
  return {
    decode: (text: string) => BigInt(Number.parseInt(text, 10) || 0),
    encode: (number: bigint) => String(number),
  };
}

export const piped = fc.oneof(
  { weight: 4, arbitrary: compiled },
  { weight: 1, arbitrary: authored },
  { weight: 1, arbitrary: oneWay },
);
