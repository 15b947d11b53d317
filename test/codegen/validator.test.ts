import fc from "fast-check";
import { expect, test } from "vitest";
import type { z } from "zod";
import type { TypeModel } from "../../schema/type/model.ts";
import { partsOf } from "../../schema/type/parts.ts";
import type { Issue } from "../../src/runtime/issue.ts";
import { brokenInOnePlace } from "./broken.ts";
import { compileValidator, modelOf, validatorText } from "./compile-validator.ts";
import { samples } from "./schemas.ts";

const INPUTS = 12;

const cases = samples.chain(({ schema, values }) => {
  const inputs = fc.oneof(values, brokenInOnePlace(values), fc.jsonValue({ maxDepth: 1 }));
  return fc.tuple(fc.constant(schema), fc.array(inputs, { minLength: INPUTS, maxLength: INPUTS }));
});

test("a compiled validator says what zod says, and gives what zod gives", () => {
  fc.assert(
    fc.property(cases, ([schema, inputs]) => {
      const type = modelOf(schema);
      const check = compileValidator(type);
      for (const input of inputs) {
        const before = exactly(input);
        const theirs = outcomeOfZod(schema, input);
        const issues: Issue[] = [];
        const output = check(input, issues);
        const context = `${validatorText(type)}\n\ninput: ${before}`;
        expect(exactly(input), context).toBe(before);
        expect(
          issues.length === 0,
          `${context}\n${JSON.stringify(issues)}\nzod: ${exactly(theirs.issues)}`,
        ).toBe(theirs.issues.length === 0);
        if (issues.length === 0) expect(exactly(output), context).toBe(exactly(theirs.output));
        else if (!hasLengthInUnion(type)) {
          const ours = withoutDifferences(issues, theirs.issues, input);
          expect(ours, context).toEqual(withoutDifferences(theirs.issues, theirs.issues, input));
        }
      }
    }),
    { numRuns: 600 },
  );
});

interface ZodIssue extends Omit<Issue, "code"> {
  readonly code: string;
  readonly expected?: string;
  readonly origin?: string;
}

function outcomeOfZod(schema: z.ZodType, input: unknown) {
  const result = schema.safeParse(input);
  return {
    output: result.data,
    issues: (result.error?.issues ?? []) as readonly unknown[] as readonly ZodIssue[],
  };
}

/** A value as text that shows the order of keys, and `undefined`, `NaN` and `-0` as they are. */
function exactly(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(exactly).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(
      ([key, part]) => `${JSON.stringify(key)}: ${exactly(part)}`,
    );
    return `{${entries.join(", ")}}`;
  }
  if (typeof value === "string") return JSON.stringify(value);
  return Object.is(value, -0) ? "-0" : String(value);
}

/** The issues by code and path, without those in which `Issue` says that the two differ. */
function withoutDifferences(
  issues: readonly Pick<ZodIssue, "code" | "path">[],
  theirs: readonly ZodIssue[],
  input: unknown,
): readonly string[] {
  const wrongTypes = theirs.filter(({ code }) => code === "invalid_type");
  const found = issues.filter(({ code, path }) => {
    if (code === "invalid_type") return true;
    if (wrongTypes.some((other) => exactly(other.path) === exactly(path))) return false;
    if (code !== "too_small" || !Array.isArray(valueAt(input, path))) return true;
    return !theirs.some(
      (other) =>
        other.path.length > path.length &&
        exactly(other.path.slice(0, path.length)) === exactly(path) &&
        (other.expected === "int" || (other.code === "too_big" && other.origin === "array")),
    );
  });
  return [...new Set(found.map(({ code, path }) => `${code} ${exactly(path)}`))].sort();
}

function valueAt(value: unknown, path: Issue["path"]): unknown {
  return path.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], value);
}

/** Whether a length decides between options, in which the two differ as well. */
function hasLengthInUnion(type: TypeModel, inUnion = false): boolean {
  const hasLength = type.kind === "tuple" || (type.kind === "array" && type.max !== undefined);
  if (hasLength && inUnion) return true;
  return partsOf(type).some((part) => hasLengthInUnion(part, inUnion || type.kind === "union"));
}
