import type { ChooseFailure, RandomFailures } from "./failures.ts";

/** What the memory KV does as production does it. Nothing of it happens unless it is asked for. */
export interface Production {
  /**
   * Reads as from a data centre that does not see writes at once. It keeps each answer, "not found"
   * as well, for 60 s or the `cacheTtl` of the read; a list shows the keys of up to 60 s ago.
   */
  readonly staleReads?: boolean;
  /** Refuses a put of a key less than a second after the one before, with 429. */
  readonly limitWrites?: boolean;
  /** Refuses more than 1,000 operations between two calls of `startInvocation`. */
  readonly limitOperations?: boolean;
  /** Operations that fail, at random or as a function says. A write that fails stores nothing. */
  readonly failures?: RandomFailures | ChooseFailure;
  /** How long an operation takes, in milliseconds: always so long, or between two bounds. */
  readonly latency?: number | readonly [shortest: number, longest: number];
  /** What the random choices start from: the same seed, the same choices. 1 unless said otherwise. */
  readonly seed?: number;
}
