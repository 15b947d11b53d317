import type { AuthoredType } from "../../schema/type/model.ts";
import { pathOf, type Step } from "../../schema/type/steps.ts";
import { absenceOf } from "../absence.ts";
import { checkForgiven } from "./catch.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { guarded, withGuard } from "./guards.ts";
import { call } from "./recursive.ts";
import type { Subject } from "./subject.ts";

/** What cannot be compiled is the author's schema to judge. */
export function checkAuthored(fn: FunctionWriter, type: AuthoredType, subject: Subject): string {
  const { present, ...others } = subject;
  const { input, output } = absenceOf(type, fn.validator.recursive);
  // As in zod, what may be left out is not judged where it is.
  if (present !== undefined && output === "optional") {
    return input === "defaulted"
      ? checkForgiven(fn, type, others, `!(${present})`, "undefined")
      : checkAuthored(fn, type, withGuard(others, present));
  }
  const { direction, place } = fn.validator;
  const check = fn.scope.authored(nameOfPart(place, type.steps), place, type.steps, direction);
  return guarded(fn, subject, true, (at) => call(fn, check, at));
}

/** The property that a part stands in; else the collection, whose value or metadata it is. */
function nameOfPart(place: string, steps: readonly Step[]): string {
  const property = pathOf(steps).findLast((step) => typeof step === "string" && step !== "[]");
  if (property !== undefined) return String(property);
  const [, collection = "", part = ""] = place.split(".");
  return part === "value" ? collection : `${collection} ${part}`;
}
