import { byteLength, exceedsBytes } from "./text.ts";

/** What is handed to KV. */
export type Encoded = string | Uint8Array | ReadableStream;

/** What KV gives, by the `type` of its reads. */
export interface StoredForms {
  readonly text: string;
  readonly arrayBuffer: ArrayBuffer;
  readonly stream: ReadableStream;
}

/** Where a record stands. */
export interface RecordPlace {
  readonly collection: string;
  readonly key: string;
}

/** How a value is stored: what KV is asked for, and how that becomes a value. */
export interface ValueCodec<Type extends keyof StoredForms = keyof StoredForms> {
  /** The `type` of KV's reads. */
  readonly type: Type;
  /**
   * Takes what KV gave; throws for what is not of this codec, and says why without repeating it.
   *
   * @returns the value, or a promise of it.
   */
  decode(stored: StoredForms[Type], at: RecordPlace): unknown;
  /** Throws for what cannot be stored so that a read gives it back. */
  encode(value: unknown, at: RecordPlace): Encoded | Promise<Encoded>;
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
} satisfies ValueCodec<"text">;

/** Strings as they are. */
export const text = {
  type: "text",
  decode: (stored) => stored,
  encode(value) {
    // KV would store U+FFFD in its place, without a word.
    if (!(value as string).isWellFormed()) throw new TypeError("it holds a lone surrogate");
    return value as string;
  },
} satisfies ValueCodec<"text">;

/** Bytes as they are; a value is a `Uint8Array`. */
export const bytes = {
  type: "arrayBuffer",
  decode: (stored) => new Uint8Array(stored),
  encode: (value) => value as Uint8Array,
} satisfies ValueCodec<"arrayBuffer">;

/**
 * Bytes that flow, and are never held whole: a value is a `ReadableStream` that is still to be read. A
 * write takes bytes as well.
 */
export const stream = {
  type: "stream",
  decode: (stored) => stored,
  encode: (value) => value as Uint8Array | ReadableStream,
} satisfies ValueCodec<"stream">;

/** The size of an encoded value in bytes when it is over `limit`, else `undefined`; a stream tells none. */
export function sizeOver(encoded: Encoded, limit: number): number | undefined {
  if (encoded instanceof ReadableStream) return undefined;
  if (typeof encoded !== "string") {
    return encoded.byteLength > limit ? encoded.byteLength : undefined;
  }
  return exceedsBytes(encoded, limit) ? byteLength(encoded) : undefined;
}
