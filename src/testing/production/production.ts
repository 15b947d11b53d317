import type { ChooseFailure, RandomFailures } from "./failures.ts";

/** Which behavior of production the memory KV simulates. By default none. */
export interface Production {
  /**
   * Reads as from a data center that does not see writes immediately. It keeps each answer, including "not
   * found", for 60 s or the `cacheTtl` of the read; a list shows the keys of up to 60 s ago.
   */
  readonly staleReads?: boolean;
  /** Rejects a put of a key with 429 less than a second after the previous one. */
  readonly limitWrites?: boolean;
  /** Rejects more than 1,000 operations between two calls of `startInvocation`. */
  readonly limitOperations?: boolean;
  /** Which operations fail, at random or as a function decides. A failed write stores nothing. */
  readonly failures?: RandomFailures | ChooseFailure;
  /** How long an operation takes, in milliseconds: a fixed time, or between two bounds. */
  readonly latency?: number | readonly [shortest: number, longest: number];
  /** The seed of the random choices: the same seed yields the same choices. 1 by default. */
  readonly seed?: number;
}
