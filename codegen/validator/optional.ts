import type { TypeModel } from "../../schema/type/model.ts";
import { absenceOf } from "../absence.ts";
import { type Doc, group, indent, line } from "../text/doc.ts";
import { literalDoc } from "../text/literal.ts";
import { changes } from "./changes.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { ifAll, type Subject } from "./subject.ts";

type DefaultType = Extract<TypeModel, { kind: "default" }>;

/**
 * Puts a check under its guards. Where the check makes a new value, a variable takes it, which
 * holds the input itself where the guards do not let the check run.
 */
export function guarded(
  fn: FunctionWriter,
  subject: Subject,
  makesValue: boolean,
  write: (unguarded: Subject) => string,
): string {
  const { input, guards } = subject;
  if (guards.length === 0) return write(subject);
  if (makesValue) {
    const output = subject.target ?? fn.outputOf(subject);
    declare(fn, subject, "let", output, ` ${input};`);
    under(fn, { ...subject, target: output }, write);
    return output;
  }
  fn.open([ifAll(guards), " {"]);
  write({ ...subject, guards: [] });
  fn.close();
  return input;
}

/** What is not there is not checked, unless the type has a default for it. */
export function checkOptional(fn: FunctionWriter, inner: TypeModel, subject: Subject): string {
  const isDefaulted = absenceOf(inner, fn.validator.recursive).input === "defaulted";
  const given = isDefaulted ? subject : withGuard(subject, `${subject.input} !== undefined`);
  return fn.check(inner, given);
}

/** The default itself is not checked, as zod does not: its author has seen to it. */
export function checkDefault(fn: FunctionWriter, type: DefaultType, subject: Subject): string {
  const { input, target } = subject;
  const makesValue = changes(type.inner);
  const output = target ?? fn.local(`${input === "input" ? "value" : input}OrDefault`);
  const choice = group(
    `${input} === undefined`,
    indent(line, "? ", literalDoc(type.value), line, `: ${input};`),
  );
  declare(fn, subject, makesValue ? "let" : "const", output, group(indent(line, choice)));
  const given = withGuard(subject, `${input} !== undefined`);
  if (makesValue) {
    under(fn, { ...given, target: output }, (unguarded) => fn.check(type.inner, unguarded));
  } else {
    const { target: _, ...untargeted } = given;
    fn.check(type.inner, untargeted);
  }
  return output;
}

export function withGuard(subject: Subject, guard: string): Subject {
  return { ...subject, guards: [...subject.guards, guard] };
}

/** Declares the variable that takes the value, or sets it where there is one. */
function declare(
  { writer }: FunctionWriter,
  { target }: Subject,
  keyword: "let" | "const",
  output: string,
  value: Doc,
): void {
  const type = keyword === "let" ? ": unknown" : "";
  writer.line([target === undefined ? `${keyword} ${output}${type} =` : `${output} =`, value]);
}

/** Writes a check that makes a value under its guards, and has the target take the value. */
function under(
  fn: FunctionWriter,
  subject: Subject & { readonly target: string },
  write: (unguarded: Subject) => string,
): void {
  fn.open([ifAll(subject.guards), " {"]);
  const checked = write({ ...subject, guards: [] });
  if (checked !== subject.target) fn.writer.line(`${subject.target} = ${checked};`);
  fn.close();
}
