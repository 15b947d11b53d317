import { createHash } from "node:crypto";
import type { SeedPair } from "../../schema/seed/record.ts";

/** Bytes of each hash: enough that a million keys collide once in some ten million seeds. */
const HASH_BYTES = 8;

/** Hexadecimal digits of a digest: short enough to read in a preview. */
const DIGEST_LENGTH = 16;

/**
 * What a stack's state keeps of a seed: for each record a hash of its key and one of its content,
 * 16 bytes a record, never a key or a value.
 */
export class Manifest {
  /** Content hashes by key hash, both in base64. */
  readonly #contents = new Map<string, string>();

  /** Reads the text that {@link toString} made; an empty text is an empty manifest. */
  static parse(text: string): Manifest {
    const manifest = new Manifest();
    const bytes = Buffer.from(text, "base64");
    for (let at = 0; at < bytes.length; at += 2 * HASH_BYTES) {
      manifest.#contents.set(
        bytes.toString("base64", at, at + HASH_BYTES),
        bytes.toString("base64", at + HASH_BYTES, at + 2 * HASH_BYTES),
      );
    }
    return manifest;
  }

  /** The number of records. */
  get size(): number {
    return this.#contents.size;
  }

  /** A manifest of its own with the same records. */
  copy(): Manifest {
    return Manifest.parse(this.toString());
  }

  add(pair: SeedPair): void {
    this.#contents.set(hash(pair.key), contentHash(pair));
  }

  /** Whether the record is in the manifest with this very content. */
  hasPair(pair: SeedPair): boolean {
    return this.#contents.get(hash(pair.key)) === contentHash(pair);
  }

  hasKey(key: string): boolean {
    return this.#contents.has(hash(key));
  }

  /** Base64 of the hashes in order, so that equal seeds give equal texts whatever their order. */
  toString(): string {
    const pairs = [...this.#contents].sort(([a], [b]) => (a < b ? -1 : 1));
    return Buffer.concat(pairs.flat().map((text) => Buffer.from(text, "base64"))).toString(
      "base64",
    );
  }
}

/** A short text that differs wherever the manifests do: what a preview shows of a change. */
export function digestOf(manifest: string): string {
  return createHash("sha256").update(manifest).digest("hex").slice(0, DIGEST_LENGTH);
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest().toString("base64", 0, HASH_BYTES);
}

/**
 * A relative TTL is content; an absolute expiration is not, because it follows from the value, and
 * one that was computed from the clock would differ at every run.
 */
function contentHash({ value, metadata, expirationTtl }: SeedPair): string {
  const digest = createHash("sha256");
  digest.update(JSON.stringify([metadata ?? null, expirationTtl ?? null]));
  digest.update(typeof value === "string" ? "text:" : "bytes:");
  return digest.update(value).digest().toString("base64", 0, HASH_BYTES);
}
