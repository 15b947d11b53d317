import type { Doc } from "../text/doc.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { ifAll, type Subject } from "./subject.ts";

/** A value whose check has one more guard. */
export function withGuard(subject: Subject, guard: string): Subject {
  return { ...subject, guards: [...subject.guards, guard] };
}

/**
 * Puts a check under its guards. If the check makes a new value, a variable receives it, which holds the input
 * itself if the guards do not let the check run.
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

/** Declares the variable for the value, or sets it if there is one. */
export function declare(
  { writer }: FunctionWriter,
  { target }: Subject,
  keyword: "let" | "const",
  output: string,
  value: Doc,
): void {
  const type = keyword === "let" ? ": unknown" : "";
  writer.line([target === undefined ? `${keyword} ${output}${type} =` : `${output} =`, value]);
}

/** Writes that the target, or else a constant, gets the result of a call. */
export function assign(fn: FunctionWriter, subject: Subject, call: Doc): string {
  const output = subject.target ?? fn.outputOf(subject);
  declare(fn, subject, "const", output, [" ", call]);
  return output;
}

/** Writes a check that makes a value under its guards, and assigns the value to the target. */
export function under(
  fn: FunctionWriter,
  subject: Subject & { readonly target: string },
  write: (unguarded: Subject) => string,
): void {
  fn.open([ifAll(subject.guards), " {"]);
  const checked = write({ ...subject, guards: [] });
  if (checked !== subject.target) fn.writer.line(`${subject.target} = ${checked};`);
  fn.close();
}
