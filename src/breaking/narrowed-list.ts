import { counted } from "../../schema/counted.ts";
import type { ArrayType, TupleType } from "../../schema/type/model.ts";
import { acceptsAbsence, mayBeAbsent } from "./absence.ts";
import type { Go, Narrowing } from "./narrowing.ts";

/** Why an array that a type accepts may be rejected by another one. */
export function narrowedArray(
  before: ArrayType,
  after: ArrayType,
  go: Go,
  path: readonly string[],
): Narrowing | undefined {
  const { min = 0, max = Infinity } = after;
  if (min > (before.min ?? 0)) {
    return { path, reason: `needs at least ${counted(min, "element")}` };
  }
  if (max < (before.max ?? Infinity)) {
    return { path, reason: `accepts at most ${counted(max, "element")}` };
  }
  return go(before.element, after.element, "[]");
}

/** Why a tuple that a type accepts may be rejected by another one. */
export function narrowedTuple(
  before: TupleType,
  after: TupleType,
  go: Go,
  path: readonly string[],
): Narrowing | undefined {
  if (before.items.length !== after.items.length) {
    return { path, reason: "is a tuple of another length" };
  }
  if (before.rest !== undefined && after.rest === undefined) {
    return { path, reason: "accepts no further elements" };
  }
  for (const [index, item] of after.items.entries()) {
    const old = before.items[index] ?? item;
    if (mayBeAbsent(old) && !acceptsAbsence(item)) {
      return { path: [...path, `[${index}]`], reason: "is required" };
    }
    const found = go(old, item, `[${index}]`);
    if (found !== undefined) return found;
  }
  const [rest, next] = [before.rest, after.rest];
  return rest === undefined || next === undefined ? undefined : go(rest, next, "[]");
}
