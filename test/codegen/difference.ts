import type { z } from "zod";
import { safeParse } from "zod/v4/core";
import { holds } from "../../schema/type/holds.ts";
import { isOpen } from "../../schema/type/open.ts";
import type { Check, Issue } from "../../src/runtime/issue.ts";
import { modelOf } from "./compile-validator.ts";

interface ZodIssue extends Omit<Issue, "code"> {
  readonly code: string;
  readonly expected?: string;
  readonly origin?: string;
}

/**
 * How a compiled validator and zod judge one input: whether it is valid, and where they differ.
 *
 * @param isAuthored whether parts of the type are zod's own to check.
 * @param run what zod does with the input: `safeEncode` for an encoder.
 */
export function difference(
  schema: z.ZodType,
  check: Check<unknown>,
  input: unknown,
  isAuthored: boolean,
  run = safeParse,
): { readonly isValid: boolean; readonly wrong?: string } {
  const before = exactly(input);
  // zod freezes an input that a readonly type leaves unchanged.
  const given = copyOf(input);
  const theirs = outcomeOfZod(schema, given, run);
  // Of a type within `.catch()`, where zod lets the error through, a validator has a value to give.
  if (theirs === "throws" && isAuthored) return { isValid: false };
  const issues: Issue[] = [];
  const output = check(isAuthored ? copyOf(input) : input, issues);
  const isValid = issues.length === 0;
  const wrong = (what: string, ours: unknown, zod: unknown) => ({
    isValid,
    wrong: `${what}\nours: ${exactly(ours)}\nzod: ${exactly(zod)}`,
  });
  if (exactly(input) !== before) return wrong("the input has been changed", input, before);
  if (theirs === "throws") return { isValid };
  if (isValid !== (theirs.issues.length === 0)) {
    // For a recursive type with a refinement, zod writes values that it would then not read.
    if (run !== safeParse && !isValid && !isRead(schema, theirs.output)) return { isValid };
    return wrong("verdict", issues, theirs.issues);
  }
  if (isValid) {
    if (exactly(output) === exactly(theirs.output)) return { isValid };
    // A failed option of a union has then frozen what another one returns.
    const isUnion = holds(modelOf(schema), ({ kind }) => kind === "union");
    const isSame = thawed(exactly(output)) === thawed(exactly(theirs.output));
    if (isUnion && isSame && exactly(given) !== before) return { isValid };
    // What is no JSON, where nothing says what it is, is not copied to be frozen.
    if (isOpen(modelOf(schema)) && isSame && exactly(input).includes("Date(")) return { isValid };
    return wrong("output", output, theirs.output);
  }
  const ours = withoutDifferences(issues, theirs.issues, input);
  const expected = withoutDifferences(theirs.issues, theirs.issues, input);
  if (run !== safeParse)
    return areTold(theirs.issues, issues) ? { isValid } : wrong("issues", ours, expected);
  return exactly(ours) === exactly(expected) ? { isValid } : wrong("issues", ours, expected);
}

function outcomeOfZod(schema: z.ZodType, input: unknown, run: typeof safeParse) {
  try {
    const result = run(schema, input);
    return {
      output: result.data,
      issues: (result.error?.issues ?? []) as readonly unknown[] as readonly ZodIssue[],
    };
  } catch {
    return "throws";
  }
}

function isRead(schema: z.ZodType, stored: unknown): boolean {
  const read = outcomeOfZod(schema, stored, safeParse);
  return read !== "throws" && read.issues.length === 0;
}

export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return new Date(value);
  const copy: object = Object.create(Object.getPrototypeOf(value));
  for (const [key, part] of Object.entries(value)) {
    const property = { value: copyOf(part), writable: true, enumerable: true, configurable: true };
    Object.defineProperty(copy, key, property);
  }
  return copy;
}

/**
 * A value as text that shows the order of keys, what is frozen, and `undefined`, `NaN` and `-0` as
 * they are.
 */
export function exactly(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Date) {
    return `${Object.isFrozen(value) ? "frozen " : ""}Date(${value.getTime()})`;
  }
  if (typeof value === "object" && value !== null) {
    const frozen = Object.isFrozen(value) ? "frozen " : "";
    if (Array.isArray(value)) return `${frozen}[${Array.from(value, exactly).join(", ")}]`;
    const entries = Object.entries(value).map(
      ([key, part]) => `${JSON.stringify(key)}: ${exactly(part)}`,
    );
    return `${frozen}{${entries.join(", ")}}`;
  }
  if (typeof value === "string") return JSON.stringify(value);
  return Object.is(value, -0) ? "-0" : String(value);
}

function thawed(text: string): string {
  return text.replaceAll("frozen ", "");
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
    return !theirs.some((other) => isBelow(other, path));
  });
  return [...new Set(found.map(({ code, path }) => `${code} ${exactly(path)}`))].sort();
}

/**
 * Whether ours have something to say wherever zod has. Of what it encodes zod looks at types first, tells
 * of those alone, and goes by the value and not by the discriminator of a union.
 */
function areTold(theirs: readonly ZodIssue[], ours: readonly Issue[]): boolean {
  return theirs.every(({ code, path }) =>
    ours.some((issue) =>
      code === "invalid_union" ? isWithin(issue.path, path) : isWithin(path, issue.path),
    ),
  );
}

function isWithin(path: Issue["path"], outer: Issue["path"]): boolean {
  return exactly(path.slice(0, outer.length)) === exactly(outer);
}

/** Whether an issue is on a part of what is at a path: zod may then not judge the length of the whole. */
function isBelow({ path: at }: ZodIssue, path: Issue["path"]): boolean {
  return at.length > path.length && exactly(at.slice(0, path.length)) === exactly(path);
}

function valueAt(value: unknown, path: Issue["path"]): unknown {
  return path.reduce<unknown>(
    (part, key) => (part as Record<string, unknown> | undefined)?.[key],
    value,
  );
}
