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
  /** Left out if the metadata has no version; the codec handles that of an envelope. */
  readonly version?: VersionInMetadata;
  readonly value: Check<Value>;
  /** Turns what is written into what is stored, if that is not a value of the type itself. */
  readonly encodeValue?: Check<unknown>;
  /** Left out if the collection has no metadata. */
  readonly metadata?: Check<Metadata>;
  /** The same as `encodeValue`. */
  readonly encodeMetadata?: Check<unknown>;
  readonly ttl: TtlSpec;
  /** How long a data center may keep the answer of a read, in seconds. */
  readonly cacheTtl?: number;
  /** Makes what a read returns if the key is missing; without it, `null`. */
  readonly fallback?: () => Missing;
  /** What happens to a stored value that is not of its type: `repairedBy` makes a repair; by default the read throws. */
  readonly onInvalid?: "missing" | Repair;
}

/**
 * Turns a broken stored value into a sound one, or a promise of one. Its result is checked as well. It
 * throws, preferably `error`, for what it cannot repair.
 *
 * @param stored what KV returned, a text or bytes.
 */
export type Repair = (stored: string | ArrayBuffer, error: KeyloomError) => unknown;
