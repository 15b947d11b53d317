import { KeyloomError } from "./error.ts";
import { MAX_UNCOMPRESSED_BYTES } from "./limits.ts";
import type { ValueCodec } from "./value-codec.ts";
import { decodeBytes, encodeBytes, type WholeCodec } from "./whole-codec.ts";

/** The least that gzip writes: ten bytes of header, eight of trailer. RFC 1952, section 2.3. */
const MIN_GZIP_BYTES = 18;

/** What gzip starts with. RFC 1952, section 2.3.1. */
const GZIP_MAGIC = 0x1f8b;

/** Wraps a codec in gzip. Values have at most {@link MAX_UNCOMPRESSED_BYTES} bytes before compression. */
export function gzip(codec: WholeCodec): ValueCodec<"arrayBuffer"> {
  return {
    type: "arrayBuffer",
    decode: async (stored, at) => decodeBytes(codec, await decompressed(stored), at),
    async encode(value, at) {
      const bytes = await encodeBytes(codec, value, at);
      if (bytes.byteLength > MAX_UNCOMPRESSED_BYTES) {
        const size = `the value has ${bytes.byteLength} bytes before it is compressed`;
        const message = `${size}, a read takes at most ${MAX_UNCOMPRESSED_BYTES}`;
        throw new KeyloomError("value-too-large", message, at);
      }
      const compressed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
      return new Uint8Array(await new Response(compressed).arrayBuffer());
    },
  };
}

/**
 * Undoes gzip, and holds no more bytes than its trailer announces: a few kilobytes could become gigabytes.
 * Workers with a compatibility date before 2023-08-01 do not report a truncated end: the length does.
 */
async function decompressed(stored: ArrayBuffer): Promise<ArrayBuffer> {
  const view = new DataView(stored);
  if (view.byteLength < MIN_GZIP_BYTES || view.getUint16(0) !== GZIP_MAGIC) throw broken();
  const size = view.getUint32(view.byteLength - 4, true);
  if (size > MAX_UNCOMPRESSED_BYTES) {
    const limit = `a read takes at most ${MAX_UNCOMPRESSED_BYTES}`;
    throw new Error(`it has ${size} bytes when it is decompressed, ${limit}`);
  }
  const bytes = new Uint8Array(size);
  const reader = new Blob([stored])
    .stream()
    .pipeThrough(new DecompressionStream("gzip"))
    .getReader();
  let at = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw broken();
    });
    if (done) break;
    if (at + value.byteLength > size) {
      // This may report further errors.
      await reader.cancel().catch(() => undefined);
      throw broken();
    }
    bytes.set(value, at);
    at += value.byteLength;
  }
  if (at !== size) throw broken();
  return bytes.buffer;
}

function broken(): Error {
  return new Error("it is not gzip, or broken");
}
