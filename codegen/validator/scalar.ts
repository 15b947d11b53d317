import type { NumberType, StringType } from "../../schema/type/model.ts";
import { rewrites } from "../../schema/type/rewrites.ts";
import type { Doc } from "../text/doc.ts";
import { type Condition, issueCall, stringConditions, writeIssues } from "./conditions.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { guarded } from "./guards.ts";
import { writeIf, writeIfElse } from "./if.ts";
import { numberConditions } from "./number-conditions.ts";
import { rewriteString } from "./rewritten-string.ts";
import { ifAll, pathDoc, type Subject } from "./subject.ts";

export function checkString(fn: FunctionWriter, type: StringType, subject: Subject): string {
  const { input, path } = subject;
  if (rewrites(type)) return rewriteString(fn, type, subject);
  const conditions = stringConditions(type, input, path, fn.scope);
  const reject = fn.wrongType(path, "a string", input);
  return checkScalar(fn, subject, `typeof ${input} !== "string"`, reject, conditions);
}

export function checkNumber(fn: FunctionWriter, type: NumberType, subject: Subject): string {
  const { input, path } = subject;
  const conditions = numberConditions(type, input, fn.scope);
  const wrong = `!Number.${type.int ? "isSafeInteger" : "isFinite"}(${input})`;
  const reject = type.int
    ? fn.call("notInteger", ["issues", pathDoc(path), input])
    : fn.wrongType(path, "a number", input);
  // The comparisons need to know that it is a number, which `Number.isFinite` does not tell TypeScript.
  const narrowing = conditions.length === 0 ? wrong : `typeof ${input} !== "number" || ${wrong}`;
  return checkScalar(fn, subject, narrowing, reject, conditions);
}

function checkScalar(
  fn: FunctionWriter,
  subject: Subject,
  wrong: string,
  reject: Doc,
  conditions: readonly Condition[],
): string {
  const { writer } = fn;
  const [only, ...others] = conditions;
  if (only === undefined) {
    writeIf(writer, [...subject.guards, wrong], reject);
    return subject.input;
  }
  return guarded(fn, subject, false, ({ input, path }) => {
    if (others.length === 0) {
      const bad = { condition: only.wrong, statement: issueCall(fn, only, path) };
      writeIfElse(writer, { condition: wrong, statement: reject }, bad);
      return input;
    }
    fn.open([ifAll([wrong]), " {"]);
    writer.line(reject);
    fn.reopen("} else {");
    writeIssues(fn, conditions, path);
    fn.close();
    return input;
  });
}
