import type { core } from "zod";
import { checkName, definedChecks, type Refuse } from "./checks-of.ts";
import { abortOf } from "./describe-string.ts";
import type { ArrayType } from "./model.ts";

/** The bounds of an array's length. `refuse` receives each check that is not supported. */
export function describeLength(
  def: core.$ZodArrayDef,
  refuse: Refuse,
): Pick<ArrayType, "min" | "max" | "abort"> {
  let bounds: Pick<ArrayType, "min" | "max" | "abort"> = {};
  for (const check of definedChecks(def)) {
    const { min = 0, max = Infinity } = bounds;
    // A too long array aborts anyway.
    if (check.check !== "max_length") bounds = { ...bounds, ...abortOf(check) };
    if (check.check === "min_length") bounds = { ...bounds, min: Math.max(min, check.minimum) };
    else if (check.check === "max_length") {
      bounds = { ...bounds, max: Math.min(max, check.maximum) };
    } else if (check.check === "length_equals") {
      bounds = { ...bounds, min: check.length, max: check.length };
    } else refuse(checkName(check));
  }
  return bounds;
}
