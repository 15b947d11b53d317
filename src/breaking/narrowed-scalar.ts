import { counted } from "../../schema/counted.ts";
import type { NumberCheck, Pattern, StringCheck } from "../../schema/type/check.ts";
import type { NumberType, StringType } from "../../schema/type/model.ts";
import { patternSize } from "../../schema/type/pattern-size.ts";
import { patternOf } from "../../schema/type/string-pattern.ts";
import { isMultiple } from "./accepts.ts";
import type { Narrowing } from "./narrowing.ts";
import { isSame } from "./same.ts";

type Refuse = (reason: string) => Narrowing;

/** Why a string that a type accepts may be rejected by another one. */
export function narrowedString(
  before: StringType,
  after: StringType,
  no: Refuse,
): Narrowing | undefined {
  // A check sees the result of the changes before it: with any change, the order counts.
  const changes = [...before.checks, ...after.checks].some(({ check }) => check === "overwrite");
  if (changes) return no("is changed or checked differently");
  const refused = after.checks.find(
    (check) => !before.checks.some((other) => isSame(other, check) || impliesText(other, check)),
  );
  return refused && no(reasonOfText(refused));
}

/** Whether each text that passes one check passes another one. */
function impliesText(known: StringCheck, check: StringCheck): boolean {
  const pattern = patternOf(known);
  switch (check.check) {
    case "min_length":
      if (known.check === "min_length" || known.check === "length_equals") {
        return known.length >= check.length;
      }
      return check.length === 1 && pattern !== undefined && !accepts(pattern, "");
    case "max_length":
      if (known.check === "max_length" || known.check === "length_equals") {
        return known.length <= check.length;
      }
      return pattern !== undefined && patternSize(pattern, PLAIN).characters <= check.length;
    default:
      return false;
  }
}

/** Only characters are counted, however they are written. */
const PLAIN = { longer: new Map<string, number>(), surrogate: 0 };

function accepts({ pattern, flags }: Pattern, text: string): boolean {
  return new RegExp(pattern, flags).test(text);
}

function reasonOfText(check: StringCheck): string {
  switch (check.check) {
    case "min_length":
      return `needs at least ${counted(check.length, "character")}`;
    case "max_length":
      return `accepts at most ${counted(check.length, "character")}`;
    default:
      return `is checked for \`${"format" in check ? check.format : check.check}\``;
  }
}

/** Why a number that a type accepts may be rejected by another one. */
export function narrowedNumber(
  before: NumberType,
  after: NumberType,
  no: Refuse,
): Narrowing | undefined {
  if (after.int && !before.int) return no("must be a whole number");
  const known = before.checks.map((check) => (before.int ? ofIntegers(check) : check));
  const refused = after.checks.find((check) => {
    if (before.int && check.check === "multiple_of" && check.value === 1) return false;
    const wanted = before.int ? ofIntegers(check) : check;
    return !known.some((other) => isSame(other, wanted) || impliesNumber(other, wanted));
  });
  return refused && no(reasonOfNumber(refused));
}

/** The same bound for whole numbers, as an inclusive one: above 0 is from 1. */
function ofIntegers(check: NumberCheck): NumberCheck {
  if (check.check === "multiple_of") return check;
  const { check: side, value, inclusive } = check;
  const nearest = side === "greater_than" ? Math.ceil(value) : Math.floor(value);
  const isOut = !inclusive && nearest === value;
  const step = side === "greater_than" ? 1 : -1;
  return { check: side, value: isOut ? nearest + step : nearest, inclusive: true };
}

/** Whether each number that passes one check passes another one. */
function impliesNumber(known: NumberCheck, check: NumberCheck): boolean {
  if (check.check === "multiple_of") {
    return known.check === "multiple_of" && isMultiple(known.value, check.value);
  }
  if (known.check !== check.check) return false;
  if (known.value === check.value) return check.inclusive || !known.inclusive;
  return check.check === "greater_than" ? known.value > check.value : known.value < check.value;
}

function reasonOfNumber(check: NumberCheck): string {
  const { value } = check;
  if (check.check === "multiple_of") return `must be a multiple of ${value}`;
  if (check.check === "greater_than") {
    return check.inclusive ? `must be ${value} or more` : `must be more than ${value}`;
  }
  return check.inclusive ? `must be ${value} or less` : `must be less than ${value}`;
}
