import { stripTypeScriptTypes } from "node:module";
import type { core } from "zod";
import { safeEncode, safeParse } from "zod/v4/core";
import { Scope } from "../../codegen/scope.ts";
import { written } from "../../codegen/text/code-writer.ts";
import { writeEncoder, writeValidator } from "../../codegen/validator/index.ts";
import { describeType } from "../../schema/type/describe.ts";
import type { TypeFault } from "../../schema/type/faults.ts";
import type { TypeModel } from "../../schema/type/model.ts";
import * as runtime from "../../src/runtime/index.ts";
import type { Check } from "../../src/runtime/issue.ts";

/** The model of a zod schema, which must not have parts without a model. */
export function modelOf(schema: core.$ZodType): TypeModel {
  const faults: TypeFault[] = [];
  const type = describeType(schema, faults);
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
  return type;
}

export function isSupported(schema: core.$ZodType): boolean {
  const faults: TypeFault[] = [];
  describeType(schema, faults);
  return faults.length === 0;
}

/** Of what a validator makes a value, and what it makes of it: `checkValue` and `encodeValue`. */
type Direction = "check" | "encode";

/** The text of a type's validator, or of its encoder, with the constants that it needs. */
export function validatorText(schema: core.$ZodType, direction: Direction = "check"): string {
  const scope = new Scope();
  scope.reserve(`${direction}Value`);
  const write = direction === "check" ? writeValidator : writeEncoder;
  const functions = written((writer) =>
    write(writer, scope, {
      result: "Value",
      type: modelOf(schema),
      recursiveNames: new Map(),
      place: "KV.one.value",
    }),
  );
  return `${written((writer) => scope.writeConstants(writer))}\n${functions}`;
}

/** Compiles a validator or an encoder and loads it, as a Worker would with a build. */
export function compileValidator(
  value: core.$ZodType,
  direction: Direction = "check",
): Check<unknown> {
  const code = stripTypeScriptTypes(validatorText(value, direction));
  const collections = { one: { options: { value } } };
  const schema = { options: { namespaces: { KV: { collections } } } };
  const surroundings = { ...runtime, schema, safeEncode, safeParse };
  const load = new Function(
    ...Object.keys(surroundings),
    `"use strict";\n${code}\nreturn ${direction}Value;`,
  );
  return load(...Object.values(surroundings)) as Check<unknown>;
}
