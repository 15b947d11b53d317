import { mayFillInWrongly } from "../../schema/type/fills-in.ts";
import type { OptionalType, TypeModel } from "../../schema/type/model.ts";
import { absenceOf } from "../absence.ts";
import { checkForgiven } from "./catch.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { withGuard } from "./guards.ts";
import { writeIf } from "./if.ts";
import { refusesUndefined } from "./refuses-undefined.ts";
import type { Subject } from "./subject.ts";

/** An absent value is not checked, unless the type has a default for it. */
export function checkOptional(fn: FunctionWriter, type: OptionalType, subject: Subject): string {
  const { inner, exact } = type;
  const { input, present } = subject;
  if (absenceOf(inner, fn.validator.recursive).input === "defaulted") {
    // As in zod, a default that is itself wrong counts as none.
    return mayFillInWrongly(inner) || fn.validator.direction === "encode"
      ? checkForgiven(fn, inner, subject, `${input} === undefined`, "undefined")
      : fn.check(inner, subject);
  }
  if (exact !== true) return fn.check(inner, withGuard(subject, `${input} !== undefined`));
  return fn.check(inner, present === undefined ? subject : withGuard(subject, present));
}

/** A value that could be left out on its own must exist here. */
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
  // A type that rejects `undefined` itself has its own issue for it.
  const before = fn.issuesBefore();
  const checked = fn.check(inner, subject);
  const conditions = [...guards, `${checked} === undefined`, `issues.length === ${before}`];
  writeIf(writer, conditions, reject);
  return checked;
}
