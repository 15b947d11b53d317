/**
 * One thing that is wrong with a value. `code` and `path` are those of zod, except in these cases, where
 * zod reports more or less about a value that is wrong in any case:
 *
 * - a value of another type is one `invalid_type` issue, while zod may also check its length, or the
 *   bounds that come before `.int()`;
 * - an unsafe integer is one `too_small` or `too_big` issue, while zod checks further;
 * - the minimum length of an array is always checked, while zod skips it if something in its elements is a
 *   fraction instead of an integer, an array that is too long, or fails a check that is marked `abort`;
 * - when a value with codecs is written, all of it is checked together, while zod first reports, and
 *   reports only, what has another type in arrays with a length, and ignores discriminators;
 * - two types that must both match but produce different values are an `invalid_type` issue, while zod
 *   throws an error; two objects are checked as one, so what both report about a value is one issue;
 * - issues of a tuple's items are in their order, while zod starts with those of its rest.
 */
export interface Issue {
  readonly code: IssueCode;
  /** The path to the wrong part: `["cart", 2]`; empty for the whole value. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** The unknown keys of an `unrecognized_keys` issue. */
  readonly keys?: readonly string[];
  /** Nothing more of the value was checked: it has another form, or the check is marked `abort`. */
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
  /** From a type that the author's own schema checks. */
  | "invalid_element"
  | "custom";

/**
 * A compiled validator: returns the value as its type declares it (undeclared keys removed, defaults
 * filled in) and adds what is wrong to `issues`. If it adds an issue, the result is meaningless.
 */
export type Check<T> = (input: unknown, issues: Issue[]) => T;

/** The most issues that a message shows; the error's `issues` has them all. */
const MAX_DESCRIBED = 5;

/** Says in one line what is wrong: `cart.2: expected a string, received a number; …`. */
export function describeIssues(issues: readonly Issue[]): string {
  const described = issues
    .slice(0, MAX_DESCRIBED)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`));
  const rest = issues.length - described.length;
  return [...described, ...(rest > 0 ? [`and ${rest} more`] : [])].join("; ");
}

/** The name of a value's type, for messages. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  const name = typeof value;
  if (name === "undefined") return "nothing";
  if (name !== "object") return `a ${name}`;
  // A value from JSON has no class of its own, so no text of it gets into a message.
  const made = (Object.getPrototypeOf(value) as object | null)?.constructor?.name ?? "Object";
  return made === "Object" ? "an object" : `an instance of ${made}`;
}

/** Whether a value is an object with keys of its own: not null, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Adds an issue. With `aborts`, nothing more of the value is checked. */
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
 * @returns the value as it is, for a check to return: with an issue its result is meaningless.
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

/** Adds the issue of a value that is not an integer, or not one that a number can hold exactly. */
export function notInteger(issues: Issue[], path: Issue["path"], received: unknown): void {
  if (!Number.isInteger(received)) {
    const shown = Number.isFinite(received) ? received : typeName(received);
    addIssue(issues, "invalid_type", path, `expected an integer, received ${shown}`);
    return;
  }
  const code = (received as number) > 0 ? "too_big" : "too_small";
  addIssue(issues, code, path, "expected an integer in the safe range");
}

/** Adds the issue of a value that is not one of the allowed ones. */
export function wrongValue(issues: Issue[], path: Issue["path"], allowed: Iterable<unknown>): void {
  addIssue(issues, "invalid_value", path, `expected ${alternatives(allowed)}`);
}

/** Adds the issue of a discriminator that matches no option of a union. */
export function wrongTag(issues: Issue[], path: Issue["path"], allowed: Iterable<unknown>): void {
  addIssue(issues, "invalid_union", path, `expected ${alternatives(allowed)}`);
}

/** Adds the issue of a value that matches no option of a union. */
export function noMatch(issues: Issue[], path: Issue["path"], received: unknown): void {
  const message = `${typeName(received)} matches none of the allowed forms`;
  addIssue(issues, "invalid_union", path, message);
}

/** Adds an issue if an object has undeclared keys. */
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

/** Adds the issue of undeclared keys. */
export function unknownKeys(issues: Issue[], path: Issue["path"], keys: readonly string[]): void {
  const message = `unknown keys: ${keys.map((key) => JSON.stringify(key)).join(", ")}`;
  issues.push({ code: "unrecognized_keys", path, message, keys });
}

/** Prepends the path of a part to the paths of the issues that checking the part has added. */
export function prefixIssues(issues: Issue[], from: number, path: Issue["path"]): void {
  for (let index = from; index < issues.length; index++) {
    const issue = issues[index];
    if (issue !== undefined) issues[index] = { ...issue, path: [...path, ...issue.path] };
  }
}

function alternatives(values: Iterable<unknown>): string {
  return Array.from(values, (value) => JSON.stringify(value) ?? "nothing").join(" or ");
}
