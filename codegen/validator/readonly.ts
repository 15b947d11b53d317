import type { TypeModel } from "../../schema/type/model.ts";
import { holdsParts } from "./changes.ts";
import type { FunctionWriter } from "./function-writer.ts";
import type { Subject } from "./subject.ts";

/** An object or an array that nobody can write to, as zod returns it. */
export function checkReadonly(
  fn: FunctionWriter,
  inner: TypeModel,
  { target, ...subject }: Subject,
): string {
  const checked = fn.check(inner, subject);
  const isHeld = holdsParts(inner);
  const result = isHeld ? `${fn.scope.use("frozen")}(${checked}, ${subject.input})` : checked;
  if (target !== undefined) {
    fn.writer.line(`${target} = ${result};`);
    return target;
  }
  if (!isHeld) return checked;
  const output = fn.local(`${subject.input}Frozen`);
  fn.writer.line(`const ${output} = ${result};`);
  return output;
}
