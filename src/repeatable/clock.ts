import { type Duration, durationToSeconds } from "../runtime/duration.ts";

/** What tells the time: the machine, or a clock that a test moves. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Lets time pass, for latency; without it, a timer does. */
  wait?(milliseconds: number): Promise<void>;
}

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  /** Advances the clock by a duration such as `"2h"` or by milliseconds. */
  advance(by: Duration | number): void;
  /** Advances the clock immediately: nothing really waits. */
  wait(milliseconds: number): Promise<void>;
}

/** Makes a clock that stands still at a given time, by default now, until a test moves it. */
export function fakeClock(start: Date | number = Date.now()): FakeClock {
  let now = Number(start);
  return {
    now: () => now,
    advance(by) {
      now += millisecondsOf(by);
    },
    async wait(milliseconds) {
      const end = now + milliseconds;
      // Waits that start together also end together: each knows its end before the first moves time.
      await undefined;
      now = Math.max(now, end);
    },
  };
}

/** The machine's time. Test runners that replace `Date` also replace it here. */
export const systemClock: Clock = { now: () => Date.now() };

/** Lets time pass, by the clock itself if it can, otherwise by a timer. */
export async function wait(clock: Clock, milliseconds: number): Promise<void> {
  if (milliseconds <= 0) return;
  if (clock.wait !== undefined) return clock.wait(milliseconds);
  await new Promise<void>((resolve) => void setTimeout(resolve, milliseconds));
}

function millisecondsOf(duration: Duration | number): number {
  const milliseconds =
    typeof duration === "number" ? duration : (durationToSeconds(duration) ?? Number.NaN) * 1_000;
  if (milliseconds >= 0) return milliseconds;
  throw new RangeError(
    `cannot advance the clock by ${JSON.stringify(duration)}: write milliseconds, or a duration such as "2h"`,
  );
}
