import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Params } from "../../schema/seed/key-spec.ts";
import { buildKey, type KeySpec, keyPrefix, parseKey } from "../../src/runtime/key-spec.ts";
import { codeOf, isEqual, leading, specOf, templates, withParams } from "./random-keys.ts";

const RUNS = { numRuns: 300 };

describe("the prefix made from leading parameters", () => {
  test("starts the keys with these parameters, and no others", async () => {
    await fc.assert(
      fc.asyncProperty(
        withParams(2),
        fc.nat(3),
        fc.nat(3),
        async ([template, a = {}, b = {}], given, shared) => {
          const count = given % template.names.length;
          const spec = await specOf(template);
          const near = { ...b, ...leading(template, a, shared) };
          const prefix = keyPrefix(spec, leading(template, a, count));
          expect(buildKey(spec, near).startsWith(prefix)).toBe(
            isEqual(leading(template, a, count), leading(template, near, count)),
          );
        },
      ),
      RUNS,
    );
  });

  test("accepts no parameter after one that is left out, and not all of them", async () => {
    await fc.assert(
      fc.asyncProperty(withParams(1), fc.nat(3), async ([template, params = {}], gap) => {
        const spec = await specOf(template);
        expect(codeOf(() => keyPrefix(spec, params))).toBe("invalid-params");
        const left = template.names[gap % template.names.length] ?? "";
        const { [left]: _, ...others } = params;
        const isLeading = left === template.names.at(-1);
        expect(codeOf(() => keyPrefix(spec, others))).toBe(
          isLeading ? undefined : "invalid-params",
        );
      }),
      RUNS,
    );
  });
});

describe("any text", () => {
  /** Parsing a text returns nothing, or the parameters that build the same text again. */
  function expectOneSpelling(spec: KeySpec<Params>, text: string): void {
    const params = parseKey(spec, text);
    if (params !== null) expect(buildKey(spec, params)).toBe(text);
  }

  test("is not a key, or is the key of the parameters read from it", async () => {
    await fc.assert(
      fc.asyncProperty(templates, fc.string({ unit: "binary" }), async (template, text) => {
        expectOneSpelling(await specOf(template), text);
      }),
      RUNS,
    );
  });

  test("with a few characters of a key changed is not a key, or is another one", async () => {
    const pieces = fc.constantFrom(
      "",
      ":",
      "%",
      "%41",
      "%3A",
      "%3a",
      "%FF",
      "0",
      "-",
      "Z",
      "\ud800",
      ".",
    );
    await fc.assert(
      fc.asyncProperty(
        withParams(1),
        fc.array(fc.tuple(fc.nat(), fc.nat(2), pieces), { minLength: 1, maxLength: 3 }),
        async ([template, params = {}], changes) => {
          const spec = await specOf(template);
          let text = buildKey(spec, params);
          for (const [at, cut, piece] of changes) {
            const start = at % (text.length + 1);
            text = text.slice(0, start) + piece + text.slice(start + cut);
            expectOneSpelling(spec, text);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
