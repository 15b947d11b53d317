import type { KeyModel, ParamCodec } from "./key-model.ts";

/** Escapes a text for a regular expression literal, including `/`. */
export function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** The characters that a codec percent-encodes, as the content of a character class. */
export function specialCharacters(special: string): string {
  return [...special].map((character) => character.replace(/[\\\]^-]/, "\\$&")).join("");
}

/** A regular expression's source for one character of the text that a parameter becomes. */
export function characterPattern({ special }: { readonly special: string }): string {
  // The rest of a key may contain any character.
  return special === "" ? "." : `[^${specialCharacters(special.replace("%", ""))}]`;
}

/** A regular expression's source, with the flag `s`, for the text that a parameter becomes. */
export function paramPattern(codec: ParamCodec): string {
  switch (codec.kind) {
    case "string":
    case "custom":
      // `%` is encoded too, but is in the text as the start of each percent sequence.
      return `${characterPattern(codec)}+`;
    case "uuid":
      return "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    case "enum":
      return codec.values.map(escapeRegExp).join("|");
    case "boolean":
      return "true|false";
    case "integer":
      return integerPattern(codec);
    case "date":
      return "\\d{8}T\\d{6}\\.\\d{3}Z";
  }
}

function integerPattern({
  digits,
  padded,
  signed,
}: Extract<ParamCodec, { readonly kind: "integer" }>): string {
  const sign = signed ? "-?" : "";
  return padded === undefined ? `${sign}\\d{${digits}}` : `0|${sign}[1-9]\\d{0,${digits - 1}}`;
}

/**
 * A regular expression's source for a collection's keys, with a group for each parameter.
 *
 * @param patternOf a source for the text of a parameter, if more is known about it than its codec tells.
 */
export function keyPattern(key: KeyModel, patternOf = paramPattern): string {
  const codecs = new Map(key.params.map(({ name, codec }) => [name, codec]));
  return key.segments
    .map((segment) => {
      if ("literal" in segment) return escapeRegExp(segment.literal);
      const codec = codecs.get(segment.param);
      return codec === undefined ? "" : `(${patternOf(codec)})`;
    })
    .join("");
}

/** A key template's literal head: what all its keys start with. */
export function literalHead(key: KeyModel): string {
  const [first] = key.segments;
  return first !== undefined && "literal" in first ? first.literal : "";
}
