import { describe, expect, test } from "vitest";
import { CASES } from "./conformance/cases/index.ts";
import { FACTS } from "./conformance/facts.ts";
import { usePlaces } from "./conformance/harness.ts";

const places = usePlaces();

describe("the memory KV does what workerd's KV does, in Node and in a Worker:", () => {
  test.each(Object.keys(CASES))("%s", async (name) => {
    const real = await places.real({ kind: "case", name });
    expect(real).toBeDefined();
    expect(await places.memory({ kind: "case", name })).toEqual(real);
    expect(await places.memoryInWorker({ kind: "case", name })).toEqual(real);
  });
});

describe("both throw the documented error:", () => {
  test.each(FACTS)("%s", async (row, _, error) => {
    for (const place of [places.real, places.memory]) {
      expect(await place({ kind: "fact", row })).toMatchObject({ failed: error });
    }
  });
});
