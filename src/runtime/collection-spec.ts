import type { KeyloomError } from "./error.ts";
import type { Check } from "./issue.ts";
import type { KeySpec } from "./key-spec.ts";
import type { TtlSpec } from "./ttl.ts";
import type { ValueCodec } from "./value-codec.ts";
import type { VersionInMetadata } from "./version-in-metadata.ts";

/** What generated code knows about one collection. */
export interface CollectionSpec<Params, Value, Metadata, Missing = null> {
  readonly key: KeySpec<Params>;
  readonly codec: ValueCodec<"text"> | ValueCodec<"arrayBuffer"> | ValueCodec<"stream">;
  /** Left out where no version stands in the metadata; an envelope's is the codec's. */
  readonly version?: VersionInMetadata;
  readonly value: Check<Value>;
  /** Makes what is stored of what is written, where that is no value of the type itself. */
  readonly encodeValue?: Check<unknown>;
  /** Left out where the collection has no metadata. */
  readonly metadata?: Check<Metadata>;
  /** The same as `encodeValue`. */
  readonly encodeMetadata?: Check<unknown>;
  readonly ttl: TtlSpec;
  /** How long a data centre may keep the answer of a read, in seconds. */
  readonly cacheTtl?: number;
  /** Makes what a read gives where the key is missing; `null` without it. */
  readonly fallback?: () => Missing;
  /** What becomes of a stored value that is not of its type; it is thrown unless said otherwise. */
  readonly onInvalid?: "missing" | Repair;
}

/**
 * Makes a sound value of what is stored in a broken one's place, or a promise of one. What it gives is
 * checked as well. It throws, best of all `error`, for what cannot be repaired.
 *
 * @param stored what KV gave, a text or bytes.
 */
export type Repair = (stored: string | ArrayBuffer, error: KeyloomError) => unknown;
