import type { NumberType, StringCheck, StringType } from "../schema/type/model.ts";
import type { Constants } from "./constants.ts";
import { literalText, stringText } from "./literal.ts";

/** When a value of the right type is still wrong, and what the issue says then. */
export interface Condition {
  /** An expression that is true for a wrong value. */
  readonly wrong: string;
  readonly code: string;
  readonly message: string;
}

/** Up to so many values are compared one by one; more are looked up in a set. */
const MAX_COMPARED_VALUES = 8;

/** The conditions of a string's checks, in the author's order. */
export function stringConditions(
  type: StringType,
  input: string,
  constants: Constants,
): readonly Condition[] {
  return type.checks.map((check) => stringCondition(check, input, constants));
}

function stringCondition(check: StringCheck, input: string, constants: Constants): Condition {
  switch (check.check) {
    case "min_length":
      return {
        wrong: `${input}.length < ${check.length}`,
        code: "too_small",
        message: `expected at least ${characters(check.length)}`,
      };
    case "max_length":
      return {
        wrong: `${input}.length > ${check.length}`,
        code: "too_big",
        message: `expected at most ${characters(check.length)}`,
      };
    case "length_equals":
      return {
        wrong: `${input}.length !== ${check.length}`,
        code: "too_small",
        message: `expected ${characters(check.length)}`,
      };
    case "includes":
    case "starts_with":
    case "ends_with": {
      const method = { includes: "includes", starts_with: "startsWith", ends_with: "endsWith" };
      const words = { includes: "contains", starts_with: "starts with", ends_with: "ends with" };
      const text = stringText(check.text);
      return {
        wrong: `!${input}.${method[check.check]}(${text})`,
        code: "invalid_format",
        message: `expected a text that ${words[check.check]} ${text}`,
      };
    }
    case "string_format": {
      const name = constants.pattern(check.format, check.pattern, check.flags);
      const what = check.format === "regex" ? `a text like /${check.pattern}/` : check.format;
      return {
        wrong: `!${name}.test(${input})`,
        code: "invalid_format",
        message: check.format === "regex" ? `expected ${what}` : `not a valid ${what}`,
      };
    }
  }
}

function characters(count: number): string {
  return count === 1 ? "1 character" : `${count} characters`;
}

/** The conditions of a number's checks, in the author's order. */
export function numberConditions(type: NumberType, input: string): readonly Condition[] {
  // `Number.isFinite` has made sure of the type, but does not narrow it.
  const number = `(${input} as number)`;
  return type.checks.map((check): Condition => {
    switch (check.check) {
      case "greater_than":
        return {
          wrong: `${number} ${check.inclusive ? "<" : "<="} ${check.value}`,
          code: "too_small",
          message: `expected a number ${check.inclusive ? "from" : "above"} ${check.value}`,
        };
      case "less_than":
        return {
          wrong: `${number} ${check.inclusive ? ">" : ">="} ${check.value}`,
          code: "too_big",
          message: `expected a number ${check.inclusive ? "up to" : "below"} ${check.value}`,
        };
      case "multiple_of":
        return {
          wrong: `!isMultipleOf(${number}, ${check.value})`,
          code: "not_multiple_of",
          message: `expected a multiple of ${check.value}`,
        };
    }
  });
}

/** Tells a value that is none of the given ones. */
export function valueCondition(
  values: readonly unknown[],
  input: string,
  name: string,
  constants: Constants,
): { readonly wrong: readonly string[]; readonly message: string } {
  const texts = values.map(literalText);
  return {
    wrong:
      values.length > MAX_COMPARED_VALUES
        ? [`!${constants.set(name, values)}.has(${input})`]
        : texts.map((text) => `${input} !== ${text}`),
    message: `expected ${texts.join(" or ")}`,
  };
}
