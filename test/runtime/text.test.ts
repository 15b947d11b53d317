import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byteLength, exceedsBytes } from "../../src/runtime/text.ts";

/** Any UTF-16 units, lone surrogates included. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom("a", "\u007f", "\u0080", "\u07ff", "\u0800", "\uffff", "🙂"),
      fc.integer({ min: 0xd700, max: 0xe100 }).map((unit) => String.fromCharCode(unit)),
    ),
  )
  .map((parts) => parts.join(""));

describe("the bytes of a text", () => {
  test.each([
    ["", 0],
    ["a\u007f", 2],
    ["\u0080\u07ff", 4],
    ["\u0800\uffff", 6],
    ["🙂", 4],
    ["\ud800", 3],
    ["\udc00", 3],
    ["\ud800\ud800\udc00", 7],
    ["\udc00\ud800", 6],
    ["\ud800a", 4],
  ])("of %j are %i", (text, bytes) => {
    expect(byteLength(text)).toBe(bytes);
  });

  test("are as many as an encoder makes", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(byteLength(text)).toBe(new TextEncoder().encode(text).byteLength);
      }),
    );
  });

  test("exceed a limit if they are more", () => {
    fc.assert(
      fc.property(anyText, fc.nat(60), (text, limit) => {
        expect(exceedsBytes(text, limit)).toBe(byteLength(text) > limit);
      }),
    );
  });
});
