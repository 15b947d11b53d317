import type { CustomParamCodec } from "keyloom/runtime";

/** A country by its ISO 3166 code, in capitals, with a region where it has one: `DE/BY`. */
export interface Country {
  readonly code: string;
  readonly region?: string;
}

/** Its text holds the character that follows it in the key, which the accessor has to encode. */
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
