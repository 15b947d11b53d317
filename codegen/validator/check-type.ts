import type { TypeModel } from "../../schema/type/model.ts";
import { checkArray } from "./array.ts";
import { checkAuthored } from "./authored.ts";
import { checkCatch } from "./catch.ts";
import { changes } from "./changes.ts";
import { checkBigInt, checkDate } from "./date.ts";
import { checkDefault, checkPrefault } from "./default.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { guarded, withGuard } from "./guards.ts";
import { checkIntersection } from "./intersection.ts";
import { checkObject } from "./object.ts";
import { checkNonOptional, checkOptional } from "./optional.ts";
import { checkPipe } from "./pipe.ts";
import { checkPlain } from "./plain.ts";
import { checkReadonly } from "./readonly.ts";
import { checkRecord } from "./record.ts";
import { checkRecursive } from "./recursive.ts";
import { checkNumber, checkString } from "./scalar.ts";
import type { Subject } from "./subject.ts";
import { checkTuple } from "./tuple.ts";
import { checkUnion } from "./union.ts";

/**
 * Writes the check of one value into a function. Each kind of type has its own file.
 *
 * @returns an expression for the value as its type declares it.
 */
export function checkType(fn: FunctionWriter, type: TypeModel, subject: Subject): string {
  // zod fills in and freezes only what is read.
  const isEncoder = fn.validator.direction === "encode";
  switch (type.kind) {
    case "string":
      return checkString(fn, type, subject);
    case "number":
      return checkNumber(fn, type, subject);
    case "boolean":
    case "null":
    case "bytes":
    case "stream":
    case "literal":
    case "enum":
      return checkPlain(fn, type, subject);
    case "date":
      return guarded(fn, subject, false, (at) => checkDate(fn, type, at));
    case "bigint":
      return guarded(fn, subject, false, (at) => checkBigInt(fn, type, at));
    case "pipe":
      return guarded(fn, subject, true, (at) => checkPipe(fn, type, at));
    case "unknown":
      return subject.input;
    case "optional":
      return checkOptional(fn, type, subject);
    case "nullable":
      return fn.check(type.inner, withGuard(subject, `${subject.input} !== null`));
    case "nonoptional":
      return checkNonOptional(fn, type.inner, subject);
    case "readonly":
      if (isEncoder) return fn.check(type.inner, subject);
      return checkReadonly(fn, type.inner, subject);
    case "default":
      if (isEncoder) return fn.check(type.inner, subject);
      return checkDefault(fn, type, subject);
    case "prefault":
      if (isEncoder) return fn.check(type.inner, subject);
      return checkPrefault(fn, type, subject);
    case "catch":
      if (isEncoder) return fn.check(type.inner, subject);
      return checkCatch(fn, type, subject);
    case "array":
      return guarded(fn, subject, changes(type), (at) => checkArray(fn, type, at));
    case "tuple":
      return guarded(fn, subject, changes(type), (at) => checkTuple(fn, type, at));
    case "object":
      return guarded(fn, subject, true, (at) => checkObject(fn, type, at));
    case "record":
      return guarded(fn, subject, true, (at) => checkRecord(fn, type, at));
    case "union":
      return checkUnion(fn, type, subject);
    case "authored":
      return checkAuthored(fn, type, subject);
    case "intersection":
      return guarded(fn, subject, true, (at) => checkIntersection(fn, type, at));
    case "recursive":
    case "ref":
      return guarded(fn, subject, true, (at) => checkRecursive(fn, type, at));
  }
}
