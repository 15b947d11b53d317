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
    if (check.check === "multiple_of") continue;
    const { value, inclusive } = check;
    if (check.check === "greater_than") {
      min = Math.max(min, inclusive ? Math.ceil(value) : Math.floor(value) + 1);
    } else max = Math.min(max, inclusive ? Math.floor(value) : Math.ceil(value) - 1);
  }
  return { min, max };
}
