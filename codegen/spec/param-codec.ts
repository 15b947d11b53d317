import { specialCharacters } from "../../schema/key-pattern.ts";
import type { Model, ParamCodec, ParamModel } from "../../schema/model.ts";
import type { StringType } from "../../schema/type/model.ts";
import type { Scope } from "../scope.ts";
import { overwriteCalls } from "../validator/rewritten-string.ts";
import { type ImportNames, importedName } from "./module-export.ts";

export type CustomCodec = Extract<ParamCodec, { kind: "custom" }>;

/** The expression that turns a parameter into text. */
export function encodeExpression(
  { codec }: ParamModel,
  local: string,
  scope: Scope,
  codecs: ImportNames,
): string {
  switch (codec.kind) {
    case "string":
      return encodeText(written(local, codec.type), codec.special, scope);
    case "custom":
      return encodeText(`${importedName(codec, codecs)}.encode(${local})`, codec.special, scope);
    case "integer":
      return `${scope.use("encodeInteger")}(${local}, ${codec.digits})`;
    case "date":
      return `${scope.use("encodeDate")}(${local})`;
    default:
      return local;
  }
}

/** What is looked up by a field whose type changes it, such as to lower case, is changed alike. */
function written(local: string, { checks }: StringType): string {
  return local + overwriteCalls(checks).join("");
}

function encodeText(text: string, special: string, scope: Scope): string {
  const constant = scope.global("special", `[${specialCharacters(special)}]`);
  return `${scope.use("encodeText")}(${text}, ${constant})`;
}

/** The expression that turns text back into a parameter of the given type. */
export function decodeExpression(
  { codec }: ParamModel,
  local: string,
  type: string,
  scope: Scope,
  codecs: ImportNames,
): string {
  switch (codec.kind) {
    case "string":
      return `${scope.use("decodeText")}(${local})`;
    case "custom":
      return `${scope.use("decodeCustom")}(${importedName(codec, codecs)}, ${local}) as ${type}`;
    case "uuid":
      return local;
    case "enum":
      return `${local} as ${type}`;
    case "boolean":
      return `${local} === "true"`;
    case "integer":
      return `${scope.use("decodeInteger")}(${local})`;
    case "date":
      return `${scope.use("decodeDate")}(${local})`;
  }
}

/** The custom codecs of a model, in the order of its parameters; some may be there more than once. */
export function customCodecs({ namespaces }: Model): readonly CustomCodec[] {
  return namespaces
    .flatMap(({ collections }) => collections)
    .flatMap(({ key }) => key.params)
    .flatMap(({ codec }) => (codec.kind === "custom" ? [codec] : []));
}
