import type { ObjectType, TypeModel } from "../../schema/type/model.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { nameOf, type Subject } from "./subject.ts";

/** Checks the values of undeclared keys of an object, which all have one type. */
export function checkOtherKeys(
  fn: FunctionWriter,
  { properties }: ObjectType,
  catchall: TypeModel,
  { input, path }: Subject,
  object: string,
): void {
  const { writer, scope } = fn;
  const names = new Set([...properties.map(({ name }) => name), "__proto__"]);
  const keys = scope.keys(nameOf(path), [...names]);
  const key = fn.local("key");
  fn.open(`for (const ${key} of Object.keys(${input})) {`);
  writer.line(`if (${keys}.has(${key})) continue;`);
  const value = fn.local("value");
  writer.line(`const ${value}: unknown = ${input}[${key}];`);
  const at = { input: value, path: [...path, { variable: key }], guards: [] };
  writer.line(`${object}[${key}] = ${fn.check(catchall, at)};`);
  fn.close();
}
