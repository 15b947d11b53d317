import { expect, test } from "vitest";
import { inFlight } from "../../src/runtime/in-flight.ts";

test("all items are processed, with a limit on how many at a time", async () => {
  const done: number[] = [];
  let underWay = 0;
  let most = 0;
  await inFlight(
    Array.from({ length: 25 }, (_, index) => index),
    async (item) => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setTimeout(resolve));
      done.push(item);
      underWay--;
    },
  );
  expect(done.sort((a, b) => a - b)).toHaveLength(25);
  expect(most).toBe(6);
});

test("no further item is started after the first failure", async () => {
  const begun: number[] = [];
  const failure = new Error("broken on purpose");
  const work = async (item: number) => {
    begun.push(item);
    if (item === 1) throw failure;
    await new Promise((resolve) => setTimeout(resolve));
  };
  await expect(inFlight([0, 1, 2, 3, 4, 5, 6, 7], work)).rejects.toBe(failure);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
});

test("no items need no work", async () => {
  await inFlight([], () => Promise.reject(new Error("never")));
});
