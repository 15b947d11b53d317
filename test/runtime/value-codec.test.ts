import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytes, json, sizeOver, text } from "../../src/runtime/value-codec.ts";

describe("json", () => {
  test("round-trips every JSON value as text that UTF-8 can represent", () => {
    fc.assert(
      fc.property(fc.json(), (written) => {
        const value: unknown = JSON.parse(written);
        expect(json.decode(json.encode(value) as string)).toEqual(value);
      }),
    );
    const halfPair = json.encode("\ud800") as string;
    expect(halfPair.isWellFormed()).toBe(true);
    expect(json.decode(halfPair)).toBe("\ud800");
  });

  test.each([undefined, () => 1, Symbol("a")])(
    "rejects values that JSON cannot represent: %s",
    (value) => {
      expect(() => json.encode(value)).toThrow("JSON has no form for it");
    },
  );

  test("says that a text is broken without showing it", () => {
    expect(() => json.decode("secret")).toThrow(new TypeError("it is not JSON"));
    expect(() => json.decode("")).toThrow(new TypeError("it is empty, not JSON"));
  });
});

describe("text", () => {
  test("round-trips every text that UTF-8 can represent, and rejects the others", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."aé漢🙂\0\ufeff\ud7ff\ue000") }),
        (value) => {
          expect(text.decode(text.encode(value) as string)).toBe(value);
        },
      ),
    );
    expect(() => text.encode("a\udc00")).toThrow("it holds a lone surrogate");
  });
});

describe("bytes", () => {
  test("are written exactly as their view, and read as a Uint8Array", () => {
    const view = new Uint8Array([1, 2, 3, 4]).subarray(1, 3);
    expect(bytes.encode(view)).toBe(view);
    expect(bytes.decode(new Uint8Array([2, 3]).buffer)).toEqual(view);
  });
});

test("the size of a value over a limit is reported in bytes", () => {
  expect(sizeOver("é", 2)).toBeUndefined();
  expect(sizeOver("é", 1)).toBe(2);
  expect(sizeOver(new Uint8Array(3), 3)).toBeUndefined();
  expect(sizeOver(new Uint8Array(4).subarray(1), 2)).toBe(3);
});
