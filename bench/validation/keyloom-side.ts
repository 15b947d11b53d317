import type { core } from "zod";
import { Scope } from "../../codegen/scope.ts";
import { written } from "../../codegen/text/code-writer.ts";
import { writeValidator } from "../../codegen/validator/index.ts";
import { describeType } from "../../schema/type/describe.ts";

/** The validator that `keyloom generate` writes for a type. */
export function keyloomSide(schema: core.$ZodType): string {
  const scope = new Scope();
  const functions = written((writer) =>
    writeValidator(writer, scope, {
      result: "Value",
      type: describeType(schema, []),
      recursiveNames: new Map(),
      place: "",
    }),
  );
  return `
    ${written((writer) => scope.writeImport(writer))}
    ${written((writer) => scope.writeConstants(writer))}
    type Value = unknown;
    ${functions}
    export function validate(input) {
      const issues = [];
      const value = checkValue(input, issues);
      if (issues.length > 0) throw new Error("wrong");
      return value;
    }
  `;
}
