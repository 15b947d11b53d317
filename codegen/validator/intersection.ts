import type { IntersectionType } from "../../schema/type/model.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { assign } from "./guards.ts";
import { prefixed } from "./recursive.ts";
import type { Subject } from "./subject.ts";
import { optionFunction } from "./union.ts";

/** Each of the two types has its own function: their results are merged. */
export function checkIntersection(
  fn: FunctionWriter,
  type: IntersectionType,
  subject: Subject,
): string {
  const { input, path } = subject;
  const left = optionFunction(fn, subject, "Left", type.left);
  const right = optionFunction(fn, subject, "Right", type.right);
  const call = fn.call("both", [input, "issues", left, right]);
  return prefixed(fn, path, () => assign(fn, subject, call));
}
