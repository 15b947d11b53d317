import { isPlainObject } from "./check.ts";
import { type Check, type Issue, unknownKeys, wrongType } from "./issue.ts";

/**
 * Returns the combined result of two checks of one value. A key that only one of them knows is not an
 * issue.
 */
export function both(
  input: unknown,
  issues: Issue[],
  left: Check<unknown>,
  right: Check<unknown>,
): unknown {
  const leftIssues: Issue[] = [];
  const rightIssues: Issue[] = [];
  const one = left(input, leftIssues);
  const other = right(input, rightIssues);
  const before = issues.length;
  if (leftIssues.length > 0 || rightIssues.length > 0) join(issues, leftIssues, rightIssues);
  const joined = merged(one, other);
  if (joined !== undefined) return joined.value;
  if (issues.length > before) return input;
  wrongType(issues, [], "a value that its two types agree on", input);
  return input;
}

/** Adds the issues of both checks, but reports only those keys that neither of them knows. */
function join(issues: Issue[], left: readonly Issue[], right: readonly Issue[]): void {
  issues.push(...[...left, ...right].filter((issue) => keysOf(issue).length === 0));
  const known = new Set(right.flatMap(keysOf));
  const others = new Set(left.flatMap(keysOf).filter((key) => known.has(key)));
  if (others.size === 0) return;
  const unknown = [...left, ...right].find(({ code, path }) => {
    return code === "unrecognized_keys" && path.length === 0;
  });
  const listed = unknown?.keys?.filter((key) => others.has(key)) ?? [];
  if (listed.length > 0) unknownKeys(issues, [], listed);
  for (const key of others) {
    if (listed.includes(key)) continue;
    const issue = [...left, ...right].find(({ code, path }) => {
      return code === "invalid_key" && path.length === 1 && path[0] === key;
    });
    if (issue !== undefined) issues.push(issue);
  }
}

/** The keys of the value itself that an issue rejects. */
function keysOf({ code, path, keys }: Issue): readonly string[] {
  if (code === "unrecognized_keys" && path.length === 0) return keys ?? [];
  return code === "invalid_key" && path.length === 1 ? [String(path[0])] : [];
}

/** Merges two forms of one value; `undefined` if they differ in anything but their keys. */
function merged(one: unknown, other: unknown): { readonly value: unknown } | undefined {
  if (one === other) return { value: one };
  if (Array.isArray(one) && Array.isArray(other)) {
    if (one.length !== other.length) return undefined;
    const items: unknown[] = [];
    for (let index = 0; index < one.length; index++) {
      const item = merged(one[index], other[index]);
      if (item === undefined) return undefined;
      items.push(item.value);
    }
    return { value: items };
  }
  if (!isPlainObject(one) || !isPlainObject(other)) return undefined;
  const value: Record<string, unknown> = { ...one, ...other };
  // A loose object may have it as a property of its own, which zod leaves out here.
  Reflect.deleteProperty(value, "__proto__");
  for (const key of Object.keys(one)) {
    if (key === "__proto__" || !Object.hasOwn(other, key)) continue;
    const part = merged(one[key], other[key]);
    if (part === undefined) return undefined;
    value[key] = part.value;
  }
  return { value };
}
