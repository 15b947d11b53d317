import type { NumberCheck } from "../../schema/type/check.ts";
import { fitsCheck } from "../../schema/type/fits-check.ts";
import type { TypeModel } from "../../schema/type/model.ts";
import { isMultipleOf } from "../../src/runtime/check.ts";

/**
 * Whether a value passes the checks of a type unchanged: then, as a default, it can be checked like a given
 * value. Of composite types, only arrays are examined.
 */
export function isPlainlyOf(type: TypeModel, value: unknown): boolean {
  switch (type.kind) {
    case "string":
      // Checks by code are left to run time, with the same result.
      return typeof value === "string" && type.checks.every((check) => fitsCheck(check, value));
    case "number":
      return (
        typeof value === "number" &&
        (type.int ? Number.isSafeInteger(value) : Number.isFinite(value)) &&
        type.checks.every((check) => isWithin(check, value))
      );
    case "boolean":
      return typeof value === "boolean";
    case "null":
      return value === null;
    case "literal":
    case "enum":
      return (type.values as readonly unknown[]).includes(value);
    case "array":
      return (
        Array.isArray(value) &&
        value.length >= (type.min ?? 0) &&
        value.length <= (type.max ?? Infinity) &&
        value.every((item) => isPlainlyOf(type.element, item))
      );
    case "nullable":
      return value === null || isPlainlyOf(type.inner, value);
    default:
      return false;
  }
}

function isWithin(check: NumberCheck, value: number): boolean {
  switch (check.check) {
    case "greater_than":
      return check.inclusive ? value >= check.value : value > check.value;
    case "less_than":
      return check.inclusive ? value <= check.value : value < check.value;
    case "multiple_of":
      return isMultipleOf(value, check.value);
  }
}
