import type { Literal, TypeModel } from "../../schema/type/model.ts";
import { accepts } from "./accepts.ts";
import { narrowedArray, narrowedTuple } from "./narrowed-list.ts";
import { narrowedObject } from "./narrowed-object.ts";
import { narrowedRecord } from "./narrowed-record.ts";
import { narrowedNumber, narrowedString } from "./narrowed-scalar.ts";
import { narrowedToUnion } from "./narrowed-union.ts";
import type { Narrowing } from "./narrowing.ts";
import { isSame } from "./same.ts";

/** Whose values are asked about. */
export interface Comparison {
  /**
   * Everything that a read has accepted, or what a write stores: without the properties that an object
   * leaves out. Records that are read may still hold what an older schema declared.
   */
  readonly values: "read" | "written";
  /** The recursive types that are being compared with each other, by their names. */
  readonly pairs: ReadonlySet<string>;
}

const ALL_THAT_IS_READ: Comparison = { values: "read", pairs: new Set() };

/** Values that old code will meet. */
export const WRITTEN: Comparison = { values: "written", pairs: new Set() };

/**
 * Why a stored value that a type accepts may be rejected by another one; nothing if each is accepted.
 * If in doubt it gives a reason: what cannot be shown to be accepted is not called safe. Checks by the
 * author's own code are assumed to be the same if the model says the same about them.
 */
export function narrowing(
  before: TypeModel,
  after: TypeModel,
  path: readonly string[] = [],
  comparison: Comparison = ALL_THAT_IS_READ,
): Narrowing | undefined {
  if (isSame(before, after)) return undefined;
  const go = (from: TypeModel, to: TypeModel, step?: string) =>
    narrowing(from, to, step === undefined ? path : [...path, step], comparison);
  const no = (reason: string): Narrowing => ({ path, reason });

  if (before.kind === "union") return first(before.options, (option) => go(option, after));
  // What the new type wraps.
  switch (after.kind) {
    case "catch":
    case "unknown":
      return undefined;
    case "optional":
    case "default":
    case "prefault":
    case "readonly":
    case "nonoptional":
      return go(before, after.inner);
    case "nullable":
      if (before.kind === "nullable") return go(before.inner, after.inner);
      return before.kind === "null" ? undefined : go(before, after.inner);
    case "intersection":
      return go(before, after.left) ?? go(before, after.right);
  }
  if (before.kind === "unknown") {
    const isTaken = after.kind === "union" && after.options.some((option) => !go(before, option));
    return isTaken ? undefined : no("has a type that was not checked before");
  }
  const isCoerced = (type: TypeModel) => "coerce" in type && type.coerce === true;
  if (isCoerced(before) && !isCoerced(after)) return no("is not coerced from other values");
  // What the old one wraps.
  switch (before.kind) {
    case "optional":
    case "default":
    case "prefault":
    case "readonly":
    case "nonoptional":
      return go(before.inner, after);
    case "nullable":
      return acceptsNull(after) ? go(before.inner, after) : no("cannot be null");
    case "literal":
    case "enum":
      return refusedValue(before.values, after, path);
    case "boolean":
      return after.kind === "boolean" ? undefined : refusedValue([true, false], after, path);
    case "authored": {
      const isStill = after.kind === "authored" && after.reason === before.reason;
      // Code that only rejected values may go; code that changed them gave them a form of their own.
      if (!isStill && !/refine|check/.test(before.reason)) return no("has a form of its own");
      return go(before.inner, after.kind === "authored" ? after.inner : after);
    }
  }
  switch (after.kind) {
    case "authored":
      return no("is checked by code that did not check it before");
    case "union":
      return narrowedToUnion(before, after, go, path);
  }
  if (before.kind === "recursive" && after.kind === "recursive") {
    const pair = JSON.stringify([before.name, after.name]);
    const pairs = new Set([...comparison.pairs, pair]);
    return narrowing(before.inner, after.inner, path, { ...comparison, pairs });
  }
  if (before.kind === "ref" && after.kind === "ref") {
    const isAssumed = comparison.pairs.has(JSON.stringify([before.name, after.name]));
    return isAssumed ? undefined : no("has another type");
  }
  if (before.kind === "string" && after.kind === "string") return narrowedString(before, after, no);
  if (before.kind === "number" && after.kind === "number") return narrowedNumber(before, after, no);
  if (before.kind === "date" && after.kind === "date") {
    const isFewer =
      (after.min ?? -Infinity) > (before.min ?? -Infinity) ||
      (after.max ?? Infinity) < (before.max ?? Infinity);
    return isFewer ? no("accepts fewer dates") : undefined;
  }
  if (before.kind === "array" && after.kind === "array") {
    return narrowedArray(before, after, go, path);
  }
  if (before.kind === "object" && after.kind === "object") {
    return narrowedObject(before, after, go, path, comparison.values);
  }
  if (before.kind === "record" && after.kind === "record") {
    return narrowedRecord(before, after, go, path);
  }
  if (before.kind === "tuple" && after.kind === "tuple") {
    return narrowedTuple(before, after, go, path);
  }
  if (after.kind === "literal" || after.kind === "enum") {
    return no(`accepts only ${after.values.map((value) => JSON.stringify(value)).join(", ")}`);
  }
  return no(before.kind === after.kind ? "accepts other values" : "has another type");
}

function first<Item>(
  items: readonly Item[],
  find: (item: Item) => Narrowing | undefined,
): Narrowing | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function acceptsNull(type: TypeModel): boolean {
  return refusedValue([null], type, []) === undefined;
}

/** The first of some values that a type rejects, or may reject. */
function refusedValue(
  values: readonly Literal[],
  type: TypeModel,
  path: readonly string[],
): Narrowing | undefined {
  const refused = values.find((value) => !accepts(type, value));
  return refused === undefined
    ? undefined
    : { path, reason: `cannot be ${JSON.stringify(refused)}` };
}
