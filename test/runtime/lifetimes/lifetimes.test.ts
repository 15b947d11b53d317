import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createMemoryKv } from "../../../src/testing/index.ts";
import { type Accessor, generatedAccessors } from "../generated.ts";
import { type Lifetimes, type Outcome, PlainRecords } from "./plain-records.ts";
import { type GivenTtl, IDS, type Step, stepsOf } from "./steps.ts";

const DAY = 86_400;

/** The options of collections, each with what they say of lifetimes. */
const COLLECTIONS: Readonly<Record<string, readonly [options: string, Lifetimes]>> = {
  none: ['value: z.int(), ttl: ttl.none("it is a test")', { policy: "none" }],
  fixed: ['value: z.int(), ttl: ttl.fixed("10m")', { policy: "fixed", seconds: 600 }],
  default: [
    'value: z.int(), ttl: ttl.default("1h", { max: "1d" })',
    { policy: "default", seconds: 3_600, max: DAY },
  ],
  required: ['value: z.int(), ttl: ttl.required({ max: "1d" })', { policy: "required", max: DAY }],
  optional: [
    'value: z.int(), ttl: ttl.optional("it is a test", { max: "1d" })',
    { policy: "optional", max: DAY },
  ],
  cache: [
    'value: z.int(), cache: {}, ttl: ttl.default("1h", { max: "1d" })',
    { policy: "default", seconds: 3_600, max: DAY, cache: {} },
  ],
  stale: [
    'value: z.int(), cache: { stale: "10m", negative: "5m", jitter: 0.1 }, ttl: ttl.default("1h", { max: "1d" })',
    {
      policy: "default",
      seconds: 3_600,
      max: DAY,
      cache: { stale: 600, negative: 300, jitter: 0.1 },
    },
  ],
  nullable: [
    'value: z.int().nullable(), cache: { stale: "1h" }, ttl: ttl.fixed("5m")',
    { policy: "fixed", seconds: 300, cache: { stale: 3_600 }, isNullable: true },
  ],
};

const accessorOn = generatedAccessors(
  Object.fromEntries(
    Object.entries(COLLECTIONS).map(([name, [options]]) => [
      name,
      `key: "${name}:{id}", ${options}`,
    ]),
  ),
);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test.each(Object.entries(COLLECTIONS))(
  "records of the collection `%s` live as long as those of a map with times, whatever the calls",
  async (name, [, lifetimes]) => {
    await fc.assert(
      fc.asyncProperty(stepsOf(lifetimes.cache !== undefined), async (steps) => {
        vi.setSystemTime(new Date("2026-11-30T12:00:00.300Z"));
        const accessor = accessorOn(createMemoryKv(), name);
        const records = new PlainRecords(lifetimes);
        for (const step of steps) {
          if (step.kind === "wait") vi.setSystemTime(Date.now() + step.seconds * 1_000);
          else expect(await outcomeOf(() => call(accessor, step))).toEqual(records.take(step));
          await expectRecords(accessor, records);
        }
      }),
      { numRuns: 200 },
    );
  },
);

async function call(accessor: Accessor, step: Exclude<Step, { kind: "wait" }>): Promise<unknown> {
  const { kind, id } = step;
  const options = step.ttl === undefined ? undefined : { ttl: passed(step.ttl) };
  switch (kind) {
    case "put":
      return accessor.put({ id }, step.n, options);
    case "update":
      return accessor.update({ id }, () => step.n, options);
    case "touch":
      return accessor.touch({ id }, options);
    case "delete":
      return accessor.delete({ id });
    case "load": {
      const later: Promise<unknown>[] = [];
      const context = { waitUntil: (promise: Promise<unknown>) => void later.push(promise) };
      const load = async () => {
        if (step.gives === undefined) throw new Error("broken on purpose");
        return step.gives;
      };
      const loaded = await accessor.getOrLoad({ id }, load, {
        ...options,
        ...(step.hasContext && { context }),
      });
      await Promise.all(later);
      return loaded;
    }
  }
}

function passed({ given, isDate, seconds }: GivenTtl): unknown {
  return isDate ? new Date(Date.now() + seconds * 1_000) : given;
}

async function outcomeOf(run: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { gave: await run() };
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string };
    return { failed: code ?? message };
  }
}

/** Reads all records in all ways. */
async function expectRecords(accessor: Accessor, records: PlainRecords): Promise<void> {
  const all = IDS.map((id) => ({ id }));
  const values = IDS.map((id) => records.find(id)?.value);
  expect(await accessor.getMany(all)).toEqual(values.map((value) => value ?? null));
  for (const [at, params] of all.entries()) {
    expect(await accessor.get(params)).toBe(values[at] ?? null);
    expect(await accessor.has(params)).toBe(values[at] !== undefined);
  }
  const listed: unknown[] = [];
  for await (const { params, expiration } of accessor.list()) listed.push([params.id, expiration]);
  expect(listed).toEqual(records.stored.map(([id, { expiration }]) => [id, expiration]));
}
