import { byteLength, exceedsBytes } from "./text.ts";

/** What is handed to KV. */
export type Encoded = string | Uint8Array;

/** How a value is stored: what KV is asked for, and how that becomes a value. */
export interface ValueCodec<Stored extends string | ArrayBuffer = string | ArrayBuffer> {
  /** The `type` of KV's reads. */
  readonly type: Stored extends string ? "text" : "arrayBuffer";
  /**
   * Takes what KV gave; throws for what is not of this codec, and says why without repeating it.
   *
   * @returns the value, or a promise of it.
   */
  decode(stored: Stored): unknown;
  /** Throws for what cannot be stored so that a read gives it back. */
  encode(value: unknown): Encoded | Promise<Encoded>;
}

/** Values as JSON. Read as text, so that a broken one is reported with its key and not by KV. */
export const json = {
  type: "text",
  decode(stored) {
    try {
      return JSON.parse(stored);
    } catch {
      // The engine's own message quotes the value, which is nothing for a log.
      throw new TypeError(stored === "" ? "it is empty, not JSON" : "it is not JSON");
    }
  },
  encode(value) {
    const encoded: string | undefined = JSON.stringify(value);
    if (encoded === undefined) throw new TypeError("JSON has no form for it");
    return encoded;
  },
} satisfies ValueCodec<string>;

/** Strings as they are. */
export const text = {
  type: "text",
  decode: (stored) => stored,
  encode(value) {
    // KV would store U+FFFD in its place, without a word.
    if (!(value as string).isWellFormed()) throw new TypeError("it holds a lone surrogate");
    return value as string;
  },
} satisfies ValueCodec<string>;

/** Bytes as they are; a value is a `Uint8Array`. */
export const bytes = {
  type: "arrayBuffer",
  decode: (stored) => new Uint8Array(stored),
  encode: (value) => value as Uint8Array,
} satisfies ValueCodec<ArrayBuffer>;

/** The size of an encoded value in bytes when it is over `limit`, else `undefined`. */
export function sizeOver(encoded: Encoded, limit: number): number | undefined {
  if (typeof encoded !== "string") {
    return encoded.byteLength > limit ? encoded.byteLength : undefined;
  }
  return exceedsBytes(encoded, limit) ? byteLength(encoded) : undefined;
}
