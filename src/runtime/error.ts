import type { Issue } from "./issue.ts";
import { MAX_KEY_BYTES } from "./limits.ts";

/**
 * What went wrong, for code to branch on. Codes never change.
 *
 * - `invalid-params`: the parameters do not make a key of the collection;
 * - `key-too-long`: the key, or the prefix that a list looks for, exceeds 512 bytes;
 * - `invalid-value`, `invalid-metadata`: not of the declared type, when written or when read;
 * - `value-too-large`, `metadata-too-large`: over KV's limit;
 * - `invalid-ttl`: missing, malformed, or outside the collection's bounds;
 * - `invalid-cache-ttl`: not whole seconds, or fewer than KV's minimum of 30;
 * - `invalid-secret`: the Worker's secret that seals values is missing, is not a key ring, or does not have
 *   the key of a record;
 * - `pointer-taken`: another record has a pointer that this record would have;
 * - `missing-binding`: the Worker's `env` has no namespace with that name.
 */
export type KeyloomErrorCode =
  | "invalid-params"
  | "key-too-long"
  | "invalid-value"
  | "invalid-metadata"
  | "value-too-large"
  | "metadata-too-large"
  | "invalid-ttl"
  | "invalid-cache-ttl"
  | "invalid-secret"
  | "pointer-taken"
  | "missing-binding";

/** No key that KV accepts has more characters; messages cut longer ones. */
const SHOWN_KEY_CHARACTERS = MAX_KEY_BYTES;

/** Every error that an accessor itself throws; errors of KV pass through unchanged. */
export class KeyloomError extends Error {
  override readonly name = "KeyloomError";
  readonly code: KeyloomErrorCode;
  /** The collection, with its binding: `CACHE.session`. */
  readonly collection: string;
  /** The key that was read or written; absent if the parameters do not make one. */
  readonly key: string | undefined;
  /** What is wrong with the value, the metadata or the parameters, one entry per place. */
  readonly issues: readonly Issue[];

  constructor(
    code: KeyloomErrorCode,
    message: string,
    {
      collection,
      key,
      issues = [],
      cause,
    }: {
      readonly collection: string;
      readonly key?: string | undefined;
      readonly issues?: readonly Issue[];
      /** What the author's own code threw. */
      readonly cause?: unknown;
    },
  ) {
    const place = key === undefined ? "" : ` (key ${shown(key)})`;
    super(`${collection}: ${message}${place}`, cause === undefined ? {} : { cause });
    this.code = code;
    this.collection = collection;
    this.key = key;
    this.issues = issues;
  }
}

function shown(key: string): string {
  const isLong = key.length > SHOWN_KEY_CHARACTERS;
  return JSON.stringify(isLong ? `${key.slice(0, SHOWN_KEY_CHARACTERS)}…` : key);
}

/** The message of whatever was thrown. */
export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
