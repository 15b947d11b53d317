import type { TypeModel } from "../../schema/type/model.ts";
import { recursiveTypesIn } from "../absence.ts";
import type { RecursiveNames } from "../names.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { list } from "../text/doc.ts";
import { FunctionWriter, type Validator } from "./function-writer.ts";
import { returnObject } from "./object.ts";
import type { Path } from "./subject.ts";

/**
 * Writes a straight-line validator: a function that takes a value apart by hand, adds an issue for
 * each thing that is wrong, and gives the value as its type declares it. Options of unions and types
 * that hold themselves get functions of their own behind it.
 *
 * @param result the TypeScript type of the value.
 * @param place what the schema calls it: `SHOP.user.value`.
 */
export function writeValidator(
  writer: CodeWriter,
  scope: Scope,
  result: string,
  type: TypeModel,
  recursiveNames: RecursiveNames,
  place: string,
): void {
  const name = `check${result}`;
  const root = type.kind === "recursive" ? type.inner : type;
  const written = new Map<TypeModel, string>([[root, name]]);
  const pending: { readonly name: string; readonly type: TypeModel }[] = [];
  const validator: Validator = {
    writer,
    scope,
    place,
    recursive: recursiveTypesIn(type),
    recursiveNames,
    functionFor(stem, type) {
      const known = written.get(type);
      if (known !== undefined) return known;
      const name = scope.declare(stem);
      written.set(type, name);
      pending.push({ name, type });
      return name;
    },
  };
  writeFunction(validator, name, root, result);
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    writer.blank();
    writeFunction(validator, next.name, next.type, "unknown");
  }
}

/** Writes the statements that check a parameter, `input`, in place. */
export function writeChecks(writer: CodeWriter, scope: Scope, type: TypeModel, path: Path): void {
  const validator: Validator = {
    writer,
    scope,
    place: "",
    recursive: new Map(),
    recursiveNames: new Map(),
    functionFor: (name) => name,
  };
  new FunctionWriter(validator, "").check(type, { input: "input", path, guards: [] });
}

function writeFunction(validator: Validator, name: string, type: TypeModel, result: string): void {
  const { writer, scope } = validator;
  const fn = new FunctionWriter(validator, name);
  const cast = result === "unknown" ? "" : ` as ${result}`;
  const params = list("(", ["input: unknown", `issues: ${scope.useType("Issue")}[]`], ")");
  writer.open([`function ${name}`, params, `: ${result} {`]);
  if (type.kind === "object") {
    // An early return, so that the happy path is not indented.
    writer.open(`if (!${scope.use("isRecord")}(input)) {`);
    writer.line(fn.wrongType([], "an object", "input"));
    writer.line(`return input${result === "unknown" ? "" : " as never"};`);
    writer.close();
    returnObject(fn, type, cast);
  } else {
    const output = fn.check(type, { input: "input", path: [], guards: [] });
    writer.line(`return ${output}${cast};`);
  }
  writer.close();
}
