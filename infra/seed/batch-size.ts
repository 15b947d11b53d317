import { MAX_BULK_WRITE_PAIRS } from "../../src/runtime/limits.ts";

/** The first number of pairs per call: a fifth of what the endpoint accepts, because full calls have timed out. */
const FIRST = 2_000;

/** The most: larger calls would hardly save any, and four are in memory at once. */
const MOST = Math.min(5_000, MAX_BULK_WRITE_PAIRS);

/** The factor by which calls grow after each that succeeds. */
const GROWTH = 1.1;

/** Pairs per call: a tenth more after each that succeeds, half after one that took too long. */
export class BatchSize {
  #pairs: number;

  constructor(first = FIRST) {
    this.#pairs = first;
  }

  get pairs(): number {
    return this.#pairs;
  }

  /** A call succeeded. A small one says nothing about larger ones. */
  grow(pairs: number): void {
    if (pairs < this.#pairs) return;
    this.#pairs = Math.min(Math.ceil(this.#pairs * GROWTH), MOST);
  }

  /** A call was too large, or took too long. Concurrent calls of the same size say nothing new. */
  shrink(pairs: number): void {
    this.#pairs = Math.max(1, Math.min(this.#pairs, Math.floor(pairs / 2)));
  }
}
