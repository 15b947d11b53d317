import type { DateType } from "../../schema/type/model.ts";
import { pushIssue } from "./conditions.ts";
import type { FunctionWriter } from "./function-writer.ts";
import type { Subject } from "./subject.ts";

export function checkDate(fn: FunctionWriter, type: DateType, { input, path }: Subject): string {
  const { writer } = fn;
  fn.open(`if (!(${input} instanceof Date) || Number.isNaN(${input}.getTime())) {`);
  writer.line(fn.wrongType(path, "a valid date", input));
  fn.reopen(`} else if (${input}.getTime() < ${type.min}) {`);
  const from = `expected a date from ${new Date(type.min).toISOString()}`;
  pushIssue(writer, { code: "too_small", message: from }, path);
  fn.reopen(`} else if (${input}.getTime() > ${type.max}) {`);
  const upTo = `expected a date up to ${new Date(type.max).toISOString()}`;
  pushIssue(writer, { code: "too_big", message: upTo }, path);
  fn.close();
  return input;
}
