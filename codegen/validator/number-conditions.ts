import type { NumberCheck } from "../../schema/type/check.ts";
import type { NumberType } from "../../schema/type/model.ts";
import type { Scope } from "../scope.ts";
import type { Condition } from "./conditions.ts";

/** The conditions of a number's checks, in the author's order. */
export function numberConditions(
  type: NumberType,
  input: string,
  scope: Scope,
): readonly Condition[] {
  return type.checks.map((check) => ({
    ...numberCondition(check, input, scope),
    ...(check.abort === true && { abort: true }),
  }));
}

function numberCondition(check: NumberCheck, input: string, scope: Scope): Condition {
  switch (check.check) {
    case "greater_than":
      return {
        wrong: `${input} ${check.inclusive ? "<" : "<="} ${check.value}`,
        code: "too_small",
        message: `expected a number ${check.inclusive ? "from" : "above"} ${check.value}`,
      };
    case "less_than":
      return {
        wrong: `${input} ${check.inclusive ? ">" : ">="} ${check.value}`,
        code: "too_big",
        message: `expected a number ${check.inclusive ? "up to" : "below"} ${check.value}`,
      };
    case "multiple_of":
      return {
        wrong: `!${scope.use("isMultipleOf")}(${input}, ${check.value})`,
        code: "not_multiple_of",
        message: `expected a multiple of ${check.value}`,
      };
  }
}
