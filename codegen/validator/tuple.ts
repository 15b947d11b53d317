import { counted } from "../../schema/counted.ts";
import type { TupleType } from "../../schema/type/model.ts";
import { requiredCount } from "../absence.ts";
import { list } from "../text/doc.ts";
import { identifierFor } from "../text/identifier.ts";
import { checkElements } from "./array.ts";
import { changes } from "./changes.ts";
import { addIssue, writeIssue } from "./conditions.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { nameOf, type Subject } from "./subject.ts";
import { isUnchecked } from "./unchecked.ts";

/** Items with a default may be left out at the end, by zod's rules. */
export function checkTuple(fn: FunctionWriter, type: TupleType, subject: Subject): string {
  const { writer } = fn;
  const { input, path } = subject;
  const makesValue = changes(type);
  const output = makesValue ? (subject.target ?? fn.outputOf(subject)) : input;
  if (makesValue && subject.target === undefined) writer.line(`let ${output}: unknown;`);
  const required = requiredCount(type.items, fn.validator.recursive);

  fn.open(`if (!Array.isArray(${input})) {`);
  writer.line(fn.wrongType(path, "an array", input));
  if (type.rest === undefined && required > 0) {
    fn.reopen(`} else if (${input}.length < ${required}) {`);
    const least = required < type.items.length ? "at least " : "";
    const message = `expected ${least}${counted(required, "item")}`;
    addIssue(fn, { code: "too_small", message, abort: true }, path);
  }
  fn.reopen("} else {");
  if (type.rest === undefined) {
    const count = type.items.length;
    const message = `expected ${required < count ? "at most " : ""}${counted(count, "item")}`;
    const wrong = `${input}.length > ${count}`;
    writeIssue(fn, { wrong, code: "too_big", message, abort: true }, path);
  }
  const items = type.items.map((item, index) => {
    if (isUnchecked(item)) return `${input}[${index}]`;
    const local = fn.local(`${identifierFor(nameOf(path))}${index}`);
    writer.line(`const ${local}: unknown = ${input}[${index}];`);
    return fn.check(item, {
      input: local,
      path: [...path, { variable: String(index) }],
      guards: [],
    });
  });
  const variable = makesValue && type.rest !== undefined ? fn.local("items") : undefined;
  const made = list("[", items, "]");
  if (variable !== undefined) writer.line([`const ${variable}: unknown[] = `, made, ";"]);
  if (type.rest !== undefined) checkElements(fn, type.rest, subject, type.items.length, variable);
  if (makesValue) writer.line([`${output} = `, variable ?? made, ";"]);
  fn.close();
  return output;
}
