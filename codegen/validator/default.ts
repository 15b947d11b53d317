import type { TypeModel } from "../../schema/type/model.ts";
import { type Doc, group, indent, line } from "../text/doc.ts";
import { literalDoc } from "../text/literal.ts";
import { changes } from "./changes.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { declare, under, withGuard } from "./guards.ts";
import type { Subject } from "./subject.ts";

type DefaultType = Extract<TypeModel, { kind: "default" }>;
type PrefaultType = Extract<TypeModel, { kind: "prefault" }>;

/** The default itself is not checked, as in zod: its author has ensured that it is right. */
export function checkDefault(fn: FunctionWriter, type: DefaultType, subject: Subject): string {
  const { input, target } = subject;
  const makesValue = changes(type.inner);
  const output = target ?? fn.local(nameOfFilled(input));
  declare(fn, subject, makesValue ? "let" : "const", output, filledIn(input, type.value));
  const given = withGuard(subject, `${input} !== undefined`);
  if (makesValue) {
    under(fn, { ...given, target: output }, (unguarded) => fn.check(type.inner, unguarded));
  } else {
    const { target: _, ...untargeted } = given;
    fn.check(type.inner, untargeted);
  }
  return output;
}

/** The replacement of a missing value is checked like a given one. */
export function checkPrefault(fn: FunctionWriter, type: PrefaultType, subject: Subject): string {
  const filled = fn.local(nameOfFilled(subject.input));
  fn.writer.line([`const ${filled} =`, filledIn(subject.input, type.value)]);
  const { present: _, ...given } = subject;
  return fn.check(type.inner, { ...given, input: filled });
}

function nameOfFilled(input: string): string {
  return `${input === "input" ? "value" : input}OrDefault`;
}

function filledIn(input: string, value: unknown): Doc {
  const choice = group(
    `${input} === undefined`,
    indent(line, "? ", literalDoc(value), line, `: ${input};`),
  );
  return group(indent(line, choice));
}
