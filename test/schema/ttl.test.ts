import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileTtl } from "../../schema/compile/ttl.ts";
import { ttl } from "../../schema/ttl.ts";
import type { Duration } from "../../src/runtime/duration.ts";

const ANY = { kind: "null" } as const;

/** Durations with their seconds. */
const durations = fc
  .tuple(
    fc.nat(10_000),
    fc.constantFrom(
      ["s", 1],
      ["m", 60],
      ["h", 3_600],
      ["d", 86_400],
      ["w", 604_800],
    ) as fc.Arbitrary<["s" | "m" | "h" | "d" | "w", number]>,
  )
  .map(([count, [unit, scale]]) => ({
    text: `${count}${unit}` as Duration,
    seconds: count * scale,
  }));

describe("a TTL policy", () => {
  test("is compiled to seconds, from durations and numbers alike", () => {
    fc.assert(
      fc.property(durations, durations, durations, (length, min, max) => {
        const bounds = { min: min.seconds, max: max.seconds };
        const texts = { min: min.text, max: max.text };
        expect(compileTtl(ttl.fixed(length.text), ANY)).toEqual({
          policy: "fixed",
          seconds: length.seconds,
        });
        expect(compileTtl(ttl.required(texts), ANY)).toEqual({ policy: "required", ...bounds });
        expect(compileTtl(ttl.default(length.text, texts), ANY)).toEqual({
          policy: "default",
          seconds: length.seconds,
          ...bounds,
        });
        expect(compileTtl(ttl.default(length.seconds, bounds), ANY)).toEqual(
          compileTtl(ttl.default(length.text, texts), ANY),
        );
      }),
    );
  });

  test("has the limits of KV if it has no bounds", () => {
    expect(compileTtl(ttl.required(), ANY)).toEqual({
      policy: "required",
      min: 60,
      max: 2_147_483_647,
    });
    expect(compileTtl(ttl.default("1h", { max: "1d" }), ANY)).toMatchObject({
      min: 60,
      max: 86_400,
    });
  });

  test("accepts only whole numbers of one unit", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: fc.constantFrom("1", "0", ".", "-", " ", "h", "m", "e", "H") }),
          fc.double(),
          fc.constantFrom(null, {}, [], true),
        ),
        (length) => {
          const whole =
            typeof length === "number"
              ? Number.isSafeInteger(length)
              : typeof length === "string" && /^[0-9]+[smhdw]$/.test(length);
          const compiled = compileTtl(ttl.fixed(length as never), ANY);
          expect("policy" in compiled).toBe(whole);
        },
      ),
      {
        numRuns: 2_000,
        examples: [["1h"], ["0s"], ["1h "], ["１h"], ["1H"], ["1e3s"], [60], [-60]],
      },
    );
  });

  const until = {
    kind: "object",
    unknown: "strip",
    properties: [{ name: "until", type: { kind: "number", int: true, checks: [] } }],
  } as const;

  test.each([
    ["the value", until],
    ["a frozen value", { kind: "readonly", inner: until }],
    ["a value that contains itself", { kind: "recursive", name: "Type1", inner: until }],
  ] as const)("may come from a field of %s", (_, value) => {
    expect(compileTtl(ttl.fromField("until"), value)).toEqual({
      policy: "field",
      field: "until",
      format: "seconds",
    });
  });
});
