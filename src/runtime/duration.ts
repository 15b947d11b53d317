/** A length of time as people write it: `90s`, `15m`, `2h`, `7d`, `4w`. Whole numbers only. */
export type Duration = `${number}${"s" | "m" | "h" | "d" | "w"}`;

/** The units that people write, from the shortest. */
export const SECONDS_PER_UNIT: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
};

/**
 * Turns a duration into seconds; a number already means whole seconds.
 *
 * @returns whole seconds, or `undefined` for what is not a duration. KV itself would silently cut `60.9` to
 * 60, so fractions are rejected here.
 */
export function durationToSeconds(duration: unknown): number | undefined {
  const seconds = typeof duration === "string" ? secondsIn(duration) : duration;
  return Number.isSafeInteger(seconds) ? (seconds as number) : undefined;
}

/** @returns `NaN` for a text that is not a duration. */
function secondsIn(duration: string): number {
  const [, count, unit = ""] = /^(\d+)([smhdw])$/.exec(duration) ?? [];
  return Number(count) * (SECONDS_PER_UNIT[unit] ?? 0);
}
