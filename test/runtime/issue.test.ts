import { expect, test } from "vitest";
import { describeIssues, type Issue, typeName } from "../../src/runtime/issue.ts";

function issue(...path: Issue["path"]): Issue {
  return { code: "invalid_type", path, message: "expected a string" };
}

test("issues are reported with their paths, and those of the whole value without one", () => {
  expect(describeIssues([issue("cart", 2), issue()])).toBe(
    "cart.2: expected a string; expected a string",
  );
});

test("only the first of many issues are reported, so that a message stays readable", () => {
  const many = Array.from({ length: 10_000 }, (_, index) => issue("cart", index));
  expect(describeIssues(many)).toMatch(/^cart\.0: .*; cart\.4: expected a string; and 9995 more$/);
});

test.each<[string, unknown]>([
  ["nothing", undefined],
  ["null", null],
  ["NaN", Number.NaN],
  ["a bigint", 1n],
  ["an array", []],
  ["an object", {}],
  ["an object", Object.create(null)],
  ["an object", JSON.parse('{"constructor":{"name":"Ann"},"toString":1}')],
  ["an instance of Date", new Date(Number.NaN)],
  ["an instance of Promise", Promise.resolve()],
  ["an instance of ArrayBuffer", new ArrayBuffer()],
])("what was given is told as %s", (name, value) => {
  expect(typeName(value)).toBe(name);
});
