import type { RecordType } from "../../schema/type/model.ts";
import { partName } from "./array.ts";
import { addIssue, type Condition, stringConditions } from "./conditions.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { ifAny, nameOf, pathDoc, type Subject } from "./subject.ts";

export function checkRecord(fn: FunctionWriter, type: RecordType, subject: Subject): string {
  const { writer, scope } = fn;
  const { input, path, target } = subject;
  const declare = (output: string) => {
    writer.line(`const ${output}: Record<string, unknown> = {};`);
    return output;
  };
  const own = target === undefined ? declare(fn.outputOf(subject)) : undefined;
  fn.open(`if (!${scope.use("isPlainObject")}(${input})) {`);
  writer.line(fn.wrongType(path, "an object", input));
  fn.reopen("} else {");
  const output = own ?? declare(fn.local("entries"));
  if (type.key.kind === "enum") {
    const isPartial = type.mode === "partial";
    // As in zod, a key that must not be written is not rejected if no key is required.
    const names = isPartial ? [...new Set([...type.key.values, "__proto__"])] : type.key.values;
    const keys = scope.keys(nameOf(path), names);
    checkEntries(fn, type, subject, output, isPartial ? `Object.keys(${input})` : keys, keys);
    if (type.mode === "loose") writer.line(fn.call("copyOtherKeys", [input, output]));
    else writer.line(fn.call("rejectOtherKeys", ["issues", pathDoc(path), input, keys]));
  } else checkEntries(fn, type, subject, output, `Object.keys(${input})`);
  if (target !== undefined) writer.line(`${target} = ${output};`);
  fn.close();
  return target ?? output;
}

function checkEntries(
  fn: FunctionWriter,
  type: RecordType,
  { input, path }: Subject,
  output: string,
  keys: string,
  declared?: string,
): void {
  const { writer, scope } = fn;
  const key = fn.local("key");
  const at = [...path, { variable: key }];
  const entry = fn.local(partName(type.value, path, "value"));
  fn.open(`for (const ${key} of ${keys}) {`);
  // Assigning it would replace the object's prototype.
  if (
    type.key.kind === "string" ||
    type.mode === "partial" ||
    type.key.values.includes("__proto__")
  ) {
    writer.line(`if (${key} === "__proto__") continue;`);
  }
  if (type.mode === "partial" && declared !== undefined) {
    writer.line(`if (!${declared}.has(${key})) continue;`);
  }
  const conditions = type.key.kind === "string" ? stringConditions(type.key, key, at, scope) : [];
  if (conditions.length > 0) {
    fn.open([ifAny(conditions.map(({ wrong }) => wrong)), " {"]);
    if (type.mode === "loose") writer.line(`${output}[${key}] = ${input}[${key}];`);
    else addIssue(fn, { code: "invalid_key", message: keyMessage(conditions) }, at);
    writer.line("continue;");
    fn.close();
  }
  writer.line(`const ${entry}: unknown = ${input}[${key}];`);
  const checked = fn.check(type.value, { input: entry, path: at, guards: [] });
  writer.line(`${output}[${key}] = ${checked};`);
  fn.close();
}

function keyMessage(conditions: readonly Condition[]): string {
  return `the key is wrong: ${conditions.map(({ message }) => message).join(", ")}`;
}
