import { describe, expect, test } from "vitest";
import { KeyloomError, reasonOf } from "../../src/runtime/error.ts";

describe("KeyloomError", () => {
  const issues = [{ code: "invalid_type", path: ["a"], message: "expected a string" }] as const;

  test("is an Error with everything that code may ask for", () => {
    const error = new KeyloomError("invalid-value", "no", { collection: "A.b", key: "k", issues });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: "KeyloomError",
      code: "invalid-value",
      collection: "A.b",
      key: "k",
      issues,
      message: 'A.b: no (key "k")',
    });
    expect(String(error)).toBe('KeyloomError: A.b: no (key "k")');
  });

  test("has no key if there is none", () => {
    const error = new KeyloomError("invalid-params", "no", { collection: "A.b" });
    expect(error).toMatchObject({ message: "A.b: no", key: undefined, issues: [] });
  });

  test("shows a key on one line, and shortens a very long one", () => {
    const at = (key: string) => new KeyloomError("key-too-long", "no", { collection: "A.b", key });
    expect(at('a\n"').message).toBe('A.b: no (key "a\\n\\"")');
    expect(at("x".repeat(512)).message).toBe(`A.b: no (key "${"x".repeat(512)}")`);
    const long = at("x".repeat(100_000));
    expect(long.message).toBe(`A.b: no (key "${"x".repeat(512)}…")`);
    expect(long.key).toHaveLength(100_000);
  });
});

test("anything thrown has a reason as text", () => {
  expect(reasonOf(new RangeError("too far"))).toBe("too far");
  expect(reasonOf("text")).toBe("text");
  expect(reasonOf(undefined)).toBe("undefined");
});
