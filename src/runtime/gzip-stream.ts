import { KeyloomError } from "./error.ts";
import type { ValueCodec } from "./value-codec.ts";

/** Bytes that are compressed and decompressed as they flow. Reading throws where they are broken. */
export const gzipStream: ValueCodec<"stream"> = {
  type: "stream",
  decode(stored, at) {
    const reader = stored.pipeThrough(new DecompressionStream("gzip")).getReader();
    return new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await reader.read().catch(() => {
          const message = "the stored value cannot be read: it is not gzip, or broken";
          throw new KeyloomError("invalid-value", message, at);
        });
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    });
  },
  encode(value) {
    const flowing = value instanceof ReadableStream ? value : new Blob([value as never]).stream();
    return flowing.pipeThrough(new CompressionStream("gzip"));
  },
};
