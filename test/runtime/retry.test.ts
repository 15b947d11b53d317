import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { retried } from "../../src/runtime/retry.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const TOO_MANY = new Error("KV PUT failed: 429 Too Many Requests");

/** A write that fails with each error in turn, then gives "done". */
function failing(...errors: readonly Error[]) {
  const waiting = [...errors];
  return vi.fn(async () => {
    const error = waiting.shift();
    if (error !== undefined) throw error;
    return "done";
  });
}

async function settle(write: () => Promise<string>): Promise<unknown> {
  const outcome = retried(write).catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  return outcome;
}

test("a write that KV answers with 429 is sent again until it is accepted", async () => {
  const write = failing(TOO_MANY, TOO_MANY, TOO_MANY);
  expect(await settle(write)).toBe("done");
  expect(write).toHaveBeenCalledTimes(4);
});

test("a write that KV keeps rejecting fails with KV's own error", async () => {
  const write = failing(TOO_MANY, TOO_MANY, TOO_MANY, TOO_MANY);
  expect(await settle(write)).toBe(TOO_MANY);
  expect(write).toHaveBeenCalledTimes(4);
});

test("other failures are not retried", async () => {
  const failure = new Error("KV PUT failed: 500 Internal Server Error");
  const write = failing(failure);
  expect(await settle(write)).toBe(failure);
  expect(write).toHaveBeenCalledTimes(1);
});

test("the delays double, from half a second to a second for the first, and stay within seven", async () => {
  for (const [random, waits] of [
    [0, [500, 1_000, 2_000]],
    [1, [1_000, 2_000, 4_000]],
  ] as const) {
    vi.spyOn(Math, "random").mockReturnValue(random);
    const timers = vi.spyOn(globalThis, "setTimeout");
    timers.mockClear();
    expect(await settle(failing(TOO_MANY, TOO_MANY, TOO_MANY))).toBe("done");
    expect(timers.mock.calls.map(([, wait]) => wait)).toEqual(waits);
  }
});
