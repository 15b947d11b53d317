import type {
  Literal,
  ObjectType,
  RecordType,
  TupleType,
  TypeModel,
  UnionType,
} from "../../schema/type/model.ts";
import { accepts } from "./accepts.ts";
import { narrowedNumber, narrowedString } from "./narrowed-scalar.ts";
import { counted, type Narrowing } from "./narrowing.ts";
import { isSame } from "./same.ts";

/** Whose values are asked about. */
export interface Comparison {
  /**
   * All that a read has accepted, or what a write stores: without the properties that an object leaves out.
   * What an older schema declared may still be in records which are read.
   */
  readonly values: "read" | "written";
  /** The recursive types that are being compared with each other, by their names. */
  readonly pairs: ReadonlySet<string>;
}

const ALL_THAT_IS_READ: Comparison = { values: "read", pairs: new Set() };

/** Values that the old code is going to meet. */
export const WRITTEN: Comparison = { values: "written", pairs: new Set() };

/**
 * Why a stored value that a type accepts may be refused by another one; nothing where each is accepted.
 * It errs on the side of a reason: what cannot be shown to be accepted is not called safe. What the
 * author's own code checks is taken to be the same where the model says the same of it.
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
    return isTaken ? undefined : no("is of a type that was not checked before");
  }
  const isCoerced = (type: TypeModel) => "coerce" in type && type.coerce === true;
  if (isCoerced(before) && !isCoerced(after)) return no("is no longer made of other values");
  // What the old one wraps.
  switch (before.kind) {
    case "optional":
    case "default":
    case "prefault":
    case "readonly":
    case "nonoptional":
      return go(before.inner, after);
    case "nullable":
      return acceptsNull(after) ? go(before.inner, after) : no("may no longer be null");
    case "literal":
    case "enum":
      return refusedValue(before.values, after, path);
    case "boolean":
      return after.kind === "boolean" ? undefined : refusedValue([true, false], after, path);
    case "authored": {
      const isStill = after.kind === "authored" && after.reason === before.reason;
      // What only refused values may go; what changed them gave them a form of its own.
      if (!isStill && !/refine|check/.test(before.reason)) return no("is of a form of its own");
      return go(before.inner, after.kind === "authored" ? after.inner : after);
    }
  }
  switch (after.kind) {
    case "authored":
      return no("is checked by code that did not check it before");
    case "union":
      return after.options.some((option) => go(before, option) === undefined)
        ? undefined
        : (narrowedOption(before, after, go, no) ??
            no("is of a type that no option of the union takes"));
  }
  if (before.kind === "recursive" && after.kind === "recursive") {
    const pair = JSON.stringify([before.name, after.name]);
    const pairs = new Set([...comparison.pairs, pair]);
    return narrowing(before.inner, after.inner, path, { ...comparison, pairs });
  }
  if (before.kind === "ref" && after.kind === "ref") {
    const isAssumed = comparison.pairs.has(JSON.stringify([before.name, after.name]));
    return isAssumed ? undefined : no("is of another type");
  }
  if (before.kind === "string" && after.kind === "string") return narrowedString(before, after, no);
  if (before.kind === "number" && after.kind === "number") return narrowedNumber(before, after, no);
  if (before.kind === "date" && after.kind === "date") {
    const isFewer =
      (after.min ?? -Infinity) > (before.min ?? -Infinity) ||
      (after.max ?? Infinity) < (before.max ?? Infinity);
    return isFewer ? no("takes fewer dates") : undefined;
  }
  if (before.kind === "array" && after.kind === "array") {
    if ((after.min ?? 0) > (before.min ?? 0)) return no(`needs ${counted(after.min, "element")}`);
    if ((after.max ?? Infinity) < (before.max ?? Infinity)) {
      return no(`takes ${counted(after.max, "element")} at most`);
    }
    return go(before.element, after.element, "[]");
  }
  if (before.kind === "object" && after.kind === "object") {
    return narrowedObject(before, after, go, path, comparison);
  }
  if (before.kind === "record" && after.kind === "record") {
    return takesKeysOf(before, after, go)
      ? go(before.value, after.value, "[]")
      : no("takes other keys");
  }
  if (before.kind === "tuple" && after.kind === "tuple") {
    return narrowedTuple(before, after, go, path);
  }
  if (after.kind === "literal" || after.kind === "enum") {
    return no(
      `may be no other than ${after.values.map((value) => JSON.stringify(value)).join(", ")}`,
    );
  }
  return no(before.kind === after.kind ? "takes other values" : "is of another type");
}

type Go = (from: TypeModel, to: TypeModel, step?: string) => Narrowing | undefined;

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

/** The first of some values that a type refuses, or may refuse. */
function refusedValue(
  values: readonly Literal[],
  type: TypeModel,
  path: readonly string[],
): Narrowing | undefined {
  const refused = values.find((value) => !accepts(type, value));
  return refused === undefined
    ? undefined
    : { path, reason: `may no longer be ${JSON.stringify(refused)}` };
}

