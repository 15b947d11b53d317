import { KeyloomError } from "./error.ts";
import type { Issue } from "./issue.ts";
import type { KeyParam } from "./key-param.ts";
import { checkParams, type KeySpec, keyParams, keyPrefix, keyStart } from "./key-spec.ts";
import type { KeyRange, Leading, Range } from "./leading.ts";

/**
 * The keys that leading parameters ask for.
 *
 * @throws KeyloomError `invalid-params`, `key-too-long`
 */
export function keyRange<Params>(spec: KeySpec<Params>, leading: Leading<Params>): KeyRange {
  const all = keyParams(spec);
  const given = leading as Readonly<Record<string, unknown>>;
  const at = all.findIndex(({ name }) => isRange(given[name]));
  const name = all[at]?.name;
  if (name === undefined) return { prefix: keyPrefix(spec, leading as Partial<Params>), from: "" };

  const { [name]: range, ...others } = given;
  const { from, to } = range as Range<unknown>;
  if (from === undefined && to === undefined) {
    const message = `\`${name}\` has neither \`from\` nor \`to\`: leave it out to find all`;
    throw new KeyloomError("invalid-params", message, { collection: spec.name });
  }
  const prefix = keyPrefix(spec, others as Partial<Params>);
  const bound = (value: unknown) => {
    const params = { ...others, [name]: value } as Params;
    checkParams(spec, params, all.slice(0, at + 1));
    // What follows the parameter does not matter: all keys with exactly this value come after it, too.
    return keyStart(spec, params, at + 1);
  };
  const start = from === undefined ? "" : bound(from);
  if (to === undefined || isPast(all[at], to)) return { prefix, from: start };
  const end = bound(to);
  return { prefix: start > prefix ? commonStart(start, end) : prefix, from: start, to: end };
}

/** Whether a value comes after a parameter's last one, where a range up to the last may end. */
function isPast(param: KeyParam | undefined, value: unknown): boolean {
  const issues: Issue[] = [];
  param?.check(value, issues);
  return issues[0]?.code === "too_big";
}

/** A plain object with a bound, unlike a date; generated types offer ranges for numbers and dates only. */
function isRange(value: unknown): value is Range<unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    (prototype === Object.prototype || prototype === null) && ("from" in value || "to" in value)
  );
}

/** Keys between two others share their common start, and a longer prefix lets KV skip more. */
function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}
