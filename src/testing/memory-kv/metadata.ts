import { MAX_METADATA_BYTES } from "../../runtime/limits.ts";
import { byteLength } from "../../runtime/text.ts";
import { kvFailure } from "./failure.ts";

/** The JSON that workerd sends; null and undefined mean no metadata. */
export function metadataJson(metadata: unknown): string | undefined {
  if (metadata === undefined || metadata === null) return undefined;
  // What JSON leaves out, such as a function, is sent as this word, which KV cannot read.
  return JSON.stringify(metadata) ?? "undefined";
}

/** What KV checks of it. */
export function checkMetadata(json: string): void {
  const bytes = byteLength(json);
  if (bytes > MAX_METADATA_BYTES) {
    const reason = `Metadata length of ${bytes} exceeds limit of ${MAX_METADATA_BYTES}.`;
    throw kvFailure("PUT", 413, reason);
  }
  if (json === "undefined") throw kvFailure("PUT", 500, "Internal Server Error");
}
