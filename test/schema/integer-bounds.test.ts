import { expect, test } from "vitest";
import { z } from "zod";
import { describeType } from "../../schema/type/describe.ts";
import { integerBounds } from "../../schema/type/integer-bounds.ts";
import type { NumberType } from "../../schema/type/model.ts";

test.each<[string, z.ZodType, min: number, max: number]>([
  ["whole bounds", z.int().min(2).max(8), 2, 8],
  ["exclusive bounds", z.int().gt(2).lt(8), 3, 7],
  ["bounds between integers", z.int().min(1.5).max(8.5), 2, 8],
  ["exclusive bounds between integers", z.int().gt(1.5).lt(8.5), 2, 8],
  ["several bounds", z.int().min(2).min(4).max(9).max(7), 4, 7],
  ["no bounds", z.int(), -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
])(
  "an integer with %s has the smallest and the largest value that zod accepts",
  (_, schema, min, max) => {
    expect(integerBounds(describeType(schema, []) as NumberType)).toEqual({ min, max });
    for (const value of [min, max]) expect(schema.safeParse(value).success).toBe(true);
    for (const value of [min - 1, max + 1]) expect(schema.safeParse(value).success).toBe(false);
  },
);
