import type { NumberType } from "./model.ts";

/** The smallest and the largest integer that an integer type accepts. */
export interface IntegerBounds {
  readonly min: number;
  readonly max: number;
}

/** Returns the bounds of an integer type; those of the safe integers if it sets none. */
export function integerBounds({ checks }: NumberType): IntegerBounds {
  let min = -Number.MAX_SAFE_INTEGER;
  let max = Number.MAX_SAFE_INTEGER;
  for (const check of checks) {
    const step = "inclusive" in check && check.inclusive ? 0 : 1;
    if (check.check === "greater_than") min = Math.max(min, Math.floor(check.value) + step);
    if (check.check === "less_than") max = Math.min(max, Math.ceil(check.value) - step);
  }
  return { min, max };
}
