import { type core, z } from "zod";
import { marked } from "./stored-codec.ts";

/** Types that JSON does not have, stored as text: zod codecs that are compiled. */
export const stored = {
  /**
   * A `Date`, stored as an ISO datetime: `"2026-11-24T13:46:00.000Z"`.
   *
   * @param type the dates that are accepted: `z.date().min(…)`.
   */
  date<Type extends core.$ZodDate = z.ZodDate>(
    type: Type = z.date() as core.$ZodType as Type,
  ): z.ZodCodec<z.ZodISODateTime, Type> {
    return z.codec(z.iso.datetime(), type, {
      decode: marked("date", (text) => new Date(text) as never),
      encode: (date) => (date as Date).toISOString(),
    });
  },
  /**
   * A `bigint`, stored as its decimal digits: `"-12"`.
   *
   * @param type the numbers that are accepted: `z.bigint().positive()`.
   */
  bigint<Type extends core.$ZodBigInt = z.ZodBigInt>(
    type: Type = z.bigint() as core.$ZodType as Type,
  ): z.ZodCodec<z.ZodString, Type> {
    return z.codec(z.string().regex(/^-?\d+$/), type, {
      decode: marked("bigint", (text) => BigInt(text) as never),
      encode: (number) => String(number),
    });
  },
} as const;
