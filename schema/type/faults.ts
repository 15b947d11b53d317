import type { Fault, Path } from "../problem.ts";
import type { TypeModel } from "./model.ts";
import { NOT_JSON, OTHERS } from "./not-json.ts";

/** Why a part of a zod schema has no place in the model. */
export interface TypeFault extends Fault {
  readonly rule: "value-not-json" | "type-not-supported";
  /** The path to the part, from the type's own root. */
  readonly path: Path;
}

/** Takes the place of such a part, so that its neighbors can be checked. */
const NOTHING: TypeModel = { kind: "null" };

export function notSupported(faults: TypeFault[], path: Path, what: string): TypeModel {
  faults.push(notCompiled(path, what, "Describe the stored form with plain types and checks."));
  return NOTHING;
}

/** A transform whose output type is unknown. */
export function unknownOutput(faults: TypeFault[], path: Path): TypeModel {
  faults.push({
    rule: "type-not-supported",
    path,
    message: "nothing declares what this `.transform()` returns",
    help: "Declare it with a type after it: `.transform(…).pipe(z.number())`.",
  });
  return NOTHING;
}

/** A part that cannot be compiled but must be. */
export function notCompiled(path: Path, what: string, help: string): TypeFault {
  return {
    rule: "type-not-supported",
    path,
    message: `${what} cannot be compiled for the Worker`,
    help,
  };
}

/** A part that returns a promise: an accessor checks values synchronously. */
export function notAwaited(faults: TypeFault[], path: Path, what: string): void {
  faults.push({
    rule: "type-not-supported",
    path,
    message: `${what} is async, but accessors do not wait for it`,
    help: "Make it synchronous, or do it where the value is created.",
  });
}

/** @param type what zod calls the type of `what`. */
export function notJson(faults: TypeFault[], path: Path, what: string, type = what): TypeModel {
  faults.push({
    rule: "value-not-json",
    path,
    message: `JSON cannot represent \`${what}\``,
    help: NOT_JSON[type] ?? OTHERS,
  });
  return NOTHING;
}
