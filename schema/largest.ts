import { byteLength } from "../src/runtime/text.ts";
import { VERSION } from "../src/runtime/version-in-metadata.ts";
import type { KeyModel, ParamModel } from "./key-model.ts";
import type { CollectionModel } from "./model.ts";
import { maxJsonBytes } from "./type/json-size.ts";
import { type Measure, maxStringBytes } from "./type/string-size.ts";

/**
 * The bytes of the longest key of a template, including percent-encoding, or by another measure. A parameter
 * without a schema may use what the rest leaves, and counts as one byte.
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

/** The maximum bytes of JSON for the metadata of a record; 0 if there are none. */
export function largestMetadata({ metadata, version }: CollectionModel, measure?: Measure): number {
  if (metadata === undefined) return 0;
  // The version, if it is stored in the author's metadata.
  const marked = version?.in === "metadata" ? `,"${VERSION}":${version.current}`.length : 0;
  return maxJsonBytes(metadata, measure) + marked;
}
