import { MAX_BULK_WRITE_PAIRS } from "../../src/runtime/limits.ts";

/** Pairs a call to begin with: a fifth of what the endpoint takes, because full calls have timed out. */
const FIRST = 2_000;

/** The most: larger ones save no calls that anybody would miss, and four are in memory at once. */
const MOST = Math.min(5_000, MAX_BULK_WRITE_PAIRS);

/** How much larger calls become with each that goes well. */
const GROWTH = 1.1;

/** Pairs a call: a tenth more with each that goes well, half of them where one took too long. */
export class BatchSize {
  #pairs: number;

  constructor(first = FIRST) {
    this.#pairs = first;
  }

  get pairs(): number {
    return this.#pairs;
  }

  /** A call went well. A small one says nothing about larger ones. */
  grow(pairs: number): void {
    if (pairs < this.#pairs) return;
    this.#pairs = Math.min(Math.ceil(this.#pairs * GROWTH), MOST);
  }

  /** A call was too large, or took too long. Others under way of the same size say nothing new. */
  shrink(pairs: number): void {
    this.#pairs = Math.max(1, Math.min(this.#pairs, Math.floor(pairs / 2)));
  }
}
