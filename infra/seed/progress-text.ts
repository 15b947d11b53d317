import type { ReadingProgress } from "../../schema/seed/reading.ts";
import type { SeedProgress } from "./connection.ts";

/** How far a seed is, for people. */
export function sendingText(collection: string, progress: SeedProgress): string {
  const { rate, left } = rateOf(progress);
  return `seeding ${collection} ${progress.done}/${progress.records}, ${rate}/s, ${left} left`;
}

/** How far the reading of a seed is, for people. */
export function checkingText(collection: string, progress: ReadingProgress): string {
  return `checking ${collection} ${progress.records}, ${readingRate(progress)}/s`;
}

/** Records read a second. */
export function readingRate({ records, seconds }: ReadingProgress): number {
  return Math.round(records / seconds);
}

/** Records sent a second, and the time that the rest takes: `40s`, `12m`, `3h`. */
export function rateOf({ done, sent, records, seconds }: SeedProgress) {
  // What was there before took no time, and says nothing of how long the rest takes.
  const rate = sent / seconds;
  return { rate: Math.round(rate), left: timeLeft((records - done) / rate) };
}

function timeLeft(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 100) return `${whole}s`;
  return whole < 6_000 ? `${Math.ceil(whole / 60)}m` : `${Math.ceil(whole / 3_600)}h`;
}
