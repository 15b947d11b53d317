import type { CustomParamCodec } from "keyloom/runtime";

/** A country by its ISO 3166 code, in capitals, with a region if it has one: `DE/BY`. */
export interface Country {
  readonly code: string;
  readonly region?: string;
}

/** Its text contains the character that follows it in the key, so the accessor has to encode that. */
export const country: CustomParamCodec<Country> = {
  encode({ code, region }) {
    if (!/^[A-Z]{2}$/.test(code)) throw new RangeError("a country's code is two capitals");
    return region === undefined ? code : `${code}/${region}`;
  },
  decode(text) {
    const [, code, region] = /^([A-Z]{2})(?:\/(.+))?$/s.exec(text) ?? [];
    if (code === undefined) return undefined;
    return region === undefined ? { code } : { code, region };
  },
};
