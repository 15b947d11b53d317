import fc from "fast-check";
import { expect, test } from "vitest";
import { generateFile } from "../../codegen/file.ts";
import { definitions, modelFor, shuffled } from "./models.ts";

test("the same definition generates the same bytes, whatever the order of its declarations", () => {
  const pairs = definitions.chain((entries) => fc.tuple(fc.constant(entries), shuffled(entries)));
  fc.assert(
    fc.property(pairs, ([entries, others]) => {
      const text = generateFile(modelFor(entries), "keyloom.schema.ts");
      expect(generateFile(modelFor(entries), "keyloom.schema.ts")).toBe(text);
      expect(generateFile(modelFor(others), "keyloom.schema.ts")).toBe(text);
    }),
    { numRuns: 60 },
  );
});
