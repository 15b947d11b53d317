import { dirname, resolve } from "node:path";
import type { core } from "zod";
import { safeParse } from "zod/v4/core";
import type { Issue } from "../src/runtime/issue.ts";
import { customText, type KeySpec, keyText } from "../src/runtime/key-spec.ts";
import {
  type CustomParamCodec,
  decodeCustom,
  decodeDate,
  decodeInteger,
  decodeText,
  encodeDate,
  encodeInteger,
  encodeText,
} from "../src/runtime/param.ts";
import { CannotRunError } from "./cannot-run.ts";
import { keyPattern, specialCharacters } from "./key-pattern.ts";
import { importModule } from "./load.ts";
import type { KeyModel, ParamCodec, ParamModel } from "./model.ts";
import type { ParamSchema } from "./param.ts";
import type { DateType } from "./type/model.ts";

/** Parameters by name, of whatever types their codecs have. */
export type Params = Readonly<Record<string, unknown>>;

/** How one parameter becomes text and comes back. */
interface TextCodec {
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * The keys of a collection outside of a Worker, for seeds: what generated code does, done from the
 * model, with the author's own zod types as validators.
 *
 * @param name the collection with its binding, for messages.
 * @throws CannotRunError where the module of a custom codec cannot be used.
 */
export async function keySpecOf(
  name: string,
  key: KeyModel,
  schemas: Readonly<Record<string, ParamSchema | undefined>>,
  schemaFile: string,
): Promise<KeySpec<Params>> {
  const codecs = new Map<string, TextCodec>();
  const customs = new Map<string, CustomParamCodec<unknown>>();
  for (const { name, codec } of key.params) {
    if (codec.kind === "custom") customs.set(name, await importCustom(name, codec, schemaFile));
    codecs.set(name, textCodec(codec, customs.get(name)));
  }
  const pattern = new RegExp(`^${keyPattern(key)}$`, "su");

  const build = (segments: KeyModel["segments"], params: Params) =>
    segments
      .map((segment) =>
        "literal" in segment
          ? segment.literal
          : codecs.get(segment.param)?.encode(params[segment.param]),
      )
      .join("");

  return {
    name,
    params: Object.fromEntries(
      key.params.map((param) => [
        param.name,
        paramCheck(param, schemas[param.name], customs.get(param.name)),
      ]),
    ),
    build: (params) => build(key.segments, params),
    prefixes: key.params.map(({ name }) => {
      const end = key.segments.findIndex((segment) => "param" in segment && segment.param === name);
      return (params: Params) => build(key.segments.slice(0, end), params);
    }),
    match: (text) => {
      const match = pattern.exec(text);
      if (match === null) return null;
      return Object.fromEntries(
        key.params.map(({ name }, index) => [
          name,
          codecs.get(name)?.decode(match[index + 1] ?? ""),
        ]),
      );
    },
  };
}

function paramCheck(
  { name, codec }: ParamModel,
  schema: ParamSchema | undefined,
  custom: CustomParamCodec<unknown> | undefined,
): KeySpec<Params>["params"][string] {
  return (input, issues) => {
    if (custom !== undefined) return customText(custom, input, issues, name);
    if (codec.kind === "string") keyText(input, issues, name);
    if (codec.kind === "date") dateRange(codec.type, input, issues, name);
    if (schema === undefined) return;
    for (const { message } of safeParse(schema as core.$ZodType, input).error?.issues ?? []) {
      issues.push({ code: "invalid_value", path: [name], message });
    }
  };
}

/** zod knows only the author's bounds, the key's format has its own. */
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

function textCodec(codec: ParamCodec, custom?: CustomParamCodec<unknown>): TextCodec {
  switch (codec.kind) {
    case "string": {
      const special = specialExpression(codec);
      return { encode: (value) => encodeText(value as string, special), decode: decodeText };
    }
    case "custom": {
      if (custom === undefined) throw new TypeError("a custom codec needs its module");
      const special = specialExpression(codec);
      return {
        encode: (value) => encodeText(custom.encode(value), special),
        decode: (text) => decodeCustom(custom, text),
      };
    }
    case "uuid":
    case "enum":
      return { encode: (value) => value as string, decode: (text) => text };
    case "boolean":
      return { encode: String, decode: (text) => text === "true" };
    case "integer":
      return {
        encode: (value) => encodeInteger(value as number, codec.digits),
        decode: decodeInteger,
      };
    case "date":
      return { encode: (value) => encodeDate(value as Date), decode: decodeDate };
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
