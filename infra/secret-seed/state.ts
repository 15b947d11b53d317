import type { SeededCollection } from "../seed/state.ts";

/** What a `KvSecretSeed` resource is made of. */
export interface KvSecretSeedInputs extends SeededCollection {
  /** Whether records that the program no longer provides are removed from the namespace. */
  readonly prune: boolean;
  /** Whether records that do not fit are left out with a warning. */
  readonly skipInvalid: boolean;
  /** JSON of all records; a secret. */
  readonly records: string;
}

/**
 * What the state holds. A refresh has the records only from there. They and their hashes are secrets: anyone who
 * has a hash of a short text can guess the text.
 */
export interface KvSecretSeedState extends KvSecretSeedInputs {
  /** How many records were bad, and left out. */
  readonly skipped: number;
  /** Of the records as they are given. */
  readonly digest: string;
  /** The hashes of the records that were written, by `Manifest`. */
  readonly manifest: string;
}
