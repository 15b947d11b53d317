import { expect, test } from "vitest";
import type { Manifest } from "../../infra/seed/manifest.ts";
import { sampling } from "../../infra/seed/sampling.ts";
import { manifestOf } from "./manifest-of.ts";

const HOUR = 3_600_000;

function recordsOf(size: number): Manifest {
  return manifestOf(Array.from({ length: size }, (_, n) => ({ key: `key ${n}`, value: "" })));
}

function sample(size: number, hour: number): readonly number[] {
  const chosen = sampling("sample", recordsOf(size), hour * HOUR);
  return Array.from({ length: size }, (_, position) => position).filter((n) => chosen.has(n));
}

test.each([
  [0, 0],
  [1, 1],
  [500, 500],
  [501, 250],
  [10_000, 500],
])("a sample of %d records has at least %d, and at most 500", (size, least) => {
  expect(sample(size, 0).length).toBeGreaterThanOrEqual(least);
  expect(sample(size, 0).length).toBeLessThanOrEqual(500);
});

test("a sample stays the same for an hour, and every record is in one eventually", () => {
  const manifest = recordsOf(3_000);
  const at = (now: number) => {
    const chosen = sampling("sample", manifest, now);
    return [0, 1, 2, 3, 4, 5].find((position) => chosen.has(position));
  };
  expect(at(5 * HOUR)).toBe(at(6 * HOUR - 1));
  const firsts = new Set(Array.from({ length: 100 }, (_, hour) => at(hour * HOUR)));
  expect([...firsts].sort()).toEqual([0, 1, 2, 3, 4, 5]);
});

test("a full check covers every record", () => {
  const chosen = sampling("full", recordsOf(1_000), 0);
  expect([0, 1, 999].every((position) => chosen.has(position))).toBe(true);
  expect(chosen.single).toBe(Number.POSITIVE_INFINITY);
});
