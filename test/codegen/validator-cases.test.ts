import { describe, expect, test } from "vitest";
import { z } from "zod";
import { stored } from "../../schema/stored.ts";
import type { Issue } from "../../src/runtime/issue.ts";
import { compileValidator, validatorText } from "./compile-validator.ts";

function issuesOf(
  schema: z.ZodType,
  input: unknown,
  direction: "check" | "encode" = "check",
): readonly string[] {
  const issues: Issue[] = [];
  compileValidator(schema, direction)(input, issues);
  return issues.map(({ code, path }) => [code, ...path].join(" "));
}

function issuesOfZod(schema: z.ZodType, input: unknown): readonly string[] {
  return (schema.safeParse(input).error?.issues ?? []).map(({ code, path }) =>
    [code, ...path].join(" "),
  );
}

test.each([
  ["an email", z.email(), "ann", "not a valid email"],
  ["a credit card", z.creditCard(), "4", "not a valid credit card"],
  ["the case of letters", z.string().lowercase(), "Ann", "expected a text in lower case"],
  ["the other case", z.string().uppercase(), "Ann", "expected a text in upper case"],
])("an issue says in words what a text should be: %s", (_, schema, input, message) => {
  const issues: Issue[] = [];
  compileValidator(schema)(input, issues);
  expect(issues).toMatchObject([{ message }]);
});

describe("where a validator differs from zod", () => {
  test.each<[string, z.ZodType, unknown, string[], string[]]>([
    [
      "a value of another type is judged for its type alone",
      z.string().min(2),
      [],
      ["invalid_type"],
      ["invalid_type", "too_small"],
    ],
    [
      "a fraction in place of an integer is judged for that alone",
      z.number().min(0).int(),
      -1.5,
      ["invalid_type"],
      ["too_small", "invalid_type"],
    ],
    [
      "an integer that is not safe is judged for that alone",
      z.int().max(5),
      2 ** 60,
      ["too_big"],
      ["too_big", "too_big"],
    ],
    [
      "the least length of an array is judged whatever is in it",
      z.array(z.int()).min(2),
      [1.5],
      ["too_small", "invalid_type 0"],
      ["invalid_type 0"],
    ],
    [
      "a text that fails a check marked to abort does not keep the array around it from being judged",
      z.array(z.string().min(1, { abort: true })).min(2),
      [""],
      ["too_small", "too_small 0"],
      ["too_small 0"],
    ],
  ])("%s", (_, schema, input, ours, theirs) => {
    expect(issuesOf(schema, input)).toEqual(ours);
    expect(issuesOfZod(schema, input)).toEqual(theirs);
  });
});

test("an encoder applies the checks of a recursive type in a bounded array, where zod does not", () => {
  const node = z.object({
    text: z.string().min(2),
    get children() {
      return z.array(node).optional();
    },
  });
  const schema = z.object({ nodes: z.array(node).max(2), at: stored.date() });
  const input = { nodes: [{ text: "a" }], at: new Date(0) };
  expect(issuesOf(schema, input, "encode")).toEqual(["too_small nodes 0 text"]);
  expect(z.safeEncode(schema, input).success).toBe(true);
});

test("two types that turn a value into different ones are an issue, where zod throws", () => {
  const schema = z.object({ a: z.intersection(z.string().trim(), z.string()) });
  expect(issuesOf(schema, { a: "a" })).toEqual([]);
  expect(issuesOf(schema, { a: " a" })).toEqual(["invalid_type a"]);
  expect(() => schema.safeParse({ a: " a" })).toThrow("Unmergable intersection");
});

