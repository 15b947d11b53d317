import { isDeepStrictEqual } from "node:util";
import type {
  Literal,
  NumberType,
  ObjectType,
  StringType,
  TypeModel,
} from "../../schema/type/model.ts";

/** Why a value of a type may be refused by another one. */
export interface Narrowing {
  /** The way to the part of the value: `["address", "zip"]`, with `[]` for an element. */
  readonly path: readonly string[];
  /** What is no longer accepted, as the end of a sentence: `may no longer be null`. */
  readonly reason: string;
}

/** The recursive types that are being compared with each other, by their names. */
type Pairs = ReadonlySet<string>;

/**
 * Why a stored value that a type accepts may be refused by another one; nothing where each is accepted.
 * It errs on the side of a reason: what cannot be shown to be accepted is not called safe. What the
 * author's own code checks is taken to be the same where the model says the same of it.
 */
export function narrowing(
  before: TypeModel,
  after: TypeModel,
  path: readonly string[] = [],
  pairs: Pairs = new Set(),
): Narrowing | undefined {
  if (isSame(before, after)) return undefined;
  const go = (from: TypeModel, to: TypeModel, step?: string) =>
    narrowing(from, to, step === undefined ? path : [...path, step], pairs);
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
        : no("is of a type that no option of the union takes");
  }
  if (before.kind === "recursive" && after.kind === "recursive") {
    const pair = JSON.stringify([before.name, after.name]);
    return narrowing(before.inner, after.inner, path, new Set([...pairs, pair]));
  }
  if (before.kind === "ref" && after.kind === "ref") {
    const isAssumed = pairs.has(JSON.stringify([before.name, after.name]));
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
    if ((after.min ?? 0) > (before.min ?? 0)) return no(`needs ${after.min} elements`);
    if ((after.max ?? Infinity) < (before.max ?? Infinity)) {
      return no(`takes ${after.max} elements at most`);
    }
    return go(before.element, after.element, "[]");
  }
  if (before.kind === "object" && after.kind === "object") {
    return narrowedObject(before, after, go, path);
  }
  if (before.kind === "record" && after.kind === "record") {
    const isSameKey = isSame(before.key, after.key) && before.mode === after.mode;
    return isSameKey ? go(before.value, after.value, "[]") : no("takes other keys");
  }
  return no(before.kind === after.kind ? "takes other values" : "is of another type");
}

type Refuse = (reason: string) => Narrowing;
type Go = (from: TypeModel, to: TypeModel, step?: string) => Narrowing | undefined;

/** Descriptions say nothing of what is accepted. */
function isSame(before: unknown, after: unknown): boolean {
  return isDeepStrictEqual(withoutDescriptions(before), withoutDescriptions(after));
}

function withoutDescriptions(type: unknown): unknown {
  return JSON.parse(
    JSON.stringify(type, (name, value) =>
      name === "description" && typeof value === "string" ? undefined : value,
    ),
  );
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

function accepts(type: TypeModel, value: Literal): boolean {
  switch (type.kind) {
    case "literal":
    case "enum":
      return type.values.some((other) => Object.is(other, value));
    case "boolean":
      return typeof value === "boolean";
    case "null":
      return value === null;
    case "string":
      return typeof value === "string" && type.checks.length === 0;
    case "number":
      return typeof value === "number" && type.checks.length === 0 && !type.int;
    case "nullable":
      return value === null || accepts(type.inner, value);
    case "optional":
    case "default":
    case "prefault":
    case "readonly":
    case "nonoptional":
      return accepts(type.inner, value);
    case "catch":
    case "unknown":
      return true;
    case "union":
      return type.options.some((option) => accepts(option, value));
    case "intersection":
      return accepts(type.left, value) && accepts(type.right, value);
    default:
      return false;
  }
}

/** Whether a type takes what is not there: as a property that is left out, or as null. */
export function acceptsMissing(type: TypeModel): boolean {
  return acceptsAbsence(type) || acceptsNull(type);
}

/** Whether a property of a type may be left out. */
function acceptsAbsence(type: TypeModel): boolean {
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
function mayBeAbsent(type: TypeModel): boolean {
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

function narrowedString(before: StringType, after: StringType, no: Refuse): Narrowing | undefined {
  // A check sees what the changes before it have made: with any, the order counts.
  const changes = [...before.checks, ...after.checks].some(({ check }) => check === "overwrite");
  if (changes) return no("is changed or checked in another way");
  for (const check of after.checks) {
    const isKnown = before.checks.some((other) => isSame(other, check));
    if (isKnown) continue;
    const lengths = before.checks.flatMap((other) => ("length" in other ? [other] : []));
    const has = (kinds: readonly string[], isEnough: (length: number) => boolean) =>
      lengths.some(({ check, length }) => kinds.includes(check) && isEnough(length));
    if (check.check === "min_length") {
      if (has(["min_length", "length_equals"], (length) => length >= check.length)) continue;
      return no(`needs ${check.length} characters`);
    }
    if (check.check === "max_length") {
      if (has(["max_length", "length_equals"], (length) => length <= check.length)) continue;
      return no(`takes ${check.length} characters at most`);
    }
    return no(`is checked for \`${"format" in check ? check.format : check.check}\``);
  }
  return undefined;
}

function narrowedNumber(before: NumberType, after: NumberType, no: Refuse): Narrowing | undefined {
  if (after.int && !before.int) return no("is whole numbers only");
  for (const check of after.checks) {
    const isImplied = before.checks.some((other) => {
      if (isSame(other, check)) return true;
      if (other.check !== check.check || other.check === "multiple_of") return false;
      if (check.check === "multiple_of") return false;
      if (other.value === check.value) return check.inclusive;
      return check.check === "greater_than" ? other.value > check.value : other.value < check.value;
    });
    if (isImplied) continue;
    const bound = `${check.value}`;
    if (check.check === "multiple_of") return no(`is a multiple of ${bound}`);
    return no(`is ${check.check === "greater_than" ? "from" : "up to"} ${bound}`);
  }
  return undefined;
}

function narrowedObject(
  before: ObjectType,
  after: ObjectType,
  go: Go,
  path: readonly string[],
): Narrowing | undefined {
  const at = (name: string, reason: string) => ({ path: [...path, name], reason });
  const others = before.unknown === "loose";
  if (others && after.unknown === "strict") return { path, reason: "takes no other properties" };
  if (others && after.catchall !== undefined) {
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
  return undefined;
}
