import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type ParamSchema, param } from "../../schema/param.ts";
import { buildKey, keyStart, parseKey } from "../../src/runtime/key-spec.ts";
import {
  codeOf,
  integers,
  isEqual,
  leading,
  type RandomParam,
  type RandomTemplate,
  randomParams,
  specOf,
  texts,
  withParams,
} from "./random-keys.ts";

const RUNS = { numRuns: 300 };

/** A template of one parameter. */
function single({ schema, values }: RandomParam): RandomTemplate {
  return {
    template: "key:{p0}:end",
    schemas: { p0: schema },
    names: ["p0"],
    params: fc.record({ p0: values }),
  };
}

describe("a key", () => {
  test("gives its parameters back", async () => {
    await fc.assert(
      fc.asyncProperty(withParams(1), async ([template, params = {}]) => {
        const spec = await specOf(template);
        expect(parseKey(spec, buildKey(spec, params))).toEqual(params);
      }),
      RUNS,
    );
  });

  test("differs for different parameters", async () => {
    await fc.assert(
      fc.asyncProperty(withParams(2), fc.nat(3), async ([template, a = {}, b = {}], kept) => {
        const spec = await specOf(template);
        const near = { ...b, ...leading(template, a, kept) };
        const same = buildKey(spec, a) === buildKey(spec, near);
        expect(same).toBe(isEqual(a, near));
      }),
      RUNS,
    );
  });

  test("has no parameter that can forge a separator", async () => {
    const few = fc.string({
      unit: fc.constantFrom(":", "%", "3", "A", "2", "5"),
      minLength: 1,
      maxLength: 4,
    });
    const spec = await specOf({
      template: "{p0}:{p1}",
      schemas: {},
      names: ["p0", "p1"],
      params: fc.constant({}),
    });
    fc.assert(
      fc.property(few, few, few, few, (a, b, c, d) => {
        const same = buildKey(spec, { p0: a, p1: b }) === buildKey(spec, { p0: c, p1: d });
        expect(same).toBe(a === c && b === d);
      }),
      {
        numRuns: 20_000,
        examples: [
          ["a:b", "c", "a", "b:c"],
          [":", "a", "%3A", "a"],
        ],
      },
    );
  });

  test("is well-formed text of 1 to 512 bytes, or is rejected", async () => {
    const long = fc.string({ unit: fc.constantFrom("a", "é", "€", "😀", ":"), maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(long, long, async (p0, p1) => {
        const template = "{p0}:{p1}";
        const spec = await specOf({
          template,
          schemas: {},
          names: ["p0", "p1"],
          params: fc.constant({}),
        });
        const code = codeOf(() => buildKey(spec, { p0, p1 }));
        const key = keyStart(spec, { p0, p1 }, 2);
        const long = Buffer.byteLength(key) > 512 ? "key-too-long" : undefined;
        expect(code).toBe(p0 === "" || p1 === "" ? "invalid-params" : long);
        expect(key.isWellFormed()).toBe(true);
      }),
      RUNS,
    );
  });

  test("accepts neither an empty string nor half of a surrogate pair", async () => {
    const halves = fc
      .tuple(texts, fc.integer({ min: 0xd800, max: 0xdfff }), texts)
      .map(([before, half, after]) => before + String.fromCharCode(half) + after)
      .filter((text) => !text.isWellFormed());
    const types: fc.Arbitrary<RandomParam> = fc.constantFrom(
      { schema: undefined, values: texts },
      { schema: z.string().max(99), values: texts },
    );
    await fc.assert(
      fc.asyncProperty(types, fc.oneof(fc.constant(""), halves), async (type, p0) => {
        const spec = await specOf(single(type));
        expect(codeOf(() => buildKey(spec, { p0 }))).toBe("invalid-params");
      }),
      RUNS,
    );
  });

  test("accepts only values of its parameters' types", async () => {
    const strange = fc.constantFrom(
      undefined,
      null,
      NaN,
      Infinity,
      0.5,
      {},
      [],
      new Date(NaN),
      "",
      10n,
    );
    await fc.assert(
      fc.asyncProperty(randomParams, strange, async (type, p0) => {
        const spec = await specOf(single(type));
        expect(codeOf(() => buildKey(spec, { p0 }))).toBe("invalid-params");
      }),
      RUNS,
    );
  });
});

describe("the order of keys", () => {
  const ordered = fc.oneof(
    integers,
    randomParams.filter(({ schema }) => schema instanceof z.ZodDate),
  );

  test("is that of the numbers and dates in them", async () => {
    await fc.assert(
      fc.asyncProperty(
        ordered.chain((type) => fc.tuple(fc.constant(type), type.values, type.values)),
        async ([type, a, b]) => {
          const spec = await specOf(single(type));
          const keys = [a, b].map((p0) => Buffer.from(buildKey(spec, { p0 })));
          const [first, second] = keys;
          if (first === undefined || second === undefined) throw new Error("there are two");
          expect(Math.sign(Buffer.compare(first, second))).toBe(Math.sign(Number(a) - Number(b)));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe("an unpadded integer", () => {
  const spec = (type: z.ZodInt) =>
    specOf({
      template: "team:{id}:{name}",
      schemas: { id: param.unpadded(type) },
      names: ["id", "name"],
      params: fc.constant({}),
    });

  test.each([0, 7, 12, 345, -6])("appears in the key as in a template: %j", async (id) => {
    const team = await spec(z.int().min(-99).max(999));
    const key = `team:${id}:a`;
    expect(buildKey(team, { id, name: "a" })).toBe(key);
    expect(parseKey(team, key)).toEqual({ id, name: "a" });
  });

  test.each(["012", "+1", "1e2", "-0", "1.0", "", "1000"])(
    "has no other form: %j",
    async (text) => {
      const team = await spec(z.int().min(-99).max(999));
      expect(parseKey(team, `team:${text}:a`)).toBeNull();
    },
  );

  test("is checked against its bounds", async () => {
    const team = await spec(z.int().min(1).max(999));
    expect(codeOf(() => buildKey(team, { id: 0, name: "a" }))).toBe("invalid-params");
    expect(codeOf(() => buildKey(team, { id: 1000, name: "a" }))).toBe("invalid-params");
  });
});

describe("the rest of a key", () => {
  const spec = (template: string, url: ParamSchema) =>
    specOf({ template, schemas: { url }, names: ["url"], params: fc.constant({}) });
  const URLS = ["https://a.example/b%20c?d=e:f#g", "%", "a:b/c", "..", "\n"];

  test.each(URLS)("appears in the key unchanged: %j", async (url) => {
    const plain = await spec("page:{url}", param.rest());
    expect(buildKey(plain, { url })).toBe(`page:${url}`);
    expect(parseKey(plain, `page:${url}`)).toEqual({ url });
  });

  test("is checked against its type", async () => {
    const https = await spec("{url}", param.rest(z.string().regex(/^https:/)));
    expect(parseKey(https, "https://a.example/%41")).toEqual({ url: "https://a.example/%41" });
    expect(parseKey(https, "http://a.example")).toBeNull();
    expect(() => buildKey(https, { url: "http://a.example" })).toThrow("TEST.random: url: ");
  });
});
