import { byteLength, exceedsBytes } from "./text.ts";

/** What is passed to KV. */
export type Encoded = string | Uint8Array | ReadableStream;

/** What KV returns, by the `type` of its reads. */
export interface StoredForms {
  readonly text: string;
  readonly arrayBuffer: ArrayBuffer;
  readonly stream: ReadableStream;
}

/** The place of a record. */
export interface RecordPlace {
  readonly collection: string;
  readonly key: string;
}

/** How a value is stored: which type a read asks KV for, and how the answer becomes a value. */
export interface ValueCodec<Type extends keyof StoredForms = keyof StoredForms> {
  /** The `type` of KV's reads. */
  readonly type: Type;
  /**
   * Decodes what KV returned; throws for what is not of this codec, and says why without repeating it.
   *
   * @returns the value, or a promise of it.
   */
  decode(stored: StoredForms[Type], at: RecordPlace): unknown;
  /** Throws if nothing can be decoded, whatever is stored. */
  ready?(at: RecordPlace): Promise<unknown>;
  /** What a record that lives on should hold in place of what is stored; only for bytes. */
  renewed?(stored: ArrayBuffer, at: RecordPlace): Promise<ArrayBuffer>;
  /** Throws for a value that a read would not return as it is. */
  encode(value: unknown, at: RecordPlace): Encoded | Promise<Encoded>;
}

/** Values as JSON. Read as text, so that errors in it are reported with their key and not by KV. */
export const json = {
  type: "text",
  decode(stored) {
    try {
      return JSON.parse(stored);
    } catch {
      // The engine's own message quotes the value, which does not belong in a log.
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
    // KV would silently store U+FFFD instead.
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
 * Bytes that flow and are never held whole: a value is an unread `ReadableStream`. A write also accepts
 * bytes.
 */
export const stream = {
  type: "stream",
  decode: (stored) => stored,
  encode: (value) => value as Uint8Array | ReadableStream,
} satisfies ValueCodec<"stream">;

/** The size of an encoded value in bytes if it exceeds `limit`, else `undefined`; a stream has no known size. */
export function sizeOver(encoded: Encoded, limit: number): number | undefined {
  if (encoded instanceof ReadableStream) return undefined;
  if (typeof encoded !== "string") {
    return encoded.byteLength > limit ? encoded.byteLength : undefined;
  }
  return exceedsBytes(encoded, limit) ? byteLength(encoded) : undefined;
}
