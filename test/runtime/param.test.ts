import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CustomParamCodec,
  decodeCustom,
  decodeDate,
  decodeInteger,
  decodeText,
  encodeDate,
  encodeInteger,
  encodeText,
} from "../../src/runtime/param.ts";

/** Compares texts as KV orders keys. */
function compareBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

describe("text", () => {
  const punctuation = [..."!\"#$&'()*+,-./:;<=>?@[\\]^_`|~"];

  test("round-trips without special characters in the key, whatever they are", () => {
    const character = fc.oneof(fc.constantFrom(...punctuation, "%", "é", "🙂"), fc.string());
    const text = fc.array(character).map((parts) => parts.join(""));
    const special = fc.constantFrom(...punctuation);
    fc.assert(
      fc.property(text, special, (text, special) => {
        const encoded = encodeText(text, new RegExp(`[%\\${special}]`, "g"));
        expect(encoded).not.toContain(special);
        expect(decodeText(encoded)).toBe(text);
      }),
    );
  });

  test("stays as readable as possible", () => {
    expect(encodeText("a:b/ü 🙂%", /[%:]/g)).toBe("a%3Ab/ü 🙂%25");
    expect(encodeText("a.b-c_d~e\\f]g^h", /[%.\-_~\\\]^]/g)).toBe("a%2Eb%2Dc%5Fd%7Ee%5Cf%5Dg%5Eh");
  });

  test.each(["%", "%2", "%ZZ", "%FF", "%C3", "a%", "%ED%A0%80"])(
    "is empty for the broken sequence %s, which no parameter may be",
    (text) => {
      expect(decodeText(text)).toBe("");
    },
  );
});

describe("integers", () => {
  test.each([
    [0, 4, "0000"],
    [42, 4, "0042"],
    [9_999, 4, "9999"],
    [-1, 4, "-9998"],
    [-9_999, 4, "-0000"],
    [-0, 4, "0000"],
    [7, 1, "7"],
    [Number.MAX_SAFE_INTEGER, 16, "9007199254740991"],
    [-1, 16, "-9007199254740990"],
    [Number.MIN_SAFE_INTEGER, 16, "-0000000000000000"],
  ])("%i with %i digits is %s", (value, digits, text) => {
    expect(encodeInteger(value, digits)).toBe(text);
    expect(decodeInteger(text)).toBe(value + 0);
  });

  test("round-trip, and sort as text in the order of the numbers", () => {
    const widths = fc.integer({ min: 1, max: 16 }).chain((digits) => {
      const largest = Math.min(10 ** digits - 1, Number.MAX_SAFE_INTEGER);
      const value = fc.integer({ min: -largest, max: largest });
      return fc.tuple(fc.constant(digits), value, value);
    });
    fc.assert(
      fc.property(widths, ([digits, left, right]) => {
        const [leftText, rightText] = [encodeInteger(left, digits), encodeInteger(right, digits)];
        expect(decodeInteger(leftText)).toBe(left);
        expect(compareBytes(leftText, rightText)).toBe(Math.sign(left - right));
      }),
    );
  });
});

describe("dates", () => {
  test.each([
    ["2026-11-24T13:46:00.000Z", "20261124T134600.000Z"],
    ["0000-01-01T00:00:00.000Z", "00000101T000000.000Z"],
    ["0099-12-31T23:59:59.999Z", "00991231T235959.999Z"],
    ["1969-12-31T23:59:59.999Z", "19691231T235959.999Z"],
    ["9999-12-31T23:59:59.999Z", "99991231T235959.999Z"],
  ])("%s is %s", (date, text) => {
    expect(encodeDate(new Date(date))).toBe(text);
    expect(decodeDate(text)).toEqual(new Date(date));
  });

  test("round-trip, and sort as text in the order of time", () => {
    const time = fc.integer({
      min: Date.parse("0000-01-01T00:00:00.000Z"),
      max: Date.parse("9999-12-31T23:59:59.999Z"),
    });
    fc.assert(
      fc.property(time, time, (left, right) => {
        const [leftText, rightText] = [encodeDate(new Date(left)), encodeDate(new Date(right))];
        expect(decodeDate(leftText).getTime()).toBe(left);
        expect(compareBytes(leftText, rightText)).toBe(Math.sign(left - right));
      }),
    );
  });

  test.each(["20261324T134600.000Z", "20261124T250000.000Z", "20261124", "today", ""])(
    "%j is not a date",
    (text) => {
      expect(decodeDate(text).getTime()).toBeNaN();
    },
  );
});

test("a codec of the author rejects a text by throwing or returning nothing", () => {
  const codec = {
    encode: String,
    decode(text) {
      if (text === "bad") throw new Error("no");
      return text === "none" ? undefined : text;
    },
  } satisfies CustomParamCodec<string>;
  expect(decodeCustom(codec, "a%3Ab")).toBe("a:b");
  expect(decodeCustom(codec, "bad")).toBeUndefined();
  expect(decodeCustom(codec, "none")).toBeUndefined();
});