/** Whether a property of a type may be left out. */
export function acceptsAbsence(type: TypeModel): boolean {
  switch (type.kind) {
    case "optional":
    case "default":
    case "catch":
      return true;
    // Unlike a default it is checked, and a type may well refuse its own.
    case "prefault":
      return accepts(type.inner, type.value as Literal);
    case "nullable":
    case "readonly":
      return acceptsAbsence(type.inner);
    case "union":
      return type.options.some(acceptsAbsence);
    default:
      return false;
  }
}

/** Why a property that a stored value leaves out may be refused. */
function required(type: TypeModel): string {
  return type.kind === "prefault" ? "is filled in with what may be refused" : "is required";
}

/** Whether a property of a type may be missing from a stored value: where in doubt, it may. */
export function mayBeAbsent(type: TypeModel): boolean {
  switch (type.kind) {
    case "recursive":
    case "authored":
      return mayBeAbsent(type.inner);
    case "intersection":
    case "ref":
    case "prefault":
      return true;
    default:
      return acceptsAbsence(type);
  }
}

/** Why no option takes an object: by the one that its discriminator leads to, if there is still one. */
function narrowedOption(
  before: TypeModel,
  { options, discriminator }: UnionType,
  go: Go,
  no: (reason: string) => Narrowing,
): Narrowing | undefined {
  const tag = discriminator === undefined ? undefined : propertyOf(before, discriminator);
  if (discriminator === undefined || tag?.kind !== "literal") return undefined;
  for (const value of tag.values) {
    const option = options.find((each) => {
      const own = propertyOf(each, discriminator);
      return own !== undefined && accepts(own, value);
    });
    if (option === undefined) {
      return no(`is not taken with ${JSON.stringify(value)} as \`${discriminator}\``);
    }
    const found = go(before, option);
    if (found !== undefined) return found;
  }
  return undefined;
}

function propertyOf(type: TypeModel, name: string): TypeModel | undefined {
  if (type.kind !== "object") return undefined;
  return type.properties.find((property) => property.name === name)?.type;
}

/** Whether a record takes each set of keys that another one takes. */
function takesKeysOf(before: RecordType, after: RecordType, go: Go): boolean {
  if (isSame(before.key, after.key) && before.mode === after.mode) return true;
  if (before.mode === "loose" || after.mode === "loose") return false;
  // One whose keys are an enum needs all of them, unless it is partial.
  const needsAll = after.key.kind === "enum" && after.mode !== "partial";
  return !needsAll && go(before.key, after.key) === undefined;
}

function narrowedTuple(
  before: TupleType,
  after: TupleType,
  go: Go,
  path: readonly string[],
): Narrowing | undefined {
  if (before.items.length !== after.items.length) {
    return { path, reason: "is a tuple of another length" };
  }
  if (before.rest !== undefined && after.rest === undefined) {
    return { path, reason: "takes no further elements" };
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

function narrowedObject(
  before: ObjectType,
  after: ObjectType,
  go: Go,
  path: readonly string[],
  { values }: Comparison,
): Narrowing | undefined {
  const at = (name: string, reason: string) => ({ path: [...path, name], reason });
  const others = before.unknown === "loose";
  // What an object leaves out, a record may hold all the same: reads have passed over it.
  const mayHoldOthers = others || (values === "read" && before.unknown === "strip");
  if (mayHoldOthers && after.catchall !== undefined) {
    if (before.catchall === undefined) return { path, reason: "takes fewer other properties" };
    const found = go(before.catchall, after.catchall, "[]");
    if (found !== undefined) return found;
  }
  for (const { name, type } of after.properties) {
    const old = before.properties.find((property) => property.name === name);
    if (old !== undefined) {
      if (mayBeAbsent(old.type) && !acceptsAbsence(type)) return at(name, required(type));
      const found = go(old.type, type, name);
      if (found !== undefined) return found;
      continue;
    }
    if (!acceptsAbsence(type)) return at(name, required(type));
    // An object that keeps what it does not declare may hold anything under the name.
    if (!others) continue;
    const found = go(before.catchall ?? { kind: "unknown" }, type, name);
    if (found !== undefined) return at(name, "is of a type that was not checked before");
  }
  for (const { name, type } of before.properties) {
    if (after.properties.some((property) => property.name === name)) continue;
    if (after.unknown === "strict") return at(name, "is no longer known");
    if (after.catchall === undefined) continue;
    const found = go(type, after.catchall, name);
    if (found !== undefined) return found;
  }
  const isClosed = mayHoldOthers && after.unknown === "strict";
  return isClosed ? { path, reason: "takes no other properties" } : undefined;
}
