/** How far a seed is. */
export interface SeedCount {
  /** The records that are in KV as in the seed. */
  readonly done: number;
  /** Those of them that this run has written. */
  readonly sent: number;
}
