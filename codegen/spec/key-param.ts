import type { ParamCodec, ParamModel } from "../../schema/key-model.ts";
import type { NumberType, TypeModel } from "../../schema/type/model.ts";
import { rewrites } from "../../schema/type/rewrites.ts";
import { FIRST_KEY_DATE, LAST_KEY_DATE } from "../../src/runtime/param.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { beside, type Doc, list } from "../text/doc.ts";
import { stringText } from "../text/literal.ts";
import { stringConditions, writeIssues } from "../validator/conditions.ts";
import { writeChecks } from "../validator/index.ts";
import { overwriteCalls } from "../validator/rewritten-string.ts";
import { type ImportNames, importedName } from "./module-export.ts";
import { specialConstant } from "./param-codec.ts";

/**
 * What the runtime must know about a parameter, in one expression: `textParam("id", SPECIAL, 60)`. Returns
 * `undefined` for one that needs statements, which {@link writeParam} writes.
 */
export function paramExpression(
  { name, codec }: ParamModel,
  scope: Scope,
  codecs: ImportNames,
): Doc | undefined {
  const text = stringText(name);
  switch (codec.kind) {
    case "string": {
      const checks = checksOf(codec);
      const [check, ...others] = checks;
      if (rewrites(codec.type) || others.length > 0) return undefined;
      const args = [text, specialConstant(codec, scope)];
      if (check === undefined) return list(`${scope.use("textParam")}(`, args, ")");
      if (check.check !== "max_length" || check.length < 2) return undefined;
      return list(`${scope.use("textParam")}(`, [...args, String(check.length)], ")");
    }
    case "custom": {
      const args = [text, specialConstant(codec, scope), importedName(codec, codecs)];
      return list(`${scope.use("customParam")}(`, args, ")");
    }
    case "uuid": {
      const [check] = codec.type.checks;
      if (check?.check !== "string_format" || !("pattern" in check)) return undefined;
      const { format, pattern, flags } = check;
      const named = format === "uuid" ? [] : [stringText(format)];
      const args = [text, scope.pattern(format, pattern, flags), ...named];
      return list(`${scope.use("uuidParam")}(`, args, ")");
    }
    case "enum":
      return list(`${scope.use("enumParam")}(`, [text, ...codec.values.map(stringText)], ")");
    case "integer": {
      const bounds = boundsOf(codec.type);
      if (bounds === undefined) return undefined;
      const args = [text, ...[codec.digits, ...bounds].map(String)];
      if (codec.padded === false) args.push("String");
      else if (codec.signed) args.push(scope.use("encodeInteger"));
      return list(`${scope.use("integerParam")}(`, args, ")");
    }
    case "date": {
      const { min, max } = codec.type;
      const isAny = min === FIRST_KEY_DATE && max === LAST_KEY_DATE;
      const args = isAny ? [text] : [text, String(min), String(max)];
      return list(`${scope.use("dateParam")}(`, args, ")");
    }
    case "boolean":
      return undefined;
  }
}

/** The same for the path of a file. */
export function pathExpression({ name, codec }: ParamModel, scope: Scope): Doc | undefined {
  if (codec.kind !== "string") return undefined;
  return list(`${scope.use("pathParam")}(`, [stringText(name), specialConstant(codec, scope)], ")");
}

/** Writes the same for the others, with statements for their checks. */
export function writeParam(writer: CodeWriter, { name, codec }: ParamModel, scope: Scope): void {
  const text = stringText(name);
  if (codec.kind === "custom") return;
  if (codec.kind === "string" && !rewrites(codec.type)) {
    const head = `${scope.use("textParam")}(${text}, ${specialConstant(codec, scope)}, `;
    writer.open(`${head}(input, issues) => {`);
    const path = [{ property: name }];
    const conditions = stringConditions(
      { kind: "string", checks: checksOf(codec) },
      "input",
      path,
      scope,
    );
    writeIssues({ writer, scope }, conditions, path);
    writer.close("}),");
    return;
  }
  writer.open("{");
  writer.line(`name: ${text},`);
  if (codec.kind === "string") {
    // Its changes are checked when it is written; what is looked up may have any form.
    const check = `${scope.use("keyText")}(input, issues, ${text})`;
    writer.line([beside("check: (input, issues) =>", check), ","]);
    // It is looked up in the form in which it is written, such as in lower case.
    const written = `value${overwriteCalls(codec.type.checks).join("")}`;
    const encoded = `${scope.use("encodeText")}(${written}, ${specialConstant(codec, scope)})`;
    writer.line([beside("encode: (value: string) =>", encoded), ","]);
  } else {
    writer.open("check(input, issues) {");
    writeChecks(writer, scope, typeOf(codec), [{ property: name }]);
    writer.close("},");
    const encode =
      codec.kind === "integer" && codec.padded !== false
        ? `(value: number) => ${scope.use("encodeInteger")}(value, ${codec.digits})`
        : "String";
    writer.line(`encode: ${encode},`);
  }
  writer.close("},");
}

/** The checks of a text besides the one that every parameter has: at least one character. */
function checksOf({ type }: Extract<ParamCodec, { kind: "string" }>) {
  return type.checks.filter((check) => check.check !== "min_length" || check.length > 1);
}

/** The bounds of integers that have no other checks. */
function boundsOf({ checks }: NumberType): readonly [min: number, max: number] | undefined {
  const [min, max, ...others] = checks;
  if (min?.check !== "greater_than" || max?.check !== "less_than" || others.length > 0) {
    return undefined;
  }
  const isPlain = [min, max].every(({ inclusive, abort }) => inclusive && abort !== true);
  return isPlain && min.value <= max.value ? [min.value, max.value] : undefined;
}

function typeOf(codec: Exclude<ParamCodec, { kind: "string" | "custom" }>): TypeModel {
  switch (codec.kind) {
    case "enum":
      return { kind: "enum", values: codec.values };
    case "boolean":
      return { kind: "boolean" };
    default:
      return codec.type;
  }
}
