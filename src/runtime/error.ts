import type { Issue } from "./issue.ts";

/**
 * What went wrong, for code to branch on. Codes never change.
 *
 * - `invalid-params`: the parameters make no key of the collection;
 * - `key-too-long`: the key passes 512 bytes;
 * - `invalid-value`, `invalid-metadata`: not of the declared type, on the way in or on the way out;
 * - `value-too-large`, `metadata-too-large`: over KV's limit;
 * - `invalid-ttl`: missing, malformed, or outside of the collection's bounds.
 */
export type KeyloomErrorCode =
  | "invalid-params"
  | "key-too-long"
  | "invalid-value"
  | "invalid-metadata"
  | "value-too-large"
  | "metadata-too-large"
  | "invalid-ttl";

/** Every error that an accessor throws by itself; what KV throws passes through unchanged. */
export class KeyloomError extends Error {
  override readonly name = "KeyloomError";
  readonly code: KeyloomErrorCode;
  /** The collection, with its binding: `CACHE.session`. */
  readonly collection: string;
  /** The key that was read or written; absent where the parameters make none. */
  readonly key: string | undefined;
  /** What is wrong with the value, the metadata or the parameters, one entry for each place. */
  readonly issues: readonly Issue[];

  constructor(
    code: KeyloomErrorCode,
    message: string,
    at: { readonly collection: string; readonly key?: string; readonly issues?: readonly Issue[] },
  ) {
    const key = at.key === undefined ? "" : ` (key ${JSON.stringify(at.key)})`;
    super(`${at.collection}: ${message}${key}`);
    this.code = code;
    this.collection = at.collection;
    this.key = at.key;
    this.issues = at.issues ?? [];
  }
}
