/**
 * One thing that is wrong with a value. `code` and `path` are those that zod gives for it, but for
 * these cases, where zod says more or less of a value that is wrong anyhow:
 *
 * - a value of another type is one `invalid_type` issue, where zod may also judge its length, or the
 *   bounds that stand before `.int()`;
 * - an integer beyond the safe ones is one `too_small` or `too_big` issue, where zod goes on;
 * - the least length of an array is judged whatever its elements are, where zod leaves it out when
 *   something in them is a fraction in place of an integer, an array that is too long, or fails a check
 *   that is marked `abort`;
 * - where a value with codecs is written, all of it is judged together, where zod tells first, and alone,
 *   of what is of another type in arrays with a length, and goes by no discriminator;
 * - two types that must both hold, and make different values of one, are an `invalid_type` issue, where
 *   zod throws an error; two objects are judged as one, so that what both say of a value is one issue;
 * - what is wrong with a tuple's items is told in their order, where zod begins with those of its rest.
 */
export interface Issue {
  readonly code: IssueCode;
  /** The way to the wrong part: `["cart", 2]`; empty for the whole value. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** The keys that are not known, of an `unrecognized_keys` issue. */
  readonly keys?: readonly string[];
  /** Nothing more was checked of the value: its form is another, or the check is marked `abort`. */
  readonly aborts?: true;
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
  | "invalid_union"
  /** Of a type that the author's own schema checks. */
  | "invalid_element"
  | "custom";

/**
 * A compiled validator: gives the value as its type declares it (keys that are not declared taken
 * out, defaults filled in) and adds to `issues` what is wrong. With an issue added, the result is
 * worth nothing.
 */
export type Check<T> = (input: unknown, issues: Issue[]) => T;

/** So many issues are told in a message; the error's `issues` has them all. */
const MAX_DESCRIBED = 5;

/** Says in one line what is wrong: `cart.2: expected a string, received a number; …`. */
export function describeIssues(issues: readonly Issue[]): string {
  const described = issues
    .slice(0, MAX_DESCRIBED)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`));
  const rest = issues.length - described.length;
  return [...described, ...(rest > 0 ? [`and ${rest} more`] : [])].join("; ");
}

/** The name of a value's type, as messages give it. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  const name = typeof value;
  if (name === "undefined") return "nothing";
  if (name !== "object") return `a ${name}`;
  // What comes from JSON has no class of its own: no text of a value gets into a message.
  const made = (Object.getPrototypeOf(value) as object | null)?.constructor?.name ?? "Object";
  return made === "Object" ? "an object" : `an instance of ${made}`;
}

/** Whether a value is an object with keys of its own: not null, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Adds an issue. With `aborts` nothing more is checked of the value. */
export function addIssue(
  issues: Issue[],
  code: IssueCode,
  path: Issue["path"],
  message: string,
  aborts?: true,
): void {
  issues.push(aborts === undefined ? { code, path, message } : { code, path, message, aborts });
}

/**
 * Adds an `invalid_type` issue. `expected` reads as in a sentence: `a string`.
 *
 * @returns the value as it is, which a check may end with: with an issue its result is worth nothing.
 */
export function wrongType<Result>(
  issues: Issue[],
  path: Issue["path"],
  expected: string,
  received: unknown,
): Result {
  const message = `expected ${expected}, received ${typeName(received)}`;
  addIssue(issues, "invalid_type", path, message);
  return received as Result;
}

/** Adds the issue of a value that is no integer, or none that a number can hold exactly. */
export function notInteger(issues: Issue[], path: Issue["path"], received: unknown): void {
  if (typeof received !== "number" || !Number.isInteger(received)) {
    const isFraction = typeof received === "number" && Number.isFinite(received);
    const message = `expected an integer, received ${isFraction ? received : typeName(received)}`;
    addIssue(issues, "invalid_type", path, message);
    return;
  }
  const code = received > 0 ? "too_big" : "too_small";
  addIssue(issues, code, path, "expected an integer in the safe range");
}

/** Adds the issue of a value that is none of the allowed ones. */
export function wrongValue(issues: Issue[], path: Issue["path"], allowed: Iterable<unknown>): void {
  addIssue(issues, "invalid_value", path, `expected ${alternatives(allowed)}`);
}

/** Adds the issue of a discriminator that means none of a union's options. */
export function wrongTag(issues: Issue[], path: Issue["path"], allowed: Iterable<unknown>): void {
  addIssue(issues, "invalid_union", path, `expected ${alternatives(allowed)}`);
}

/** Adds the issue of a value that fits none of a union's options. */
export function noMatch(issues: Issue[], path: Issue["path"], received: unknown): void {
  const message = `${typeName(received)} is none of the forms that are allowed here`;
  addIssue(issues, "invalid_union", path, message);
}

/** Adds an issue where an object has other keys than those that are declared. */
export function rejectOtherKeys(
  issues: Issue[],
  path: Issue["path"],
  object: Readonly<Record<string, unknown>>,
  declared: ReadonlySet<string>,
): void {
  let others: string[] | undefined;
  for (const key of Object.keys(object)) {
    if (declared.has(key)) continue;
    others ??= [];
    others.push(key);
  }
  if (others !== undefined) unknownKeys(issues, path, others);
}

/** Adds the issue of keys that are not declared. */
export function unknownKeys(issues: Issue[], path: Issue["path"], keys: readonly string[]): void {
  const message = `unknown keys: ${keys.map((key) => JSON.stringify(key)).join(", ")}`;
  issues.push({ code: "unrecognized_keys", path, message, keys });
}

/** Puts the way to a part in front of the paths of the issues that checking the part has added. */
export function prefixIssues(issues: Issue[], from: number, path: Issue["path"]): void {
  for (let index = from; index < issues.length; index++) {
    const issue = issues[index];
    if (issue !== undefined) issues[index] = { ...issue, path: [...path, ...issue.path] };
  }
}

function alternatives(values: Iterable<unknown>): string {
  return Array.from(values, (value) => JSON.stringify(value) ?? "nothing").join(" or ");
}
