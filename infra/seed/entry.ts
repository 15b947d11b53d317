import { createHash, hash } from "node:crypto";
import type { SeedPair } from "../../schema/seed/record.ts";

/** Bytes of each hash: enough that a million keys collide once in some ten million seeds. */
export const HASH_BYTES = 8;

/** Bytes of a record's entry in a manifest: a hash of its key, and one of its content. */
export const ENTRY_BYTES = 2 * HASH_BYTES;

/**
 * A record's entry in a manifest.
 *
 * @param entry where it is written: sharing one for all records of a seed saves much memory.
 */
export function entryOf(pair: SeedPair, entry = Buffer.allocUnsafe(ENTRY_BYTES)): Buffer {
  // Node returns hashes as text in half the time that it needs for buffers.
  entry.write(hash("sha256", pair.key), 0, HASH_BYTES, "hex");
  entry.write(contentHash(pair), HASH_BYTES, HASH_BYTES, "hex");
  return entry;
}

/** What the entry of a key's record starts with. */
export function keyHash(key: string): Buffer {
  return hash("sha256", key, "buffer").subarray(0, HASH_BYTES);
}

/**
 * A relative TTL is content; an absolute expiration is not, because it follows from the value, and one
 * computed from the clock would differ on every run.
 */
function contentHash({ value, metadata, expirationTtl }: SeedPair): string {
  const head = JSON.stringify([metadata ?? null, expirationTtl ?? null]);
  if (typeof value === "string") return hash("sha256", `${head}text:${value}`);
  return createHash("sha256").update(`${head}bytes:`).update(value).digest("hex");
}
