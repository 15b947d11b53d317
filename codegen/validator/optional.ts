import type { OptionalType, TypeModel } from "../../schema/type/model.ts";
import { mayFillInWrongly } from "../../schema/type/predicates.ts";
import { absenceOf } from "../absence.ts";
import type { Doc } from "../text/doc.ts";
import { checkForgiven } from "./catch.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { writeIf } from "./if.ts";
import { refusesUndefined } from "./refuses-undefined.ts";
import { ifAll, type Subject } from "./subject.ts";

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
export function checkOptional(fn: FunctionWriter, type: OptionalType, subject: Subject): string {
  const { inner, exact } = type;
  const { input, present } = subject;
  if (absenceOf(inner, fn.validator.recursive).input === "defaulted") {
    // As in zod, a default that is itself wrong is none.
    return mayFillInWrongly(inner) || fn.validator.direction === "encode"
      ? checkForgiven(fn, inner, subject, `${input} === undefined`, "undefined")
      : fn.check(inner, subject);
  }
  if (exact !== true) return fn.check(inner, withGuard(subject, `${input} !== undefined`));
  return fn.check(inner, present === undefined ? subject : withGuard(subject, present));
}

/** What may be left out where it stands alone must be there here. */
export function checkNonOptional(fn: FunctionWriter, inner: TypeModel, subject: Subject): string {
  const { writer, validator } = fn;
  const { input, path, guards } = subject;
  const mayBeOut = (type: TypeModel) => absenceOf(type, validator.recursive).input !== "required";
  if (refusesUndefined(inner)) return fn.check(inner, subject);
  const reject = fn.wrongType(path, "a value", input);
  if (inner.kind === "optional" && inner.exact !== true && !mayBeOut(inner.inner)) {
    writeIf(writer, [...guards, `${input} === undefined`], reject);
    return fn.check(inner, subject);
  }
  // What takes no `undefined` by itself has its own issue for it.
  const before = fn.local("issuesBefore");
  writer.line(`const ${before} = issues.length;`);
  const checked = fn.check(inner, subject);
  const conditions = [...guards, `${checked} === undefined`, `issues.length === ${before}`];
  writeIf(writer, conditions, reject);
  return checked;
}

export function withGuard(subject: Subject, guard: string): Subject {
  return { ...subject, guards: [...subject.guards, guard] };
}

/** Declares the variable that takes the value, or sets it where there is one. */
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

/** Writes a check that makes a value under its guards, and has the target take the value. */
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