describe("a validator", () => {
  test("accepts non-JSON objects as objects, but not as records, as zod does", () => {
    for (const input of [new Map(), new Date(), Object.create(null)]) {
      for (const schema of [z.object({}), z.record(z.string(), z.string())]) {
        expect(issuesOf(schema, input)).toEqual(issuesOfZod(schema, input));
      }
    }
    expect(issuesOf(z.record(z.string(), z.string()), new Map())).toEqual(["invalid_type"]);
  });

  test("does not change the prototype of what it returns", () => {
    const input: unknown = JSON.parse('{ "__proto__": { "admin": true }, "a": 1 }');
    for (const schema of [
      z.looseObject({ a: z.number() }),
      z.object({ a: z.number(), ["__proto__"]: z.unknown().optional() }).pick({ a: true }),
      z.record(z.string(), z.number()),
    ]) {
      const output = compileValidator(schema)(input, []) as { admin?: boolean };
      expect(output.admin).toBeUndefined();
      expect(Object.keys(output)).toEqual(["a"]);
    }
  });

  test("requires a property that only its inner type would fill in, unless there is a prefault", () => {
    const filled = z.string().default("x").nonoptional();
    for (const schema of [
      z.object({ a: filled }),
      z.object({ a: filled.prefault("y") }),
      z.object({ a: z.preprocess(String, z.string()).nonoptional() }),
    ]) {
      expect(issuesOf(schema, {})).toEqual(issuesOfZod(schema, {}));
    }
    expect(issuesOf(z.object({ a: filled }), {})).toEqual(["invalid_type a"]);
    expect(issuesOf(z.object({ a: filled.prefault("y") }), {})).toEqual([]);
  });

  test("treats a missing property with a `catch` as zod does", () => {
    for (const part of [
      z.unknown().catch(1),
      z.unknown().catch((context: { readonly input: unknown }) => [context.input]),
      z.string().catch(undefined as never),
      z.string().catch(() => undefined as never),
      z.any().catch(1).readonly(),
      z.union([z.unknown().catch(1), z.null()]),
      z.union([z.unknown(), z.string().catch("a")]),
      z.string().catch("a"),
    ]) {
      for (const schema of [
        z.object({ part }),
        z.strictObject({ part }),
        z.looseObject({ part }),
      ]) {
        for (const input of [{}, { part: undefined }, { part: 1 }]) {
          expect(compileValidator(schema)(input, [])).toStrictEqual(schema.parse(input));
        }
      }
    }
  });

  test("keeps a property that has a replacement, even an undefined one, as zod does", () => {
    const schema = z.object({ part: z.union([z.unknown(), z.string().prefault("a")]) });
    for (const input of [{}, { part: undefined }, { part: 1 }]) {
      expect(compileValidator(schema)(input, [])).toStrictEqual(schema.parse(input));
      expect(compileValidator(schema, "encode")(input, [])).toStrictEqual(
        schema.encode(input as z.output<typeof schema>),
      );
    }
  });

  test("uses the default of a type that accepts anything for a missing property", () => {
    const part = z.any().nullable().default(null);
    for (const schema of [z.object({ part }), z.object({ part: part.optional() })]) {
      for (const input of [{}, { part: undefined }, { part: null }, { part: 1 }]) {
        const issues: Issue[] = [];
        expect(compileValidator(schema)(input, issues)).toStrictEqual(schema.parse(input));
        expect(issues).toEqual([]);
      }
    }
  });

  test("applies the author's checks to undeclared properties of any type", () => {
    const schema = z.object({}).catchall(z.unknown().refine((value) => value !== 1));
    for (const input of [{ a: 1 }, { a: 2 }, {}]) {
      expect(issuesOf(schema, input)).toEqual(issuesOfZod(schema, input));
    }
  });

  test("leaves a frozen part of an intersection to zod", () => {
    const schema = z.intersection(
      z.object({ a: z.unknown().readonly() }),
      z.looseObject({ b: z.string().optional() }),
    );
    const output = compileValidator(schema)({ a: [] }, []) as { a: unknown };
    expect(Object.isFrozen(output.a)).toBe(true);
    expect(Object.isFrozen(schema.parse({ a: [] }).a)).toBe(true);
  });

  test("creates a default anew for each value", () => {
    const check = compileValidator(z.object({ tags: z.array(z.string()).default([]) }));
    const [first, second] = [check({}, []), check({}, [])] as { tags: string[] }[];
    first?.tags.push("a");
    expect(second).toEqual({ tags: [] });
  });

  test("goes as deep as the value", () => {
    const tree = z.object({
      get children() {
        return z.array(tree);
      },
    });
    let input: unknown = { children: "none" };
    for (let depth = 0; depth < 500; depth++) input = { children: [input] };
    expect(issuesOf(tree, input)).toEqual(issuesOfZod(tree, input));
  });

  test("checks all plain types of a union in one condition", () => {
    const text = validatorText(z.union([z.string(), z.boolean()]));
    expect(text).toContain('if (typeof input !== "string" && typeof input !== "boolean") noMatch(');
    expect(text).not.toContain("firstMatch");
  });

  test("looks up many values in a set that is created once", () => {
    const values = Array.from("abcdefghi");
    const text = validatorText(z.object({ letter: z.enum(values) }));
    expect(text).toMatch(/^const LETTER = new Set<unknown>\(\["a", /m);
    expect(text).toContain('if (!LETTER.has(letter)) wrongValue(issues, ["letter"], LETTER);');
  });
});
