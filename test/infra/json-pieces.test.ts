import * as fc from "fast-check";
import { expect, test } from "vitest";
import { jsonPieces } from "../../infra/in-process/json-pieces.ts";

test("the pieces of a value's JSON join to what JSON.stringify returns", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.jsonValue(),
          fc
            .record({ text: fc.string({ unit: "binary", minLength: 1 }), many: fc.nat(140_000) })
            .map(({ text, many }) => ({ text: `x${text.repeat(Math.ceil(many / text.length))}` })),
        ),
        { maxLength: 4 },
      ),
      (value) => {
        const text = [...jsonPieces(value)].join("");
        expect(text === `${JSON.stringify(value, null, 2)}\n`).toBe(true);
      },
    ),
    { numRuns: 50 },
  );
});

test("a long text has only short pieces, and none ends in the middle of a character", () => {
  const pieces = [...jsonPieces({ text: `x${"\u{1F600}".repeat(200_000)}` })];
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(100_000);
  for (const piece of pieces) expect(piece.isWellFormed()).toBe(true);
});
