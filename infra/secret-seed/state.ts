import type { SeededCollection } from "../seed/state.ts";

/** What a `KvSecretSeed` resource is made of. */
export interface KvSecretSeedInputs extends SeededCollection {
  /** Whether records that the program gives no more are removed from the namespace. */
  readonly prune: boolean;
  /** Whether records that do not fit are left out with a warning. */
  readonly skipInvalid: boolean;
  /** JSON of all records; a secret. */
  readonly records: string;
}

/**
 * What the state holds. The records are there for a refresh, which has nothing else of them; they and their
 * hashes are secrets: who has a hash of what may be short can try what it is of.
 */
export interface KvSecretSeedState extends KvSecretSeedInputs {
  /** How many records were bad, and left out. */
  readonly skipped: number;
  /** Of the records as they are given. */
  readonly digest: string;
  /** The hashes of the records that were written, by `Manifest`. */
  readonly manifest: string;
}
