import type { NumberType, StringCheck, StringType } from "../../schema/type/model.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { beside, list } from "../text/doc.ts";
import { stringText } from "../text/literal.ts";
import { ifAll, nameOf, type Path, pathDoc } from "./subject.ts";

/** When a value of the right type is still wrong, and what the issue says then. */
export interface Condition {
  /** An expression that is true for a wrong value. */
  readonly wrong: string;
  readonly code: string;
  readonly message: string;
}

/** Writes the check of one condition. */
export function writeIssue(writer: CodeWriter, condition: Condition, path: Path): void {
  writer.open([ifAll([condition.wrong]), " {"]);
  pushIssue(writer, condition, path);
  writer.close();
}

export function pushIssue(
  writer: CodeWriter,
  { code, message }: Pick<Condition, "code" | "message">,
  path: Path,
): void {
  const text = beside("message:", stringText(message));
  writer.line(list("issues.push({", [`code: "${code}"`, ["path: ", pathDoc(path)], text], "});"));
}

/** The conditions of a string's checks, in the author's order. */
export function stringConditions(
  type: StringType,
  input: string,
  path: Path,
  scope: Scope,
): readonly Condition[] {
  return type.checks.flatMap((check) => conditionsOf(check, input, path, scope));
}

function conditionsOf(
  check: StringCheck,
  input: string,
  path: Path,
  scope: Scope,
): readonly Condition[] {
  switch (check.check) {
    case "min_length":
      return [tooShort(input, check.length, "at least ", scope)];
    case "max_length":
      return [tooLong(input, check.length, "at most ", scope)];
    case "length_equals":
      return [tooShort(input, check.length, "", scope), tooLong(input, check.length, "", scope)];
    case "includes":
      return [formatCondition(`!${input}.includes(${stringText(check.text)})`, "contains", check)];
    case "starts_with":
      return [
        formatCondition(`!${input}.startsWith(${stringText(check.text)})`, "starts with", check),
      ];
    case "ends_with":
      return [formatCondition(`!${input}.endsWith(${stringText(check.text)})`, "ends with", check)];
    case "string_format": {
      const isRegex = check.format === "regex";
      const stem = isRegex ? `${nameOf(path)} pattern` : check.format;
      const name = scope.pattern(stem, check.pattern, check.flags);
      return [
        {
          wrong: `!${name}.test(${input})`,
          code: "invalid_format",
          message: isRegex
            ? `expected a text like /${check.pattern}/${check.flags}`
            : `not a valid ${check.format}`,
        },
      ];
    }
  }
}

function tooShort(input: string, length: number, bound: string, scope: Scope): Condition {
  return {
    wrong: length === 1 ? `${input} === ""` : `${scope.use("isShorterThan")}(${input}, ${length})`,
    code: "too_small",
    message: `expected ${bound}${counted(length, "character")}`,
  };
}

function tooLong(input: string, length: number, bound: string, scope: Scope): Condition {
  return {
    wrong: `${scope.use("isLongerThan")}(${input}, ${length})`,
    code: "too_big",
    message: `expected ${bound}${counted(length, "character")}`,
  };
}

function formatCondition(wrong: string, words: string, { text }: { text: string }): Condition {
  const message = `expected a text that ${words} ${stringText(text)}`;
  return { wrong, code: "invalid_format", message };
}

/** A number of things: `1 character`, `2 characters`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

/** The conditions of a number's checks, in the author's order. */
export function numberConditions(
  type: NumberType,
  input: string,
  scope: Scope,
): readonly Condition[] {
  return type.checks.map((check): Condition => {
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
  });
}
