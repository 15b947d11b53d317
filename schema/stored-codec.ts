/** Marks the function of a compiled codec; by name, so that one from another copy of this package is recognized. */
const STORED: unique symbol = Symbol.for("keyloom.stored") as never;

/** The codecs of `stored`. */
export type StoredCodec = "date" | "bigint";

/** Marks the function that decodes what is stored. */
export function marked<Decode extends object>(codec: StoredCodec, decode: Decode): Decode {
  return Object.assign(decode, { [STORED]: codec });
}

/** Which of the codecs of `stored` a function belongs to, if it does. */
export function storedCodecOf(decode: unknown): StoredCodec | undefined {
  return (decode as { readonly [STORED]?: StoredCodec } | undefined)?.[STORED];
}
