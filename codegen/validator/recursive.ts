import type { RecursiveType, RefType } from "../../schema/type/model.ts";
import type { FunctionWriter } from "./function-writer.ts";
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
  const { writer } = fn;
  if (path.length === 0 && target === undefined) return `${name}(${input}, issues)`;
  const before = path.length > 0 ? fn.local("issuesBefore") : "";
  if (path.length > 0) writer.line(`const ${before} = issues.length;`);
  const output = target ?? fn.outputOf(subject);
  writer.line(`${target === undefined ? "const " : ""}${output} = ${name}(${input}, issues);`);
  if (path.length > 0) writePrefix(fn, before, path);
  return output;
}

/** Writes that the issues from an index on get the path to the value as a prefix. */
export function writePrefix(fn: FunctionWriter, before: string, path: Path): void {
  const prefix = fn.call("prefixIssues", ["issues", before, pathDoc(path)]);
  writeIf(fn.writer, [`issues.length > ${before}`], prefix);
}
