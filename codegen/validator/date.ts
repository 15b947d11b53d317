import type { BigIntType, DateType } from "../../schema/type/model.ts";
import { addIssue, type Condition, writeIssues } from "./conditions.ts";
import type { FunctionWriter } from "./function-writer.ts";
import type { Subject } from "./subject.ts";

export function checkDate(fn: FunctionWriter, type: DateType, { input, path }: Subject): string {
  fn.open(`if (!(${input} instanceof Date) || Number.isNaN(${input}.getTime())) {`);
  fn.writer.line(fn.wrongType(path, "a valid date", input));
  for (const { wrong, ...issue } of dateConditions(type, input)) {
    fn.reopen(`} else if (${wrong}) {`);
    addIssue(fn, issue, path);
  }
  fn.close();
  return input;
}

export function dateConditions({ min, max }: DateType, input: string): readonly Condition[] {
  return bounds(
    `${input}.getTime()`,
    min === undefined ? undefined : [String(min), `from ${new Date(min).toISOString()}`],
    max === undefined ? undefined : [String(max), `up to ${new Date(max).toISOString()}`],
    "a date",
  );
}

export function checkBigInt(
  fn: FunctionWriter,
  type: BigIntType,
  { input, path }: Subject,
): string {
  const conditions = bigIntConditions(type, input);
  fn.open(`if (typeof ${input} !== "bigint") {`);
  fn.writer.line(fn.wrongType(path, "a bigint", input));
  if (conditions.length > 0) {
    fn.reopen("} else {");
    writeIssues(fn, conditions, path);
  }
  fn.close();
  return input;
}

export function bigIntConditions({ min, max }: BigIntType, input: string): readonly Condition[] {
  return bounds(
    input,
    min === undefined ? undefined : [`${min}n`, `of at least ${min}`],
    max === undefined ? undefined : [`${max}n`, `of at most ${max}`],
    "a bigint",
  );
}

type Bound = readonly [literal: string, words: string] | undefined;

function bounds(value: string, min: Bound, max: Bound, what: string): readonly Condition[] {
  const condition = (sign: string, code: string, bound: Bound): readonly Condition[] =>
    bound === undefined
      ? []
      : [{ wrong: `${value} ${sign} ${bound[0]}`, code, message: `expected ${what} ${bound[1]}` }];
  return [...condition("<", "too_small", min), ...condition(">", "too_big", max)];
}
