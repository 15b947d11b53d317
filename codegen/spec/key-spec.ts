import type { KeyModel } from "../../schema/key-model.ts";
import { keyPattern } from "../../schema/key-pattern.ts";
import type { KeySegment } from "../../schema/template.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { beside, type Doc, list } from "../text/doc.ts";
import { stringText } from "../text/literal.ts";
import { isOrdered } from "../types/params.ts";
import { paramExpression, pathExpression, writeParam } from "./key-param.ts";
import type { ImportNames } from "./module-export.ts";
import { decodeExpression } from "./param-codec.ts";

/**
 * Writes what the runtime must know about the keys of a template: `key: { name: "CACHE.session", … },`.
 *
 * @param name whose keys they are, for messages: `CACHE.session`.
 * @param isListed whether records are found by the start of their keys, and keys are parsed.
 * @param isFile whether the parameter is the path of a file.
 */
export function writeKeySpec(
  writer: CodeWriter,
  name: string,
  key: KeyModel,
  scope: Scope,
  codecs: ImportNames,
  isListed: boolean,
  isFile = false,
): void {
  writer.open("key: {");
  writer.line(`name: ${stringText(name)},`);
  writeParts(writer, key, scope, codecs, isFile);
  // Workers should not bundle what only some collections need.
  if (isListed) {
    writer.line([beside("pattern:", `/^${literalSource(keyPattern(key))}$/su`), ","]);
    const decode = key.params.map((param) => decodeExpression(param, scope, codecs));
    writer.line(["decode: ", list("[", decode, "]"), ","]);
    if (key.params.some(isOrdered)) writer.line(`range: ${scope.use("keyRange")},`);
  }
  writer.close("},");
}

function writeParts(
  writer: CodeWriter,
  key: KeyModel,
  scope: Scope,
  codecs: ImportNames,
  isFile: boolean,
): void {
  const params = new Map(key.params.map((param) => [param.name, param]));
  const expressionOf = (segment: KeySegment): Doc | undefined => {
    if ("literal" in segment) return stringText(segment.literal);
    const param = params.get(segment.param);
    if (param === undefined) return undefined;
    return isFile ? pathExpression(param, scope) : paramExpression(param, scope, codecs);
  };
  const parts = key.segments.map(expressionOf);
  if (parts.every((part) => part !== undefined)) {
    writer.line(["parts: ", list("[", parts, "]"), ","]);
    return;
  }
  writer.open("parts: [");
  key.segments.forEach((segment, index) => {
    const part = parts[index];
    const param = "param" in segment ? params.get(segment.param) : undefined;
    if (part !== undefined) writer.line([part, ","]);
    else if (param !== undefined) writeParam(writer, param, scope);
  });
  writer.close("],");
}

/** A regular expression's source for a literal, in which line ends would end the expression. */
function literalSource(source: string): string {
  return /[\n\r\u2028\u2029]/.test(source) ? new RegExp(source, "su").source : source;
}
