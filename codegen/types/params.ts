import type { KeyModel, ParamModel } from "../../schema/key-model.ts";
import { encodeInteger } from "../../src/runtime/param.ts";
import type { CollectionNames } from "../names.ts";
import type { Scope } from "../scope.ts";
import { exportId, type ImportNames, importedName } from "../spec/module-export.ts";
import type { CustomCodec } from "../spec/param-codec.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { hardLine, indent, join } from "../text/doc.ts";
import { literalText, propertyName } from "../text/literal.ts";
import { objectType } from "./object-type.ts";
import { annotated, type Member } from "./union.ts";

/** The TypeScript types of custom parameters, by `from#name`. */
export type CustomParamTypes = ReadonlyMap<string, string>;

/** What is known about custom parameters. */
export interface CustomParams {
  readonly codecs: ImportNames;
  readonly types: CustomParamTypes;
}

/** Writes the interface of a key's parameters. */
export function writeParams(
  writer: CodeWriter,
  key: KeyModel,
  names: Pick<CollectionNames, "params">,
  customs: CustomParams,
): void {
  writer.comment(`The parameters of \`${key.template}\`.`);
  writer.open(`export interface ${names.params} {`);
  for (const param of key.params) {
    const texts = [param.description, formText(param)].filter((text) => text !== undefined);
    if (texts.length > 0) writer.comment(texts.join(" "));
    const head = `readonly ${propertyName(param.name)}:`;
    writer.line(annotated(head, paramMembers(param, customs), ";"));
  }
  writer.close();
}

/** Describes the part of a key that raw code would write in another form, and then not find. */
function formText({ codec }: ParamModel): string | undefined {
  if (codec.kind !== "integer" || codec.padded === false || codec.digits === 1) return undefined;
  return `In keys it has ${codec.digits} digits: \`${encodeInteger(1, codec.digits)}\`.`;
}

function paramMembers({ codec }: ParamModel, customs: CustomParams): readonly Member[] {
  switch (codec.kind) {
    case "string":
    case "uuid":
      return [{ text: "string" }];
    case "enum":
      return codec.values.map((value) => ({ text: literalText(value) }));
    case "boolean":
      return [{ text: "boolean" }];
    case "integer":
      return [{ text: "number" }];
    case "date":
      return [{ text: "Date" }];
    case "custom":
      return [{ text: customs.types.get(exportId(codec)) ?? typeOfCodec(codec, customs) }];
  }
}

/** The type of a custom parameter. */
function typeOfCodec(codec: CustomCodec, { codecs }: CustomParams): string {
  return `Parameters<typeof ${importedName(codec, codecs)}.encode>[0]`;
}

/** A type of one word is repeated; a longer or not plain one is referred to. */
function prefixType(
  params: readonly ParamModel[],
  name: string,
  { params: type }: Pick<CollectionNames, "params">,
): string {
  const codec = params.find((param) => param.name === name)?.codec;
  switch (codec?.kind) {
    case "string":
    case "uuid":
      return "string";
    case "boolean":
      return "boolean";
    case "integer":
      return "number";
    case "date":
      return "Date";
    default:
      return `${type}[${literalText(name)}]`;
  }
}

/** Whether lists of a collection accept leading parameters, or a range of the first. */
export function hasPrefix({ params }: KeyModel): boolean {
  const [first] = params;
  return params.length > 1 || (first !== undefined && isOrdered(first));
}

/** Whether KV orders such parameters by their values, so that a list can read a range. */
export function isOrdered({ codec }: ParamModel): boolean {
  return (codec.kind === "integer" && codec.padded !== false) || codec.kind === "date";
}

/** Whether every object has such a property for the compiler, so that no type can forbid it. */
function isInherited({ name }: ParamModel): boolean {
  return name in Object.prototype && !name.startsWith("__");
}

/**
 * Writes the type of the leading parameters that a list may filter by, the last of them as a range if it has an
 * order. The others are forbidden: with them it would be another key, or a single key. Where no type can be
 * missing, as it can in a union, the compiler's message names what is wrong.
 */
export function writePrefix(
  writer: CodeWriter,
  { params, template }: KeyModel,
  names: Pick<CollectionNames, "params" | "prefix">,
  scope: Scope,
): void {
  const typeOf = ({ name }: ParamModel) => prefixType(params, name, names);
  const nameOf = ({ name }: ParamModel) => `readonly ${propertyName(name)}`;
  const rangeOf = (param: ParamModel) =>
    isOrdered(param) ? `${scope.useType("Range")}<${typeOf(param)}>` : "never";
  writer.comment(`The leading parameters of \`${template}\` that a list may filter by.`);
  const optional = (param: ParamModel, type: () => string) =>
    `${nameOf(param)}?: ${isInherited(param) ? "unknown" : type()}`;
  const [first, second] = params;
  const isShort = params.length <= 2 && (second === undefined || !isOrdered(second));
  if (first !== undefined && isShort && !isInherited(first)) {
    const type = second === undefined ? [] : [typeOf(first)];
    const types = isOrdered(first) ? [...type, rangeOf(first)] : type;
    writer.open(`export interface ${names.prefix} {`);
    writer.line(`${nameOf(first)}?: ${types.join(" | ")};`);
    if (second !== undefined) {
      writer.line(`${optional(second, () => scope.useType("NotALeadingParameter"))};`);
    }
    writer.close();
    return;
  }
  const options = params.map((_, given) =>
    indent(
      objectType(
        params.map((param, index) =>
          index < given
            ? `${nameOf(param)}: ${typeOf(param)}`
            : optional(param, () => (index === given ? rangeOf(param) : "never")),
        ),
      ),
    ),
  );
  writer.line([
    `export type ${names.prefix} =`,
    indent(hardLine, "| ", join([hardLine, "| "], options)),
    ";",
  ]);
}
