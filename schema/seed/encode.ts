import { MAX_VALUE_BYTES } from "../../src/runtime/limits.ts";
import { type RecordPlace, sizeOver } from "../../src/runtime/value-codec.ts";
import type { CollectionModel } from "../model.ts";
import { isOpen } from "../type/open.ts";
import { valueCodec } from "./value-codec.ts";

/** Where gzip writes the system that it ran on, and the value for an unknown one. RFC 1952, section 2.3.1. */
const GZIP_SYSTEM = { at: 9, unknown: 255 };

/** Encodes a seed's value as the Worker would, and the same on every system: manifests hash it. */
export async function encodeSeedValue(
  { codec, value: type, version }: Pick<CollectionModel, "codec" | "value" | "version">,
  value: unknown,
  at: RecordPlace,
): Promise<string | Uint8Array> {
  const encoded = (await valueCodec(codec, version, {}, isOpen(type)).encode(value, at)) as
    | string
    | Uint8Array;
  if (typeof codec !== "string") (encoded as Uint8Array)[GZIP_SYSTEM.at] = GZIP_SYSTEM.unknown;
  const size = sizeOver(encoded, MAX_VALUE_BYTES);
  if (size === undefined) return encoded;
  throw new Error(`it has ${size} bytes, and KV accepts at most ${MAX_VALUE_BYTES}`);
}
