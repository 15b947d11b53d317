import type { core } from "zod";
import { checkName, type Refuse } from "./checks-of.ts";
import type { BigIntType, DateType } from "./model.ts";

/** The bounds of a date. `refuse` receives each check that is not supported. */
export function describeDate(def: core.$ZodDateDef, refuse: Refuse): DateType {
  const { min, max } = boundsOf(def, refuse);
  return {
    kind: "date",
    ...(min !== undefined && { min: Number(min) }),
    ...(max !== undefined && { max: Number(max) }),
  };
}

/** The bounds of a bigint, as text: JSON cannot represent them. */
export function describeBigInt(def: core.$ZodBigIntDef, refuse: Refuse): BigIntType {
  const { min, max } = boundsOf(def, refuse);
  return {
    kind: "bigint",
    ...(min !== undefined && { min: String(min) }),
    ...(max !== undefined && { max: String(max) }),
  };
}

/** All bounds as inclusive ones: milliseconds of dates, and bigints, are whole. */
function boundsOf(def: core.$ZodDateDef | core.$ZodBigIntDef, refuse: Refuse) {
  let min: bigint | undefined;
  let max: bigint | undefined;
  if (def.coerce === true) refuse("`z.coerce`");
  if ("check" in def) refuse(checkName(def as never));
  for (const { _zod } of (def.checks ?? []) as core.$ZodChecks[]) {
    const check = _zod.def;
    const isBound = check.check === "greater_than" || check.check === "less_than";
    if (!isBound || check.abort === true) {
      refuse(checkName(check));
      continue;
    }
    const value = BigInt(Number.isNaN(Number(check.value)) ? 0 : wholeOf(check.value));
    const step = check.inclusive ? 0n : 1n;
    if (check.check === "greater_than") min = larger(min, value + step);
    else max = smaller(max, value - step);
  }
  return { min, max };
}

function wholeOf(value: core.util.Numeric): bigint | number {
  return value instanceof Date ? value.getTime() : value;
}

function larger(a: bigint | undefined, b: bigint): bigint {
  return a !== undefined && a > b ? a : b;
}

function smaller(a: bigint | undefined, b: bigint): bigint {
  return a !== undefined && a < b ? a : b;
}
