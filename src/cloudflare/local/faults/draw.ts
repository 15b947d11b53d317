import { randomNumbers } from "../../../repeatable/random.ts";
import type { Faults } from "./faults.ts";

/** Seconds that a rejected call is told to wait. */
export const RETRY_AFTER_SECONDS = 1;

/** The share of the keys that a bulk call leaves out, if it leaves any out. */
const UNDONE_SHARE = 0.25;

/** What Cloudflare's own servers answer if those behind them fail; only a 524 comes after the work. */
const SERVER_ERRORS = [500, 502, 503, 524] as const;

/** What happens to one call. */
export interface DrawnFaults {
  /** The status that replaces that of its answer. */
  readonly status: 429 | (typeof SERVER_ERRORS)[number] | undefined;
  /** Whether its connection is cut when it is done. */
  readonly isCut: boolean;
  /** Milliseconds. */
  readonly latency: number;
  /** The keys of a bulk call that are left out. */
  undone(keys: readonly string[]): readonly string[];
}

/**
 * Draws what happens to a call. Each call has its own random numbers, so what happens to it depends only on its
 * number, and not on concurrent calls.
 */
export function drawFaults(faults: Faults, callNumber: number): DrawnFaults {
  const { rateLimit = 0, serverError = 0, lostAnswer = 0, bulkPartial = 0, seed = 1 } = faults;
  const { latency = 0 } = faults;
  const [shortest, longest] = typeof latency === "number" ? [latency, latency] : latency;
  // An odd factor spreads neighboring seeds: their random numbers would resemble each other.
  const random = randomNumbers(Math.imul(seed, 0x9e3779b1) ^ Math.imul(callNumber, 0x85ebca6b));
  // All are drawn each time, so that changing one share does not change the choices of the others.
  const [limit, failure, cut, wait, partial] = [random(), random(), random(), random(), random()];
  const error = SERVER_ERRORS[Math.floor(random() * SERVER_ERRORS.length)];
  return {
    status: limit < rateLimit ? 429 : failure < serverError ? error : undefined,
    isCut: cut < lostAnswer,
    latency: shortest + wait * (longest - shortest),
    undone(keys) {
      if (partial >= bulkPartial) return [];
      const chosen = Math.floor(random() * keys.length);
      return keys.filter((_, index) => random() < UNDONE_SHARE || index === chosen);
    },
  };
}
