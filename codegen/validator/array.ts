import { counted } from "../../schema/counted.ts";
import type { ArrayType, TypeModel } from "../../schema/type/model.ts";
import { identifierFor, isReservedWord, singularOf } from "../text/identifier.ts";
import { changes } from "./changes.ts";
import { addIssue, writeIssue } from "./conditions.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { nameOf, type Path, type Subject } from "./subject.ts";
import { isUnchecked } from "./unchecked.ts";

export function checkArray(fn: FunctionWriter, type: ArrayType, subject: Subject): string {
  const { writer } = fn;
  const { input, path, target } = subject;
  const makesValue = changes(type);
  const declare = (output: string) => {
    writer.line(`const ${output}: unknown[] = [];`);
    return output;
  };
  const own = makesValue && target === undefined ? declare(fn.outputOf(subject)) : undefined;
  fn.open(`if (!Array.isArray(${input})) {`);
  writer.line(fn.wrongType(path, "an array", input));
  const isEncoder = fn.validator.direction === "encode";
  if (type.max !== undefined && !isEncoder) {
    // As in zod, nobody can cause a long list of issues by sending a long array.
    fn.reopen(`} else if (${input}.length > ${type.max}) {`);
    const message = `expected at most ${counted(type.max, "item")}`;
    addIssue(fn, { code: "too_big", message, abort: true }, path);
  }
  const isBounded = (type.min ?? 0) > 0 || (type.max !== undefined && isEncoder);
  if (isUnchecked(type.element) && !makesValue && !isBounded && target === undefined) {
    fn.close();
    return input;
  }
  fn.reopen("} else {");
  if (type.max !== undefined && isEncoder) {
    const message = `expected at most ${counted(type.max, "item")}`;
    writeIssue(fn, { wrong: `${input}.length > ${type.max}`, code: "too_big", message }, path);
  }
  if (type.min !== undefined && type.min > 0) {
    const message = `expected at least ${counted(type.min, "item")}`;
    const wrong = `${input}.length < ${type.min}`;
    const abort = type.abort === true && { abort: true as const };
    writeIssue(fn, { wrong, code: "too_small", message, ...abort }, path);
  }
  const output = makesValue ? (own ?? declare(fn.local("items"))) : undefined;
  checkElements(fn, type.element, subject, 0, output);
  if (target !== undefined) writer.line(`${target} = ${output ?? input};`);
  fn.close();
  return target ?? output ?? input;
}

/** Checks the elements from an index on; `output` receives the results. */
export function checkElements(
  fn: FunctionWriter,
  element: TypeModel,
  { input, path }: Subject,
  start: number,
  output: string | undefined,
): void {
  if (output === undefined && isUnchecked(element)) return;
  fn.loop(start, input, (variable) => {
    const item = fn.local(partName(element, path, "item"));
    fn.writer.line(`const ${item}: unknown = ${input}[${variable}];`);
    const at = { input: item, path: [...path, { variable }], guards: [] };
    const checked = fn.check(element, at);
    if (output !== undefined) fn.writer.line(`${output}.push(${checked});`);
  });
}

/** The name of one of many: `browser` for `browsers`, unless it has a property with that name. */
export function partName(part: TypeModel, path: Path, otherwise: string): string {
  const last = path.at(-1);
  const singular = last !== undefined && "property" in last ? singularOf(nameOf(path)) : undefined;
  if (singular === undefined) return otherwise;
  const name = identifierFor(singular);
  const hides = part.kind === "object" && part.properties.some((other) => other.name === name);
  return hides || isReservedWord(name) ? otherwise : name;
}
