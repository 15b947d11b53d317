import type { Literal, NumberType, StringType, TypeModel } from "../../schema/type/model.ts";

/** Whether a type accepts a value as it is; `false` where that cannot be shown. */
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
      return typeof value === "string" && fitsString(value, type);
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

function fitsString(text: string, { checks }: StringType): boolean {
  // As zod counts them.
  const length = [...text].length;
  return checks.every((check) => {
    switch (check.check) {
      case "min_length":
        return length >= check.length;
      case "max_length":
        return length <= check.length;
      case "length_equals":
        return length === check.length;
      case "starts_with":
        return text.startsWith(check.text);
      case "ends_with":
        return text.endsWith(check.text);
      case "includes":
        return text.includes(check.text, check.position);
      case "string_format":
        return "pattern" in check && new RegExp(check.pattern, check.flags).test(text);
      default:
        return false;
    }
  });
}

function fitsNumber(value: number, { int, checks }: NumberType): boolean {
  if (int && !Number.isSafeInteger(value)) return false;
  return checks.every((check) => {
    if (check.check === "multiple_of") return isMultiple(value, check.value);
    if (check.inclusive && value === check.value) return true;
    return check.check === "greater_than" ? value > check.value : value < check.value;
  });
}

/** Of whole numbers alone: what is left over of others depends on how they are rounded. */
export function isMultiple(value: number, step: number): boolean {
  return Number.isInteger(value) && Number.isInteger(step) && value % step === 0;
}
