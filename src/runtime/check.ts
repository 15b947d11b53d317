import { type Check, type Issue, isRecord, noMatch, prefixIssues } from "./issue.ts";

/** Whether a value is an object as JSON has it: not an instance of a class, such as `Map`. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // `Object.prototype`, even that of another realm, has no prototype.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Copies the keys that an object type leaves open, after those that it declares. */
export function copyOtherKeys(
  from: Readonly<Record<string, unknown>>,
  to: Record<string, unknown>,
): void {
  for (const key of Object.keys(from)) {
    // Assigning it would replace the object's prototype.
    if (key !== "__proto__" && !Object.hasOwn(to, key)) to[key] = from[key];
  }
}

/** Whether a text has fewer than `count` characters: Unicode code points, as zod counts. */
export function isShorterThan(text: string, count: number): boolean {
  if (text.length < count) return true;
  // No code point has more than two units.
  return text.length < count * 2 && codePoints(text) < count;
}

/** Whether a text has more than `count` characters: Unicode code points, as zod counts. */
export function isLongerThan(text: string, count: number): boolean {
  return text.length > count && (text.length > count * 2 || codePoints(text) > count);
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Whether a number is a multiple of a step, with the tolerance for binary fractions that zod has. */
export function isMultipleOf(value: number, step: number): boolean {
  const ratio = value / step;
  const tolerance = 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
  return Math.abs(ratio - Math.round(ratio)) < tolerance;
}

/**
 * Returns the result of the first check that finds no issue. If all find some, but one check finds the right
 * form with wrong contents, its issues are added; otherwise one `invalid_union` issue.
 */
export function firstMatch(
  input: unknown,
  issues: Issue[],
  path: Issue["path"],
  checks: readonly Check<unknown>[],
): unknown {
  let closest: readonly Issue[] | undefined;
  let closestOutput: unknown;
  let isOnly = true;
  for (const check of checks) {
    const found: Issue[] = [];
    const output = check(input, found);
    if (found.length === 0) return output;
    if (!found.every(isOnContents)) continue;
    isOnly = closest === undefined;
    closest = found;
    closestOutput = output;
  }
  if (closest === undefined || !isOnly) {
    noMatch(issues, path, input);
    return input;
  }
  const before = issues.length;
  issues.push(...closest);
  prefixIssues(issues, before, path);
  // Another type that the value also has may still know these unknown keys.
  return closestOutput;
}

/** Whether the value has the right type nevertheless. */
function isOnContents({ code, aborts }: Issue): boolean {
  if (aborts === true) return false;
  switch (code) {
    case "invalid_type":
    case "invalid_value":
    case "invalid_key":
    case "invalid_union":
      return false;
    default:
      return true;
  }
}

/**
 * Returns a value that nobody can write to. A new object that a check has made is frozen; one that it
 * left as it was belongs to the caller, so a copy is frozen.
 */
export function frozen(checked: unknown, input: unknown): unknown {
  if (checked !== input) return Object.freeze(checked);
  if (Array.isArray(checked)) return Object.freeze([...checked]);
  return isPlainObject(checked) ? Object.freeze({ ...checked }) : checked;
}
