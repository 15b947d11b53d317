import fc from "fast-check";
import { expect, test } from "vitest";
import { usePlaces } from "./conformance/harness.ts";
import type { Step } from "./conformance/jobs.ts";

const places = usePlaces();

const key = fc.constantFrom("a", "a:", "a:1", "b", "é", "\uffff", "😀", "42", "__proto__", "", ".");
const value = fc.constantFrom<unknown>(
  "",
  "1",
  '{"x":[1]}',
  "text",
  "\ufeff2",
  "é\ud800",
  null,
  5,
  {},
);
const bytes = fc.uint8Array({ maxLength: 4 });
const metadata = fc.constantFrom<unknown>(undefined, null, 0, "é", { a: 1 }, "x".repeat(1_023));
const expiration = fc.constantFrom(undefined, 2_000_000_000, 2_100_000_000, 1, 2 ** 31);
const putOptions = fc.option(fc.record({ metadata, expiration }), { nil: undefined });

const type = fc.constantFrom("text", "json", "arrayBuffer", "stream", "other", undefined);
const getOptions = fc.oneof(
  type,
  fc.record({ type, cacheTtl: fc.constantFrom(undefined, 29, 30, 3_600) }),
);
const readKey = fc.oneof(key, fc.array(key, { maxLength: 5 }));

const listOptions = fc.record(
  {
    prefix: fc.constantFrom("", "a", "a:", "é", "_", null),
    limit: fc.constantFrom(0, 1, 2, 3, 1_000, 1_001),
    cursor: fc.constantFrom("", "YQ==", "YTo=", "w6k=", null),
  },
  { requiredKeys: [] },
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: stepOf("put", key, fc.oneof(value, bytes), putOptions) },
  { weight: 2, arbitrary: stepOf("get", readKey, getOptions) },
  { weight: 2, arbitrary: stepOf("getWithMetadata", readKey, getOptions) },
  { weight: 1, arbitrary: stepOf("delete", key) },
  { weight: 2, arbitrary: stepOf("list", listOptions) },
);

function stepOf(
  method: Step["method"],
  ...args: readonly fc.Arbitrary<unknown>[]
): fc.Arbitrary<Step> {
  return fc.record({ method: fc.constant(method), args: fc.tuple(...args) });
}

test("any sequence of operations has the same results in memory and in workerd", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 25, size: "max" }),
      async (steps) => {
        const job = { kind: "steps", steps } as const;
        expect(await places.memory(job)).toEqual(await places.real(job));
      },
    ),
    { numRuns: 200 },
  );
});
