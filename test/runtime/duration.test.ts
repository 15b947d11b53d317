import { describe, expect, test } from "vitest";
import { durationToSeconds } from "../../src/runtime/duration.ts";

describe("a duration in seconds", () => {
  test.each([
    ["90s", 90],
    ["15m", 900],
    ["2h", 7_200],
    ["7d", 604_800],
    ["4w", 2_419_200],
    ["0s", 0],
    ["007m", 420],
    [60, 60],
    [0, 0],
    [-60, -60],
  ])("%j is %j", (duration, seconds) => {
    expect(durationToSeconds(duration)).toBe(seconds);
  });

  test.each([
    "",
    "s",
    "60",
    "1.5h",
    "-1h",
    "+1h",
    "1 h",
    " 1h",
    "1h ",
    "1h\n",
    "1H",
    "1ms",
    "1y",
    "1h30m",
    "1e3s",
    "٣h",
    "9007199254740992s",
    "9007199254740991w",
    `${"9".repeat(400)}s`,
    60.9,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    60n,
    null,
    undefined,
    true,
    ["1h"],
    {},
  ])("%s is not a duration", (duration) => {
    expect(durationToSeconds(duration)).toBeUndefined();
  });
});
