import fc from "fast-check";
import type { z } from "zod";
import { isSupported } from "./compile-validator.ts";
import type { Sample } from "./sample.ts";

/** Types that may be absent or readonly, sometimes with a default. */
export function wrapped(parts: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  return parts
    .chain(({ schema, values }) =>
      fc.constantFrom<Sample>(
        { schema: schema.optional(), values: fc.option(values, { nil: undefined }) },
        { schema: schema.nullable(), values: fc.option(values) },
        { schema: schema.nullish(), values: fc.option(values) },
        { schema: schema.readonly(), values },
        { schema: schema.optional().readonly(), values },
      ),
    )
    .chain((sample) =>
      fc.oneof({ weight: 2, arbitrary: fc.constant(sample) }, withDefault(sample)),
    );
}

/** A default is used unchanged, even if it would not pass the checks. */
function withDefault({ schema, values }: Sample): fc.Arbitrary<Sample> {
  return fc
    .tuple(values, fc.boolean())
    .filter(([value]) => value !== undefined && JSON.stringify(value) !== undefined)
    .chain(([value, isOptional]) => {
      const plain: unknown = JSON.parse(JSON.stringify(value));
      return fc
        .constantFrom<z.ZodType>(
          schema.default(plain),
          schema.prefault(plain),
          schema.prefault(1),
          schema.catch(plain),
        )
        .map((filled) => ({
          schema: isOptional ? filled.optional() : filled,
          values: fc.option(values, { nil: undefined }),
        }));
    });
}

/** Types that are required after all, if they have no default. */
export function required(parts: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  return parts
    .map(({ schema, values }) => ({ schema: schema.nonoptional(), values }))
    .filter(({ schema }) => isSupported(schema));
}
