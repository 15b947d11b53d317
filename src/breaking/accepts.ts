import { fitsCheck } from "../../schema/type/fits-check.ts";
import type { Literal, NumberType, TypeModel } from "../../schema/type/model.ts";

/** Whether a type accepts a value as it is; `false` if that cannot be shown. */
export function accepts(type: TypeModel, value: Literal): boolean {
  switch (type.kind) {
    case "literal":
    case "enum":
      return type.values.some((other) => Object.is(other, value));
    case "boolean":
      return typeof value === "boolean";
    case "null":
      return value === null;
    case "string":
      return (
        typeof value === "string" && type.checks.every((check) => fitsCheck(check, value) === true)
      );
    case "number":
      return typeof value === "number" && fitsNumber(value, type);
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

function fitsNumber(value: number, { int, checks }: NumberType): boolean {
  if (int && !Number.isSafeInteger(value)) return false;
  return checks.every((check) => {
    if (check.check === "multiple_of") return isMultiple(value, check.value);
    if (check.inclusive && value === check.value) return true;
    return check.check === "greater_than" ? value > check.value : value < check.value;
  });
}

/** Only for whole numbers: the remainder of others depends on rounding. */
export function isMultiple(value: number, step: number): boolean {
  return Number.isInteger(value) && Number.isInteger(step) && value % step === 0;
}
