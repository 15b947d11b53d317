import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { safeEncode, type safeParse } from "zod/v4/core";
import { authoredIn } from "../../schema/type/authored.ts";
import { holds } from "../../schema/type/holds.ts";
import type { TypeModel } from "../../schema/type/model.ts";
import { isMixed, writingOf } from "../../schema/type/writing.ts";
import { breaks, brokenBy, brokenInOnePlace } from "./broken.ts";
import { compileValidator, modelOf, validatorText } from "./compile-validator.ts";
import { copyOf, difference, exactly } from "./difference.ts";
import { samples } from "./schemas.ts";

/** Each schema's validator is compiled once and meets many inputs: 100,000 pairs in all. */
const SCHEMAS = 2_000;
const INPUTS = 50;

/** The types that have codecs are fewer. */
const ENCODED_SCHEMAS = 500;

const cases = samples.chain(({ schema, values }) => {
  const inputs = fc.oneof(
    { weight: 6, arbitrary: values },
    { weight: 4, arbitrary: brokenInOnePlace(values) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) },
  );
  return fc.tuple(fc.constant(schema), fc.array(inputs, { minLength: INPUTS, maxLength: INPUTS }));
});

// As in workerd, where nothing can be compiled at run time.
z.config({ jitless: true });

/** A busy machine takes long for this many. */
const TIMEOUT = 300_000;

test(
  "a compiled validator reports and returns the same as zod",
  () => {
    let valid = 0;
    let authored = 0;
    fc.assert(
      fc.property(cases, ([schema, inputs]) => {
        const check = compileValidator(schema);
        const isAuthored = authoredIn(modelOf(schema)).length > 0;
        if (isAuthored) authored++;
        for (const input of inputs) {
          const found = difference(schema, check, input, isAuthored);
          if (found.wrong !== undefined) throw new Error(explain(schema, input, found.wrong));
          if (found.isValid) valid++;
        }
      }),
      { numRuns: SCHEMAS },
    );
    // Neither side is tested by a handful of inputs only.
    expect(valid).toBeGreaterThan((SCHEMAS * INPUTS) / 10);
    expect(valid).toBeLessThan((SCHEMAS * INPUTS) / 2);
    // Nor do zod's own parts leave little to the compiled ones, or hardly appear.
    expect(authored).toBeGreaterThan(SCHEMAS / 20);
    expect(authored).toBeLessThan(SCHEMAS / 3);
  },
  TIMEOUT,
);

test(
  "a compiled encoder reports and returns the same as zod",
  () => {
    let valid = 0;
    const encoded = cases.filter(([schema]) => isEncoded(modelOf(schema)));
    fc.assert(
      fc.property(encoded, breaks, ([schema, inputs], breaks) => {
        const encode = compileValidator(schema, "encode");
        const isAuthored = authoredIn(modelOf(schema)).length > 0;
        const values = inputs.flatMap((input) => valuesOf(schema, input));
        for (const value of [...values, ...values.map(brokenBy(breaks)), ...inputs].map(copyOf)) {
          const found = difference(
            schema,
            encode,
            value,
            isAuthored,
            safeEncode as typeof safeParse,
          );
          if (found.wrong !== undefined)
            throw new Error(explain(schema, value, found.wrong, "encode"));
          if (found.isValid) valid++;
        }
      }),
      { numRuns: ENCODED_SCHEMAS },
    );
    expect(valid).toBeGreaterThan(ENCODED_SCHEMAS);
  },
  TIMEOUT,
);

/**
 * Not of intersections and loose records, which pass on what their types for keys do not accept, and not of
 * `z.xor()`: around them, within a type that has checks, zod first looks at everything without any check,
 * and then also at values that it would otherwise pass on, and finds several options where checks leave one.
 * Nor of recursive types within one that has checks: zod keeps what it found without them (see
 * `validator-cases.test.ts`).
 */
function isEncoded(type: TypeModel): boolean {
  const differs = holds(
    type,
    (part) =>
      part.kind === "intersection" ||
      (part.kind === "record" && part.mode === "loose") ||
      (part.kind === "authored" && part.reason === "`z.xor()`") ||
      (mayHaveChecks(part) && holds(part, ({ kind }) => kind === "recursive" || kind === "ref")),
  );
  return writingOf(type) === "encoded" && !isMixed(type) && !differs;
}

/** Whether what may contain other types may have checks of its own. */
function mayHaveChecks(type: TypeModel): boolean {
  const isBounded = "min" in type || "max" in type;
  return type.kind === "authored" || (type.kind === "array" && isBounded);
}

/** What zod reads of what is stored, if it can be read. */
function valuesOf(schema: z.ZodType, input: unknown): readonly unknown[] {
  try {
    const { success, data } = schema.safeParse(input);
    return success ? [data] : [];
  } catch {
    return [];
  }
}

function explain(
  schema: z.ZodType,
  input: unknown,
  wrong: string,
  direction: "check" | "encode" = "check",
): string {
  return `${validatorText(schema, direction)}\n\ninput: ${exactly(input)}\n${wrong}`;
}
