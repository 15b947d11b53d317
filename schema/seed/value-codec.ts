import { exactJson } from "../../src/runtime/exact-json.ts";
import { gzip } from "../../src/runtime/gzip.ts";
import type { Upcasts } from "../../src/runtime/upcast.ts";
import { bytes, json, text } from "../../src/runtime/value-codec.ts";
import { versioned } from "../../src/runtime/versioned.ts";
import type { WholeCodec } from "../../src/runtime/whole-codec.ts";
import type { ValueCodec, VersionModel } from "../model.ts";

const PLAIN = { text, bytes, stream: bytes };

/**
 * How values of a collection are stored, as generated code has it.
 *
 * @param upcasts the functions that make new values from older versions; needed only to decode.
 * @param hasOpenParts whether the type leaves parts unchecked; needed only to encode.
 */
export function valueCodec(
  codec: ValueCodec,
  version: VersionModel | undefined,
  upcasts: Upcasts,
  hasOpenParts = false,
): WholeCodec {
  const plain = hasOpenParts ? exactJson : json;
  if (codec === "json") {
    return version?.in === "envelope" ? versioned(version.current, upcasts, plain) : plain;
  }
  if (typeof codec === "string") return PLAIN[codec];
  if (codec.kind === "gzip") return gzip(valueCodec(codec.of, version, upcasts, hasOpenParts));
  throw new Error("only the Worker has the secret that seals it");
}
