import type { IntersectionType } from "../../schema/type/model.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { writePrefix } from "./recursive.ts";
import type { Subject } from "./subject.ts";
import { optionFunction } from "./union.ts";

/** Each of the two types has its own function: their results are merged. */
export function checkIntersection(
  fn: FunctionWriter,
  type: IntersectionType,
  subject: Subject,
): string {
  const { input, path, target } = subject;
  const { writer } = fn;
  const left = optionFunction(fn, subject, "Left", type.left);
  const right = optionFunction(fn, subject, "Right", type.right);
  const before = path.length > 0 ? fn.local("issuesBefore") : "";
  if (path.length > 0) writer.line(`const ${before} = issues.length;`);
  const output = target ?? fn.outputOf(subject);
  const call = fn.call("both", [input, "issues", left, right]);
  writer.line([`${target === undefined ? "const " : ""}${output} = `, call]);
  if (path.length > 0) writePrefix(fn, before, path);
  return output;
}
