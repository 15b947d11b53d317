import type { AuthoredType } from "../../schema/type/model.ts";
import { pathOf, type Step } from "../../schema/type/steps.ts";
import { absenceOf } from "../absence.ts";
import { checkForgiven } from "./catch.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { guarded, withGuard } from "./guards.ts";
import { call } from "./recursive.ts";
import type { Subject } from "./subject.ts";

/** The author's schema checks what cannot be compiled. */
export function checkAuthored(fn: FunctionWriter, type: AuthoredType, subject: Subject): string {
  const { present, ...others } = subject;
  const { input, output } = absenceOf(type, fn.validator.recursive);
  // As in zod, an optional value is not checked if it is left out.
  if (present !== undefined && output === "optional") {
    return input === "defaulted"
      ? checkForgiven(fn, type, others, `!(${present})`, "undefined")
      : checkAuthored(fn, type, withGuard(others, present));
  }
  const { direction, place } = fn.validator;
  const check = fn.scope.authored(nameOfPart(place, type.steps), place, type.steps, direction);
  return guarded(fn, subject, true, (at) => call(fn, check, at));
}

/** The property of a part; otherwise the collection whose value or metadata it is. */
function nameOfPart(place: string, steps: readonly Step[]): string {
  const property = pathOf(steps).findLast((step) => typeof step === "string" && step !== "[]");
  if (property !== undefined) return String(property);
  const [, collection = "", part = ""] = place.split(".");
  return part === "value" ? collection : `${collection} ${part}`;
}
