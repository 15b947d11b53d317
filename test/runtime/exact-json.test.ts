import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactJson } from "../../src/runtime/exact-json.ts";
import { json } from "../../src/runtime/value-codec.ts";
import { jsonValues } from "./random-values.ts";

function holdsItself(): unknown {
  const list: unknown[] = [];
  list.push({ list });
  return list;
}

describe("exactJson", () => {
  test("writes what JSON can represent as `json` does, and reads it back equal", () => {
    fc.assert(
      fc.property(jsonValues, (value) => {
        expect(exactJson.encode(value)).toBe(json.encode(value));
        expect(exactJson.decode(exactJson.encode(value))).toEqual(value);
      }),
    );
  });

  test("rejects everything that it would not read back equal", () => {
    const anything = fc.anything({
      ...{ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true },
      ...{ withSparseArray: true, withNullPrototype: true },
    });
    fc.assert(
      fc.property(anything, (value) => {
        let encoded: string;
        try {
          encoded = exactJson.encode(value);
        } catch (error) {
          expect(error).toMatchObject({ message: expect.stringMatching(/^JSON has no form for /) });
          return;
        }
        // But for the sign of zero, and properties that are not there.
        expect(withoutSignedZeros(exactJson.decode(encoded))).toEqual(withoutSignedZeros(value));
      }),
      { numRuns: 2000 },
    );
  });

  test.each<[unknown, string]>([
    [undefined, "undefined"],
    [() => 1, "a function"],
    [Symbol("a"), "a symbol"],
    [5n, "a bigint"],
    [Number.NaN, "NaN"],
    [{ at: new Date(0) }, "an instance of Date, at `at`"],
    [{ a: [1, { b: new Map() }] }, "an instance of Map, at `a.1.b`"],
    [[1, undefined], "undefined, at `1`"],
    [Array(1), "undefined, at `0`"],
    [{ ok: true, total: 5n }, "a bigint, at `total`"],
    [{ toJSON: () => 1 }, "a function, at `toJSON`"],
    [holdsItself(), "an object that holds itself, at `0.list`"],
  ])("says what it refuses, and where: case %#", (value, what) => {
    expect(() => exactJson.encode(value)).toThrow(new TypeError(`JSON has no form for ${what}`));
  });

  test("accepts the same object in two places, and treats an undefined property as missing", () => {
    const part = { a: 1 };
    expect(exactJson.encode({ one: part, two: [part, part], three: undefined })).toBe(
      '{"one":{"a":1},"two":[{"a":1},{"a":1}]}',
    );
  });
});

function withoutSignedZeros(value: unknown): unknown {
  if (Object.is(value, -0)) return 0;
  if (Array.isArray(value)) return value.map(withoutSignedZeros);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, withoutSignedZeros(part)]);
  return Object.fromEntries(entries);
}
