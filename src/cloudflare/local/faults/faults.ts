/** Which occasional faults of production the local Cloudflare simulates. By default none. */
export interface Faults {
  /** The share of the calls, from 0 to 1, that are rejected with 429 and `retry-after: 1`. */
  readonly rateLimit?: number;
  /**
   * The share of the bulk writes and deletions that leave some keys out: they are in
   * `unsuccessful_keys`, and the status is 200.
   */
  readonly bulkPartial?: number;
  /** The share of the calls that fail: with 500, 502 or 503, before they were done, or with 524, after it. */
  readonly serverError?: number;
  /** The share of the calls that are done but never answered: their connection is cut. */
  readonly lostAnswer?: number;
  /** The least milliseconds that a call takes: a fixed number, or between two bounds. */
  readonly latency?: number | readonly [shortest: number, longest: number];
  /**
   * Seconds for which a read keeps its answer, including "not found" and pages of keys: reads of the API, and
   * those of the served Worker, where a read's own `cacheTtl` counts instead.
   */
  readonly stale?: number;
  /** Rejects the calls after the 1,200th of five minutes, until the five minutes are over. */
  readonly callLimit?: boolean;
  /** The seed of the random choices: the same seed yields the same choices. 1 by default. */
  readonly seed?: number;
}
