/** One thing that is wrong with a value. `code` and `path` are those that zod gives for it. */
export interface Issue {
  readonly code: IssueCode;
  /** The way to the wrong part: `["cart", 2]`; empty for the whole value. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export type IssueCode =
  | "invalid_type"
  | "invalid_value"
  | "invalid_format"
  | "too_small"
  | "too_big"
  | "not_multiple_of"
  | "unrecognized_keys"
  | "invalid_key"
  | "invalid_union";

/**
 * A compiled validator: gives the value as its type declares it (keys that are not declared taken
 * out, defaults filled in) and adds to `issues` what is wrong. With an issue added, the result is
 * worth nothing.
 */
export type Check<T> = (input: unknown, issues: Issue[]) => T;

/** Says in one line what is wrong: `cart.2: expected a string, received a number; …`. */
export function describeIssues(issues: readonly Issue[]): string {
  return issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`))
    .join("; ");
}

/** The name of a value's type, as messages give it. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  const name = typeof value;
  if (name === "undefined") return "nothing";
  return name === "object" ? "an object" : `a ${name}`;
}

/** Whether a value is an object with keys of its own: not null, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Adds an `invalid_type` issue. `expected` reads as in a sentence: `a string`. */
export function wrongType(
  issues: Issue[],
  path: Issue["path"],
  expected: string,
  received: unknown,
): void {
  issues.push({
    code: "invalid_type",
    path,
    message: `expected ${expected}, received ${typeName(received)}`,
  });
}

/** Puts the way to a part in front of the paths of the issues that checking the part has added. */
export function prefixIssues(issues: Issue[], from: number, path: Issue["path"]): void {
  for (const [offset, issue] of issues.slice(from).entries()) {
    issues[from + offset] = { ...issue, path: [...path, ...issue.path] };
  }
}

/** Gives what the first check makes of a value without an issue, or adds one `invalid_union` issue. */
export function firstMatch(
  input: unknown,
  issues: Issue[],
  path: Issue["path"],
  checks: readonly Check<unknown>[],
): unknown {
  for (const check of checks) {
    const found: Issue[] = [];
    const output = check(input, found);
    if (found.length === 0) return output;
  }
  const message = `${typeName(input)} is none of the forms that are allowed here`;
  issues.push({ code: "invalid_union", path, message });
  return input;
}

/** Whether a number is a multiple of a step, with the tolerance for binary fractions that zod has. */
export function isMultipleOf(value: number, step: number): boolean {
  const ratio = value / step;
  const tolerance = 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
  return Math.abs(ratio - Math.round(ratio)) < tolerance;
}
