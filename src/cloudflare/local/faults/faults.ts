/** What the local Cloudflare does as production does it at times. Nothing of it happens unless it is asked for. */
export interface Faults {
  /** The share of the calls, from 0 to 1, that are refused with 429 and `retry-after: 1`. */
  readonly rateLimit?: number;
  /**
   * The share of the bulk writes and deletions that leave some keys out: they are in
   * `unsuccessful_keys`, and the status is 200.
   */
  readonly bulkPartial?: number;
  /** The share of the calls that fail with 500, 502 or 503, undone, or with 524, after they were done. */
  readonly serverError?: number;
  /** The share of the calls that are done and never answered: their connection is cut. */
  readonly lostAnswer?: number;
  /** Milliseconds that a call takes at least: always so many, or between two bounds. */
  readonly latency?: number | readonly [shortest: number, longest: number];
  /**
   * Seconds for which a read keeps its answer, "not found" and pages of keys too: reads of the API, and
   * those of the Worker that is served, where a read's own `cacheTtl` counts instead.
   */
  readonly stale?: number;
  /** Refuses the calls after the 1,200th of five minutes, until the five minutes are over. */
  readonly callLimit?: boolean;
  /** What the random choices start from: the same seed, the same choices. 1 unless said otherwise. */
  readonly seed?: number;
}
