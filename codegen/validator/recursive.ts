import type { RecursiveType, RefType } from "../../schema/type/model.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { assign } from "./guards.ts";
import { writeIf } from "./if.ts";
import { type Path, pathDoc, type Subject } from "./subject.ts";

/** A recursive type has its own function, which calls itself. */
export function checkRecursive(
  fn: FunctionWriter,
  type: RecursiveType | RefType,
  subject: Subject,
): string {
  return call(fn, recursiveFunction(fn, type), subject);
}

export function recursiveFunction(
  { validator }: FunctionWriter,
  { name }: RecursiveType | RefType,
): string {
  const inner = validator.recursive.get(name);
  if (inner === undefined) throw new Error(`no type around this place is called ${name}`);
  const verb = validator.direction === "encode" ? "encode" : "check";
  return validator.functionFor(`${verb}${validator.recursiveNames.get(name) ?? name}`, inner);
}

/** Writes the call of another function, whose issues get the path to the value as a prefix. */
export function call(fn: FunctionWriter, name: string, subject: Subject): string {
  const { input, path, target } = subject;
  if (path.length === 0 && target === undefined) return `${name}(${input}, issues)`;
  return prefixed(fn, path, () => assign(fn, subject, `${name}(${input}, issues);`));
}

/** Writes statements whose issues get the path to the value as a prefix. */
export function prefixed(fn: FunctionWriter, path: Path, write: () => string): string {
  if (path.length === 0) return write();
  const before = fn.issuesBefore();
  const output = write();
  const prefix = fn.call("prefixIssues", ["issues", before, pathDoc(path)]);
  writeIf(fn.writer, [`issues.length > ${before}`], prefix);
  return output;
}
