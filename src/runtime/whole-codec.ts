import type { RecordPlace, ValueCodec } from "./value-codec.ts";

/** A codec of values that are held whole, so another codec can wrap it. */
export type WholeCodec = ValueCodec<"text"> | ValueCodec<"arrayBuffer">;

/** Encodes a value as bytes, whether the codec produces text or bytes. */
export async function encodeBytes(
  codec: WholeCodec,
  value: unknown,
  at: RecordPlace,
): Promise<Uint8Array<ArrayBuffer>> {
  const encoded = await codec.encode(value, at);
  const bytes = typeof encoded === "string" ? new TextEncoder().encode(encoded) : encoded;
  return bytes as Uint8Array<ArrayBuffer>;
}

/** Decodes the bytes that {@link encodeBytes} has made. */
export function decodeBytes(codec: WholeCodec, bytes: ArrayBuffer, at: RecordPlace): unknown {
  if (codec.type === "arrayBuffer") return codec.decode(bytes, at);
  // A byte order mark at the start of a text is part of it.
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return codec.decode(utf8.decode(bytes), at);
}
