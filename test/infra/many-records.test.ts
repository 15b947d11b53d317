import { expect, test } from "vitest";
import { measureSending } from "./many/measure.ts";

test("100,000 records are sent in few calls, each once, and hardly any of them is in memory", async () => {
  const { calls, keys, live } = await measureSending(100_000);
  expect(keys).toBe(100_000);
  expect(calls).toBeLessThanOrEqual(100);
  // Their hashes take 1.6 MB; they themselves would take more than this.
  expect(live).toBeLessThan(12 * 1024 ** 2);
}, 180_000);
