import { expect, test } from "vitest";
import { measureSending } from "./many/measure.ts";

test("200,000 records are each sent once in few calls, and hardly any of them is in memory", async () => {
  const { calls, keys, live } = await measureSending(200_000);
  expect(keys).toBe(200_000);
  expect(calls).toBeLessThanOrEqual(200);
  // Their hashes take 3.2 MB, and some calls are on their way; they themselves would take more than this.
  expect(live).toBeLessThan(28 * 1024 ** 2);
}, 180_000);
