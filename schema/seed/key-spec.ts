import { dirname, resolve } from "node:path";
import type { core } from "zod";
import { safeParse } from "zod/v4/core";
import type { Issue } from "../../src/runtime/issue.ts";
import { customParam, type KeyParam, keyText } from "../../src/runtime/key-param.ts";
import type { KeySpec } from "../../src/runtime/key-spec.ts";
import {
  type CustomParamCodec,
  decodeCustom,
  decodeDate,
  decodeInteger,
  decodeText,
  encodeDate,
  encodeInteger,
  encodeText,
} from "../../src/runtime/param.ts";
import { CannotRunError } from "../cannot-run.ts";
import type { KeyModel, ParamCodec } from "../key-model.ts";
import { keyPattern, specialCharacters } from "../key-pattern.ts";
import { importModule } from "../modules/import-module.ts";
import { type ParamSchemas, schemaOf, typeOfParam } from "../param.ts";
import type { DateType } from "../type/model.ts";

/** Parameters by name, with the types of their codecs. */
export type Params = Readonly<Record<string, unknown>>;

/** A codec that is Keyloom's own. */
type PlainCodec = Exclude<ParamCodec, { readonly kind: "custom" }>;

/**
 * The keys of a collection outside a Worker, for seeds: the same as in generated code, but from the model,
 * with the author's own zod types as validators.
 *
 * @param name the collection with its binding, for messages.
 * @throws CannotRunError if the module of a custom codec cannot be used.
 */
export async function keySpecOf(
  name: string,
  key: KeyModel,
  schemas: ParamSchemas,
  schemaFile: string,
): Promise<KeySpec<Params>> {
  const params = new Map<string, KeyParam>();
  const decode: ((text: string) => unknown)[] = [];
  for (const param of key.params) {
    const { name, codec } = param;
    if (codec.kind === "custom") {
      const custom = await importCustom(name, codec, schemaFile);
      params.set(name, customParam(name, specialExpression(codec), custom));
      decode.push((text) => decodeCustom(custom, text));
    } else {
      const { encode, ...coded } = textCodec(codec);
      const type = typeOfParam(schemaOf(name, schemas));
      params.set(name, { name, check: paramCheck(name, codec, type), encode });
      decode.push(coded.decode);
    }
  }
  return {
    name,
    parts: key.segments.map((segment) =>
      "literal" in segment ? segment.literal : (params.get(segment.param) ?? ""),
    ),
    pattern: new RegExp(`^${keyPattern(key)}$`, "su"),
    decode,
  };
}

function paramCheck(
  name: string,
  codec: PlainCodec,
  type: core.$ZodType | undefined,
): KeyParam["check"] {
  return (input, issues) => {
    if (codec.kind === "string") keyText(input, issues, name);
    if (codec.kind === "date") dateRange(codec.type, input, issues, name);
    if (type === undefined) return;
    for (const { message } of safeParse(type, input).error?.issues ?? []) {
      issues.push({ code: "invalid_value", path: [name], message });
    }
  };
}

/** zod checks only the author's bounds; the key's format has its own. */
function dateRange(
  { min, max }: Required<DateType>,
  input: unknown,
  issues: Issue[],
  name: string,
): void {
  if (!(input instanceof Date) || (input.getTime() >= min && input.getTime() <= max)) return;
  const message = `expected a date from ${new Date(min).toISOString()} up to ${new Date(max).toISOString()}`;
  issues.push({ code: "invalid_value", path: [name], message });
}

/** How one parameter becomes text, and text becomes the parameter. */
function textCodec(codec: PlainCodec): Pick<KeyParam, "encode"> & {
  readonly decode: (text: string) => unknown;
} {
  switch (codec.kind) {
    case "string": {
      if (codec.special === "") return { encode: String, decode: (text) => text };
      const special = specialExpression(codec);
      return { encode: (value: string) => encodeText(value, special), decode: decodeText };
    }
    case "uuid":
    case "enum":
      return { encode: String, decode: (text) => text };
    case "boolean":
      return { encode: String, decode: (text) => text === "true" };
    case "integer":
      if (codec.padded === false) return { encode: String, decode: Number };
      return {
        encode: (value: number) => encodeInteger(value, codec.digits),
        decode: decodeInteger,
      };
    case "date":
      return { encode: encodeDate, decode: decodeDate };
  }
}

function specialExpression(codec: { readonly special: string }): RegExp {
  return new RegExp(`[${specialCharacters(codec.special)}]`, "g");
}

async function importCustom(
  param: string,
  { from, name }: Extract<ParamCodec, { kind: "custom" }>,
  schemaFile: string,
): Promise<CustomParamCodec<unknown>> {
  const file = resolve(dirname(schemaFile), from);
  const codec = (await importModule(file))[name] as CustomParamCodec<unknown> | undefined;
  if (typeof codec?.encode === "function" && typeof codec.decode === "function") return codec;
  throw new CannotRunError(`${from} does not export a codec \`${name}\` for \`{${param}}\``, {
    place: { file, line: 1, column: 1 },
    help: `Export an object with \`encode\` and \`decode\` (CustomParamCodec in keyloom/runtime) as \`${name}\`.`,
  });
}
