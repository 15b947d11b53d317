import type { CollectionModel, ParamModel } from "../../schema/model.ts";
import type { CollectionNames } from "../names.ts";
import { type CodecNames, type CustomCodec, codecId, codecName } from "../spec/param-codec.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { hardLine, indent, join } from "../text/doc.ts";
import { literalText, propertyName } from "../text/literal.ts";
import { objectType } from "./object-type.ts";
import { annotated, type Member } from "./union.ts";

/** The TypeScript types of custom parameters, by `from#name`. */
export type CustomParamTypes = ReadonlyMap<string, string>;

/** What is known of custom parameters. */
export interface CustomParams {
  readonly codecs: CodecNames;
  readonly types: CustomParamTypes;
}

/** Writes the interface of a key's parameters. */
export function writeParams(
  writer: CodeWriter,
  { key }: CollectionModel,
  names: CollectionNames,
  customs: CustomParams,
): void {
  writer.comment(`The parameters of \`${key.template}\`.`);
  writer.open(`export interface ${names.params} {`);
  for (const param of key.params) {
    if (param.description !== undefined) writer.comment(param.description);
    const head = `readonly ${propertyName(param.name)}:`;
    writer.line(annotated(head, paramMembers(param, customs), ";"));
  }
  writer.close();
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
      return [{ text: customs.types.get(codecId(codec)) ?? typeOfCodec(codec, customs) }];
  }
}

/** The type of a parameter that has no name here. */
function typeOfCodec(codec: CustomCodec, { codecs }: CustomParams): string {
  return `Parameters<typeof ${codecName(codec, codecs)}.encode>[0]`;
}

/** A type of one word is repeated; what is longer, or not plain, is referred to. */
function prefixType(
  params: readonly ParamModel[],
  name: string,
  { params: type }: CollectionNames,
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

/**
 * Writes the type of the leading parameters that a list may go by. The others are forbidden: with
 * them it would be another key, or one key alone.
 */
export function writePrefix(
  writer: CodeWriter,
  { key }: CollectionModel,
  names: CollectionNames,
): void {
  const all = key.params.map(({ name }) => name);
  const typeOf = (name: string) => prefixType(key.params, name, names);
  writer.comment(`The leading parameters of \`${key.template}\` that a list may go by.`);
  const [first = "", ...others] = all;
  if (others.length === 1) {
    writer.open(`export interface ${names.prefix} {`);
    writer.line(`readonly ${propertyName(first)}?: ${typeOf(first)};`);
    for (const name of others) writer.line(`readonly ${propertyName(name)}?: never;`);
    writer.close();
    return;
  }
  const options = [...all.keys()].map((given) => {
    const members = all.map((name, index) =>
      index < given
        ? `readonly ${propertyName(name)}: ${typeOf(name)}`
        : `readonly ${propertyName(name)}?: never`,
    );
    return indent(objectType(members));
  });
  writer.line([
    `export type ${names.prefix} =`,
    indent(hardLine, "| ", join([hardLine, "| "], options)),
    ";",
  ]);
}
