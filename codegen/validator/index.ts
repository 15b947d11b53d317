import type { TypeModel } from "../../schema/type/model.ts";
import { recursiveTypesIn } from "../absence.ts";
import type { RecursiveNames } from "../names.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { list } from "../text/doc.ts";
import { checkType } from "./check-type.ts";
import { FunctionWriter, type Validator } from "./function-writer.ts";
import { writeIf } from "./if.ts";
import { returnObject } from "./object.ts";
import type { Path } from "./subject.ts";
import { takesAll } from "./unchecked.ts";

/** The value or the metadata of a collection, for which functions are written. */
export interface Validated {
  /** Its TypeScript type. */
  readonly result: string;
  readonly type: TypeModel;
  readonly recursiveNames: RecursiveNames;
  /** Its place in the schema: `SHOP.user.value`. */
  readonly place: string;
}

/**
 * Writes a straight-line validator: a function that takes a value apart as if written by hand, adds an issue for
 * each error, and returns the value as its type declares it. Options of unions and recursive types get their own
 * functions after it.
 */
export function writeValidator(writer: CodeWriter, scope: Scope, validated: Validated): void {
  const { result } = validated;
  writeFunctions(writer, scope, validated, { name: `check${result}`, result, direction: "decode" });
}

/** Writes the reverse: a function that turns a value into what is stored, by the codecs of its type. */
export function writeEncoder(writer: CodeWriter, scope: Scope, validated: Validated): void {
  const name = `encode${validated.result}`;
  writeFunctions(writer, scope, validated, { name, result: "unknown", direction: "encode" });
}

function writeFunctions(
  writer: CodeWriter,
  scope: Scope,
  { type, recursiveNames, place }: Validated,
  { name, result, direction }: Pick<Validator, "direction"> & { name: string; result: string },
): void {
  const root = type.kind === "recursive" ? type.inner : type;
  const written = new Map<TypeModel, string>([[root, name]]);
  const pending: { readonly name: string; readonly type: TypeModel }[] = [];
  const validator: Validator = {
    writer,
    scope,
    direction,
    place,
    recursive: recursiveTypesIn(type),
    recursiveNames,
    checkType,
    functionFor(stem, type) {
      const known = written.get(type);
      if (known !== undefined) return known;
      const name = scope.declare(stem);
      written.set(type, name);
      pending.push({ name, type });
      return name;
    },
  };
  writeFunction(new FunctionWriter(validator, name), root, result);
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    writer.blank();
    writeFunction(new FunctionWriter(validator, next.name, true), next.type, "unknown");
  }
}

/** Writes the statements that check a parameter, `input`, in place. */
export function writeChecks(writer: CodeWriter, scope: Scope, type: TypeModel, path: Path): void {
  const validator: Validator = {
    writer,
    scope,
    direction: "decode",
    place: "",
    recursive: new Map(),
    recursiveNames: new Map(),
    checkType,
    functionFor: (name) => name,
  };
  new FunctionWriter(validator, "").check(type, { input: "input", path, guards: [] });
}

function writeFunction(fn: FunctionWriter, type: TypeModel, result: string): void {
  const { name, scope, writer } = fn;
  const cast = result === "unknown" ? "" : ` as ${result}`;
  const issues = takesAll(type, fn.validator.direction) ? "_issues" : "issues";
  const params = list("(", ["input: unknown", `${issues}: ${scope.useType("Issue")}[]`], ")");
  writer.open([`function ${name}`, params, `: ${result} {`]);
  if (type.kind === "object") {
    // An early return, so that the happy path is not indented.
    writeIf(
      writer,
      [`!${scope.use("isRecord")}(input)`],
      ["return ", fn.wrongType([], "an object", "input")],
    );
    returnObject(fn, type, cast);
  } else {
    const output = fn.check(type, { input: "input", path: [], guards: [] });
    writer.line(`return ${output}${cast};`);
  }
  writer.close();
}
