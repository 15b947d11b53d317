import { byteLength } from "../src/runtime/text.ts";
import type { CollectionModel, KeyModel, ParamModel } from "./model.ts";
import { type Measure, maxJsonBytes, maxStringBytes } from "./type/size.ts";

/**
 * The bytes of the longest key of a template, with what is percent-encoded, or by another measure. A
 * parameter without a schema takes what the rest leaves, and counts a byte.
 */
export function longestKey({ segments, params }: KeyModel, measure?: Measure): number {
  const literals = segments.map((segment) => ("literal" in segment ? segment.literal : ""));
  return params.reduce(
    (sum, param) => sum + longestParam(param, measure),
    byteLength(literals.join("")),
  );
}

/** The most bytes that a parameter takes in a key. */
export function longestParam({ codec, maxBytes = 1 }: ParamModel, measure?: Measure): number {
  const isMeasured = measure !== undefined && codec.kind === "string" && maxBytes > 1;
  return isMeasured ? maxStringBytes(codec.type, measure) : maxBytes;
}

/** The most bytes of JSON that the metadata of a record take; 0 where there are none. */
export function largestMetadata({ metadata, version }: CollectionModel, measure?: Measure): number {
  if (metadata === undefined) return 0;
  // What stands beside the author's metadata, where their version does.
  const marked = version?.in === "metadata" ? `,"$version":${version.current}`.length : 0;
  return maxJsonBytes(metadata, measure) + marked;
}
