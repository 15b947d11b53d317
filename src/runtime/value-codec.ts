import { byteLength, exceedsBytes } from "./text.ts";

/** How a value is stored: what KV is asked for, and how that becomes a value. */
export interface ValueCodec<Stored extends string | ArrayBuffer = string | ArrayBuffer> {
  /** The `type` of KV's reads. */
  readonly type: Stored extends string ? "text" : "arrayBuffer";
  /** Takes what KV gave; throws for what is not of this codec. */
  decode(stored: Stored): unknown;
  encode(value: unknown): string | Uint8Array;
}

/** Values as JSON. Read as text, so that a broken one is reported with its key and not by KV. */
export const json: ValueCodec<string> = {
  type: "text",
  decode: (stored) => JSON.parse(stored),
  encode: (value) => JSON.stringify(value),
};

/** Strings as they are. */
export const text: ValueCodec<string> = {
  type: "text",
  decode: (stored) => stored,
  encode: (value) => value as string,
};

/** Bytes as they are; a value is a `Uint8Array`. */
export const bytes: ValueCodec<ArrayBuffer> = {
  type: "arrayBuffer",
  decode: (stored) => new Uint8Array(stored),
  encode: (value) => value as Uint8Array,
};

/** The size of an encoded value in bytes when it is over `limit`, else `undefined`. */
export function sizeOver(encoded: string | Uint8Array, limit: number): number | undefined {
  if (typeof encoded !== "string") {
    return encoded.byteLength > limit ? encoded.byteLength : undefined;
  }
  return exceedsBytes(encoded, limit) ? byteLength(encoded) : undefined;
}
