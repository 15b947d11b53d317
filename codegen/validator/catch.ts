import type { TypeModel } from "../../schema/type/model.ts";
import type { Doc } from "../text/doc.ts";
import { literalDoc } from "../text/literal.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { guarded } from "./guards.ts";
import { ifAll, type Subject } from "./subject.ts";

/** Another value replaces one that is wrong, whose issues are dropped. */
export function checkCatch(
  fn: FunctionWriter,
  { inner, value }: Extract<TypeModel, { kind: "catch" }>,
  subject: Subject,
): string {
  return guarded(fn, subject, true, (at) => checkForgiven(fn, inner, at, "", literalDoc(value)));
}

/** Checks a value, which another one replaces if it is wrong and `condition` is true. */
export function checkForgiven(
  fn: FunctionWriter,
  inner: TypeModel,
  { target, ...subject }: Subject,
  condition: string,
  otherwise: Doc,
): string {
  const { writer } = fn;
  const { input } = subject;
  const before = fn.issuesBefore();
  const checked = fn.check(inner, subject);
  const output = target ?? fn.local(`${input === "input" ? "value" : input}OrOther`);
  writer.line(`${target === undefined ? `let ${output}: unknown` : output} = ${checked};`);
  const isWrong = `issues.length > ${before}`;
  fn.open([ifAll(condition === "" ? [isWrong] : [condition, isWrong]), " {"]);
  writer.line(`issues.length = ${before};`);
  writer.line([`${output} = `, otherwise, ";"]);
  fn.close();
  return output;
}
