import fc from "fast-check";
import { expect, test } from "vitest";
import { withTimesOf } from "../workerd/same-outcome.ts";
import { usePlaces } from "./conformance/harness.ts";
import { steps } from "./random-steps.ts";

const places = usePlaces();

test("any sequence of operations has the same results in memory and in workerd", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      const job = { kind: "steps", steps } as const;
      const [real, memory] = await Promise.all([places.real(job), places.memory(job)]);
      expect(withTimesOf(real, memory)).toStrictEqual(real);
    }),
    { numRuns: 200 },
  );
});
