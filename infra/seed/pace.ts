import { type Clock, systemClock, wait } from "../../src/repeatable/clock.ts";
import { API_CALL_WINDOW_SECONDS, MAX_API_CALLS } from "../../src/runtime/limits.ts";

/** The calls that may be made at once after a quiet time. */
const BURST = 100;

/**
 * Milliseconds from call to call after that. With the burst these are 1,000 of the 1,200 calls that
 * one user has in five minutes: the rest is for the provider of the namespaces, and for people.
 */
const INTERVAL = (API_CALL_WINDOW_SECONDS * 1_000) / ((MAX_API_CALLS * 5) / 6 - BURST);

/** Keeps the calls of a process within the rate that Cloudflare allows, so that it rejects none of them. */
export class Pace {
  readonly clock: Clock;
  readonly #interval: number;
  /** When the next call would be due if there were no burst, in milliseconds since the epoch. */
  #due = Number.NEGATIVE_INFINITY;
  /** The time before which no call is made. */
  #pausedUntil = Number.NEGATIVE_INFINITY;

  /** @param interval milliseconds from call to call once there is a rate to keep. */
  constructor(clock: Clock = systemClock, interval = INTERVAL) {
    this.clock = clock;
    this.#interval = interval;
  }

  /** Waits until a call may be made. */
  async turn(): Promise<void> {
    const { clock } = this;
    const interval = this.#interval;
    this.#due = Math.max(this.#due, clock.now() - BURST * interval) + interval;
    await wait(clock, this.#due - clock.now());
    // If another call was rejected meanwhile, all of them pause.
    while (this.#pausedUntil > clock.now()) await wait(clock, this.#pausedUntil - clock.now());
  }

  /** Makes no calls for a while: Cloudflare has rejected one because of the rate. */
  pause(milliseconds: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.clock.now() + milliseconds);
  }
}

/** A pace that waits only after rejected calls: on this machine nobody counts calls. */
export function localPace(): Pace {
  return new Pace(systemClock, 0);
}

/** All seeds that a process sends share the rate. */
export const processPace = new Pace();
