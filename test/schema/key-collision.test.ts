import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { runChecks } from "../../schema/checks/index.ts";
import { compileModel } from "../../schema/compile/model.ts";
import { collection } from "../../schema/define.ts";
import { keyPattern } from "../../schema/key-pattern.ts";
import { ttl } from "../../schema/ttl.ts";
import { buildKey, parseKey } from "../../src/runtime/key-spec.ts";
import { type RandomParam, type RandomTemplate, specOf, templatesOf } from "./random-keys.ts";

/** Few letters, so that many pairs of templates meet. */
const fewTexts = fc.string({
  unit: fc.constantFrom("a", "1", ":", "/", "%"),
  minLength: 1,
  maxLength: 3,
});

const fewParams: fc.Arbitrary<RandomParam> = fc.oneof(
  fc.constant({ schema: undefined, values: fewTexts }),
  fc.constant({ schema: z.enum(["a", "b"]), values: fc.constantFrom("a", "b") }),
  fc.constant({ schema: z.enum(["1", "true"]), values: fc.constantFrom("1", "true") }),
  fc.constant({ schema: z.boolean(), values: fc.boolean() }),
  fc.constant({
    schema: z.string().regex(/^(?!ab)[ab]{1,2}$/),
    values: fc.constantFrom("a", "b", "bb"),
  }),
  fc.constant({ schema: z.string().regex(/^[1:]{1,2}$/), values: fc.constantFrom("1", ":", "11") }),
  fc.constant({ schema: z.string().regex(/^A1?$/i), values: fc.constantFrom("a", "A", "a1") }),
  fc.constant({ schema: z.int().min(0).max(9), values: fc.nat(9) }),
  fc.constant({ schema: z.int().min(-9).max(9), values: fc.integer({ min: -9, max: 9 }) }),
);

const fewTemplates = templatesOf({
  heads: ["", "a:", "a:1:"],
  separators: [":", "/", ":a:"],
  tails: ["", "", ":a"],
  params: fewParams,
  maxParams: 2,
});

/** The two templates as collections of one namespace. */
async function checked(first: RandomTemplate, second: RandomTemplate) {
  const record = ({ template, schemas }: RandomTemplate) =>
    collection({ key: template, params: schemas, value: z.string(), ttl: ttl.fixed("1h") });
  const collections = { first: record(first), second: record(second) };
  const model = compileModel({ namespaces: { A: { title: "a", collections } } }, []);
  const problems = await runChecks(model);
  return {
    keys: model.namespaces.flatMap(({ collections }) => collections).map(({ key }) => key),
    collision: problems.find(({ rule }) => rule === "key-collision"),
  };
}

describe("two templates of one namespace", () => {
  test("never make the same key where the check accepts them", async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(
        fewTemplates.chain((first) =>
          fc.tuple(fc.constant(first), fc.array(first.params, { minLength: 10, maxLength: 10 })),
        ),
        fewTemplates,
        async ([first, params], second) => {
          const { collision } = await checked(first, second);
          if (collision !== undefined) return;
          accepted++;
          const [one, other] = await Promise.all([specOf(first), specOf(second)]);
          for (const each of params) expect(parseKey(other, buildKey(one, each))).toBeNull();
        },
      ),
      { numRuns: 500 },
    );
    expect(accepted).toBeGreaterThan(50);
  });

  test("share the key that the check shows when it rejects them", async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fewTemplates, fewTemplates, async (first, second) => {
        const { keys, collision } = await checked(first, second);
        if (collision === undefined) return;
        refused++;
        const shown = JSON.parse(/such as (".*")$/s.exec(collision.message)?.[1] ?? "");
        for (const key of keys) {
          expect(shown).toMatch(new RegExp(`^(?:${keyPattern(key)})$`, "su"));
        }
      }),
      { numRuns: 1_500 },
    );
    expect(refused).toBeGreaterThan(20);
  });

  test("are rejected if they are the same", async () => {
    await fc.assert(
      fc.asyncProperty(fewTemplates, async (template) => {
        expect((await checked(template, template)).collision).toBeDefined();
      }),
      { numRuns: 100 },
    );
  });
});
