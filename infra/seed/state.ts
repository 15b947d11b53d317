/** The collection that a seed is of, and the namespace that it is sent to. */
export interface SeededCollection {
  readonly accountId: string;
  readonly namespaceId: string;
  /** The schema file, relative to the program's folder. */
  readonly schema: string;
  readonly binding: string;
  readonly collection: string;
  /** What the collection's keys start with. */
  readonly prefix: string;
}

/** What a `KvSeed` resource is made of. */
export interface KvSeedInputs extends SeededCollection {
  /** Differs if the records do. */
  readonly digest: string;
  /** The number of records. */
  readonly records: number;
  /** The number of bad records in the seed, which are left out; if it is 0, a bad record is an error. */
  readonly skipped: number;
  /** Whether records that are no longer in the seed are removed from the namespace. */
  readonly prune: boolean;
}

/** What the state holds: hashes, never keys or values. */
export interface KvSeedState extends KvSeedInputs {
  /** The hashes of the records that were written, by `Manifest`. */
  readonly manifest: string;
}
