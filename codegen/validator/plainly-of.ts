import type { NumberCheck, StringCheck, TypeModel } from "../../schema/type/model.ts";
import { isLongerThan, isMultipleOf, isShorterThan } from "../../src/runtime/check.ts";

/**
 * Whether a value passes the checks of a type unchanged: then, as a default, it may as well be
 * checked like one that was given. Types that are made of others are not looked into but for arrays.
 */
export function isPlainlyOf(type: TypeModel, value: unknown): boolean {
  switch (type.kind) {
    case "string":
      return typeof value === "string" && type.checks.every((check) => passes(check, value));
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

function passes(check: StringCheck, text: string): boolean {
  switch (check.check) {
    case "min_length":
      return !isShorterThan(text, check.length);
    case "max_length":
      return !isLongerThan(text, check.length);
    case "length_equals":
      return !isShorterThan(text, check.length) && !isLongerThan(text, check.length);
    case "includes":
      return text.includes(check.text, check.position);
    case "starts_with":
      return text.startsWith(check.text);
    case "ends_with":
      return text.endsWith(check.text);
    case "string_format":
      return "pattern" in check && new RegExp(check.pattern, check.flags).test(text);
    // It may well stay as it is: then its check at run time finds the same.
    case "url":
    case "overwrite":
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
