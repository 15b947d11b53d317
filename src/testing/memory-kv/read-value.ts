import { DEFAULT_CACHE_TTL_SECONDS, MIN_CACHE_TTL_SECONDS } from "../../runtime/limits.ts";
import { kvFailure, type OperationName } from "./failure.ts";
import type { Entry } from "./store.ts";
import { decodeText } from "./utf8.ts";

/** Returns a value as the type that a read asks for. */
export function readAs(type: string, { bytes }: Entry): unknown {
  switch (type) {
    case "text":
      return decodeText(bytes);
    case "json":
      return JSON.parse(decodeText(bytes));
    case "arrayBuffer":
      return bytes.slice().buffer;
    case "stream":
      return streamOf(bytes.slice());
    default:
      throw new TypeError(
        'Unknown response type. Possible types are "text", "arrayBuffer", "json", and "stream".',
      );
  }
}

export function metadataOf({ metadata }: Entry): unknown {
  return metadata === undefined ? null : JSON.parse(metadata);
}

/** How long the answer may be kept, in seconds. */
export function checkCacheTtl(operation: OperationName, cacheTtl: number | undefined): number {
  if (cacheTtl === undefined) return DEFAULT_CACHE_TTL_SECONDS;
  if (cacheTtl >= MIN_CACHE_TTL_SECONDS) return cacheTtl;
  const rule = `Cache TTL must be at least ${MIN_CACHE_TTL_SECONDS}.`;
  throw kvFailure(operation, 400, `Invalid cache_ttl of ${cacheTtl}. ${rule}`);
}

function streamOf(bytes: Uint8Array): ReadableStream {
  return new ReadableStream({
    type: "bytes",
    start(controller) {
      if (bytes.byteLength > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
}
