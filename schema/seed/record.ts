import type { Path, Place } from "../problem.ts";
import type { SeedRecord } from "../seed-source.ts";

/** A record of a seed as it was read, not checked yet, and its place. */
export interface RawRecord {
  readonly record?: unknown;
  /** Why it is not a record at all, such as a line that is not JSON; the records around it can be read. */
  readonly fault?: string;
  /** What to do if it does not fit, instead of the usual advice. */
  readonly help?: string;
  /** Its place in a seed file, which is determined only if the record has a problem. */
  readonly place?: () => Place;
  /** Its place in the schema file, from the seed: an inline record's index. */
  readonly path?: Path;
}

/** What the seed of an asset collection yields for each file. */
export interface AssetRecord extends SeedRecord<Uint8Array> {
  readonly params: Readonly<Record<string, string>>;
  readonly metadata: {
    readonly contentType: string;
    readonly etag: string;
    readonly size: number;
  };
}

/** A record that is ready to be written to KV, and the keys of the pointers to it. */
export interface PreparedRecord {
  readonly pair: SeedPair;
  readonly pointers: readonly string[];
}

/** The pairs of a record: each pointer leads to it, lives as long, and comes before it. */
export function* pairsOf({ pair, pointers }: PreparedRecord): Generator<SeedPair> {
  const { value: _, metadata: __, ...expiry } = pair;
  for (const key of pointers) yield { ...expiry, key, value: pair.key };
  yield pointers.length === 0 ? pair : { ...pair, follows: true };
}

/** A pair that is ready to be written to KV. */
export interface SeedPair {
  readonly key: string;
  readonly value: string | Uint8Array;
  readonly metadata?: unknown;
  /** Seconds from now. */
  readonly expirationTtl?: number;
  /** Seconds since the epoch. */
  readonly expiration?: number;
  /** Whether it has expired: KV no longer accepts it, and it is left out. */
  readonly isExpired?: true;
  /** Whether it refers to pairs before it, and is written only after them. */
  readonly follows?: true;
}
