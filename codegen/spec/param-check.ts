import type { ParamModel } from "../../schema/model.ts";
import type { TypeModel } from "../../schema/type/model.ts";
import { rewrites } from "../../schema/type/predicates.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { beside, list } from "../text/doc.ts";
import { propertyName, stringText } from "../text/literal.ts";
import { stringConditions, writeIssues } from "../validator/conditions.ts";
import { writeChecks } from "../validator/index.ts";
import { type ImportNames, importedName } from "./module-export.ts";

/** Writes the function that says what is wrong with a parameter. */
export function writeParamCheck(
  writer: CodeWriter,
  { name, codec }: ParamModel,
  scope: Scope,
  codecs: ImportNames,
): void {
  const path = [{ property: name }];
  const head = `${propertyName(name)}: (input, issues) =>`;
  const args = ["input", "issues", stringText(name)];
  if (codec.kind === "custom") {
    const custom = importedName(codec, codecs);
    const call = list(`${scope.use("customText")}(`, [custom, ...args], ")");
    writer.line([beside(head, call), ","]);
    return;
  }
  if (codec.kind !== "string") {
    writer.open(`${head} {`);
    writeChecks(writer, scope, typeOf(codec), path);
    writer.close("},");
    return;
  }
  const call = `${scope.use("keyText")}(${args.join(", ")})`;
  const checks = codec.type.checks.filter(
    // `keyText` asks for a character already.
    (check) => check.check !== "min_length" || check.length > 1,
  );
  // What its type changes is checked where it is written; what is looked up may have any form.
  if (checks.length === 0 || rewrites(codec.type)) {
    writer.line([beside(head, call), ","]);
    return;
  }
  writer.open(`${head} {`);
  writer.line(`${call};`);
  writer.line('if (typeof input !== "string") return;');
  const conditions = stringConditions({ ...codec.type, checks }, "input", path, scope);
  writeIssues({ writer }, conditions, path);
  writer.close("},");
}

function typeOf(codec: Exclude<ParamModel["codec"], { kind: "string" | "custom" }>): TypeModel {
  switch (codec.kind) {
    case "enum":
      return { kind: "enum", values: codec.values };
    case "boolean":
      return { kind: "boolean" };
    default:
      return codec.type;
  }
}
