import type { CustomParamCodec } from "keyloom/runtime";

export type Country = "DE" | "FR";

/** Countries by their code in lower case. */
export const code: CustomParamCodec<Country> = {
  encode: (country) => country.toLowerCase(),
  decode: (text) => (text === "de" ? "DE" : text === "fr" ? "FR" : undefined),
};

interface Town {
  readonly name: string;
}

/** Towns by their name; their type has no name outside of this module. */
export const town: CustomParamCodec<Town> = {
  encode: ({ name }) => name,
  decode: (name) => ({ name }),
};
