import type { ParamCodec, ParamModel } from "../../schema/key-model.ts";
import { specialCharacters } from "../../schema/key-pattern.ts";
import type { Model } from "../../schema/model.ts";
import type { Scope } from "../scope.ts";
import { type ImportNames, importedName } from "./module-export.ts";

export type CustomCodec = Extract<ParamCodec, { kind: "custom" }>;

/** The constant for the characters that a parameter percent-encodes; `undefined` for the rest of a key. */
export function specialConstant({ special }: { readonly special: string }, scope: Scope): string {
  if (special === "") return "undefined";
  return scope.global("special", `[${specialCharacters(special)}]`);
}

/** The function that turns text back into a parameter. */
export function decodeExpression({ codec }: ParamModel, scope: Scope, codecs: ImportNames): string {
  switch (codec.kind) {
    case "string":
      return scope.use(codec.special === "" ? "asGiven" : "decodeText");
    case "custom":
      return `(text) => ${scope.use("decodeCustom")}(${importedName(codec, codecs)}, text)`;
    case "uuid":
    case "enum":
      return scope.use("asGiven");
    case "boolean":
      return '(text) => text === "true"';
    case "integer":
      return codec.padded !== false && codec.signed ? scope.use("decodeInteger") : "Number";
    case "date":
      return scope.use("decodeDate");
  }
}

/** The custom codecs of a model, in the order of its parameters; some may occur more than once. */
export function customCodecs({ namespaces }: Model): readonly CustomCodec[] {
  return namespaces
    .flatMap(({ collections }) => collections)
    .flatMap(({ key }) => key.params)
    .flatMap(({ codec }) => (codec.kind === "custom" ? [codec] : []));
}
