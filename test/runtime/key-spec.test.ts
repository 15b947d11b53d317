import { describe, expect, test } from "vitest";
import type { Issue } from "../../src/runtime/issue.ts";
import { customParam, textParam } from "../../src/runtime/key-param.ts";
import { buildKey, type KeySpec, keyPrefix, parseKey } from "../../src/runtime/key-spec.ts";
import { type CustomParamCodec, decodeCustom, decodeText } from "../../src/runtime/param.ts";

interface Params {
  readonly a: string;
  readonly b: string;
}

/** `x:{a}:{b}`, as generated code says it. */
const SPEC: KeySpec<Params> = {
  name: "CACHE.x",
  parts: ["x:", textParam("a", /[%:]/g), ":", textParam("b", /[%:]/g)],
  pattern: /^x:([^:]+):([^:]+)$/su,
  decode: [decodeText, decodeText],
};

function issuesOf(check: (issues: Issue[]) => void): readonly Issue[] {
  const issues: Issue[] = [];
  check(issues);
  return issues;
}

describe("building a key", () => {
  test("names every parameter that is wrong", () => {
    expect(() => buildKey(SPEC, { a: "", b: 5 as never })).toThrow(
      "CACHE.x: a: expected a non-empty string; b: expected a string, received a number",
    );
  });

  test("says how long a key is if it is too long", () => {
    expect(() => buildKey(SPEC, { a: "é".repeat(300), b: "b" })).toThrow(
      'CACHE.x: the key has 604 bytes, KV takes at most 512 (key "x:é',
    );
  });
});

describe("parsing a key", () => {
  test("returns what it was built from", () => {
    expect(parseKey(SPEC, "x:a%3A:b")).toEqual({ a: "a:", b: "b" });
  });

  test.each(["x:%41:b", "x:%3a:b", "x:%:b", "x:a", "", `x:a:${"b".repeat(509)}`])(
    "returns null for a text that building never returns: %j",
    (key) => {
      expect(parseKey(SPEC, key)).toBeNull();
    },
  );
});

describe("the prefix of keys", () => {
  test("ends with the separator after the last parameter", () => {
    expect(keyPrefix(SPEC, {})).toBe("x:");
    expect(keyPrefix(SPEC, { a: "1:" })).toBe("x:1%3A:");
  });

  test("is made of leading parameters, but not of all", () => {
    expect(() => keyPrefix(SPEC, { b: "1" })).toThrow("`b` needs `a` before it");
    expect(() => keyPrefix(SPEC, { a: "1", b: "1" })).toThrow("read this one key with `get`");
  });

  test("is not the prefix of all keys by mistake", () => {
    const none = { a: undefined } as object;
    expect(() => keyPrefix(SPEC, none)).toThrow("`a` is undefined: leave it out to find all");
    expect(() => keyPrefix(SPEC, { a: "1", b: undefined } as object)).toThrow("`b` is undefined");
    expect(() => keyPrefix(SPEC, { c: "1" } as object)).toThrow("the key has no parameter `c`");
    expect(keyPrefix(SPEC, { a: "1", c: undefined } as object)).toBe("x:1:");
  });

  test("has at most 512 bytes", () => {
    expect(() => keyPrefix(SPEC, { a: "x".repeat(510) })).toThrow("the prefix has 513 bytes");
  });
});

test("a parameter may have the name of an inherited property", () => {
  const spec: KeySpec<Readonly<Record<string, unknown>>> = {
    name: "CACHE.odd",
    parts: ["odd:", textParam("toString", /%/g), ":", textParam("constructor", /%/g)],
  };
  expect(keyPrefix(spec, {})).toBe("odd:");
  expect(keyPrefix(spec, { toString: "a" })).toBe("odd:a:");
  expect(buildKey(spec, { toString: "a", constructor: "b" })).toBe("odd:a:b");
  expect(() => buildKey(spec, { toString: "a" })).toThrow(
    "CACHE.odd: constructor: expected a string, received nothing",
  );
});

describe("a codec of the author", () => {
  /** Its `encode` makes a text of anything. */
  const digits: CustomParamCodec<string> = {
    encode: String,
    decode: (text) => (/^\d+$/.test(text) ? text : undefined),
  };

  test("is not called to encode the `undefined` with which it rejected a text", () => {
    const refused = decodeCustom(digits, "undefined");
    expect(
      issuesOf((issues) => customParam("id", /%/g, digits).check(refused, issues)),
    ).toMatchObject([{ path: ["id"], message: "expected a value, received nothing" }]);
  });

  test.each<[string, () => string, string]>([
    ["nothing", () => "", "expected a non-empty string"],
    ["half a pair", () => "\ud800", "holds a lone surrogate"],
    ["no text", () => 5 as never, "expected a string, received a number"],
  ])("may not encode to %s", (_, encode, message) => {
    const codec = { encode, decode: () => undefined };
    expect(issuesOf((issues) => customParam("id", /%/g, codec).check(1, issues))).toMatchObject([
      { message },
    ]);
  });

  test("reports with an error what it does not accept", () => {
    const codec: CustomParamCodec<string> = {
      encode() {
        throw new RangeError("only even ones");
      },
      decode: () => undefined,
    };
    expect(issuesOf((issues) => customParam("id", /%/g, codec).check("1", issues))).toEqual([
      { code: "invalid_value", path: ["id"], message: "only even ones" },
    ]);
  });
});
