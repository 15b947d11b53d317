import { exactJson } from "../../src/runtime/exact-json.ts";
import { gzip } from "../../src/runtime/gzip.ts";
import { MAX_VALUE_BYTES } from "../../src/runtime/limits.ts";
import type { Upcasts } from "../../src/runtime/upcast.ts";
import { bytes, json, type RecordPlace, sizeOver, text } from "../../src/runtime/value-codec.ts";
import { versioned } from "../../src/runtime/versioned.ts";
import type { WholeCodec } from "../../src/runtime/whole-codec.ts";
import type { CollectionModel, ValueCodec, VersionModel } from "../model.ts";
import { isOpen } from "../type/open.ts";

const PLAIN = { text, bytes, stream: bytes };

/** Where gzip writes the system that it ran on, and the value for an unknown one. RFC 1952, section 2.3.1. */
const GZIP_SYSTEM = { at: 9, unknown: 255 };

/** Encodes a seed's value as the Worker would, and the same on every system: manifests hash it. */
export async function encodeSeedValue(
  { codec, value: type, version }: Pick<CollectionModel, "codec" | "value" | "version">,
  value: unknown,
  at: RecordPlace,
): Promise<string | Uint8Array> {
  const encoded = (await codecOf(codec, version, {}, isOpen(type)).encode(value, at)) as
    | string
    | Uint8Array;
  if (typeof codec !== "string") (encoded as Uint8Array)[GZIP_SYSTEM.at] = GZIP_SYSTEM.unknown;
  const size = sizeOver(encoded, MAX_VALUE_BYTES);
  if (size === undefined) return encoded;
  throw new Error(`it has ${size} bytes, and KV accepts at most ${MAX_VALUE_BYTES}`);
}

/**
 * @param upcasts the functions that make new values from older versions; needed only to decode.
 * @param hasOpenParts see {@link isOpen}; it matters only to encode.
 */
export function codecOf(
  codec: ValueCodec,
  version: VersionModel | undefined,
  upcasts: Upcasts = {},
  hasOpenParts = false,
): WholeCodec {
  const plain = hasOpenParts ? exactJson : json;
  if (codec === "json") {
    return version?.in === "envelope" ? versioned(version.current, upcasts, plain) : plain;
  }
  if (typeof codec === "string") return PLAIN[codec];
  if (codec.kind === "gzip") return gzip(codecOf(codec.of, version, upcasts, hasOpenParts));
  throw new Error("only the Worker has the secret that seals it");
}
