import { counted } from "../../schema/counted.ts";

const UNITS: readonly (readonly [seconds: number, name: string])[] = [
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
  [1, "second"],
];

/** A number of seconds as a person would say it, in one unit: `7 days`, `90 minutes`. */
export function durationText(seconds: number): string {
  const [length, name] = UNITS.find(([length]) => seconds % length === 0) ?? [1, "second"];
  return counted(seconds / length, name);
}
