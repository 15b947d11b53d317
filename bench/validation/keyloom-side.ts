import type { core } from "zod";
import { Scope } from "../../codegen/scope.ts";
import { written } from "../../codegen/text/code-writer.ts";
import { writeValidator } from "../../codegen/validator/index.ts";
import { describeType } from "../../schema/type/describe.ts";
import type { TypeModel } from "../../schema/type/model.ts";

/** The validator that `keyloom generate` writes for a type, for a Worker that throws where it fails. */
export function keyloomSide(schema: core.$ZodType): string {
  return `
    ${checkText(describeType(schema, []))}
    export function validate(input) {
      const issues = [];
      const value = checkValue(input, issues);
      if (issues.length > 0) throw new Error("wrong");
      return value;
    }
  `;
}

/** A module that exports a type's generated check, `checkValue`, which generated files keep to themselves. */
export function checkText(type: TypeModel): string {
  const scope = new Scope();
  const functions = written((writer) =>
    writeValidator(writer, scope, {
      result: "Value",
      type,
      recursiveNames: new Map(),
      place: "",
    }),
  );
  return `
    ${written((writer) => scope.writeImport(writer))}
    ${written((writer) => scope.writeConstants(writer))}
    type Value = unknown;
    ${functions}
    export { checkValue };
  `;
}
