import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { BatchSize } from "../../infra/seed/batch-size.ts";
import { ENTRY_BYTES } from "../../infra/seed/entry.ts";
import { SeedJournal } from "../../infra/seed/journal.ts";
import { Manifest } from "../../infra/seed/manifest.ts";
import { Pace } from "../../infra/seed/pace.ts";
import { sendSeed } from "../../infra/seed/send.ts";
import type { SeedPair } from "../../schema/seed/record.ts";
import { createKvClient } from "../../src/cloudflare/client.ts";
import {
  type Faults,
  type LocalCloudflare,
  startLocalCloudflare,
} from "../../src/cloudflare/local/index.ts";
import { fakeClock } from "../../src/repeatable/clock.ts";
import { connect } from "../cloudflare/server.ts";
import { dataFolder } from "../data-folder.ts";
import { type Fault, FaultyApi } from "./faulty-api.ts";
import { manifestOf } from "./manifest-of.ts";

/** The calls that a kill may meet. */
const CALLS_AT_ONCE = 4;

/** Pairs of the first calls: few, so that there are many calls. */
const FIRST_BATCH = 20;

const BULK = "PUT /:namespace/bulk";

const folder = mkdtempSync(join(tmpdir(), "keyloom-test-"));
afterAll(() => rmSync(folder, { recursive: true }));
let journals = 0;

function records(count: number): readonly SeedPair[] {
  return Array.from({ length: count }, (_, n) => ({ key: `key:${n}`, value: `value ${n}` }));
}

async function* stream(pairs: readonly SeedPair[]): AsyncGenerator<SeedPair> {
  yield* pairs;
}

const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Fault>({ kind: "none" }) },
  fc.constantFrom<Fault[]>(
    { kind: "cut before" },
    { kind: "cut after" },
    { kind: "truncated" },
    { kind: "too large" },
    { kind: "page" },
    { kind: "no result" },
  ),
  fc.record({
    kind: fc.constant("rate limit" as const),
    retryAfter: fc.constantFrom(undefined, 0, 1, 300),
  }),
  fc.record({
    kind: fc.constant("status" as const),
    status: fc.constantFrom(500, 502, 503, 504, 524),
    isDone: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("partial" as const), every: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant("kill" as const), isDone: fc.boolean() }),
);

test("1,000 random schedules of faults all end with every record there, and send again only records with an unknown outcome", async () => {
  const totals = { runs: 0, calls: 0, kills: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 400 }),
      fc.array(fault, { maxLength: 40, size: "max" }),
      async (count, faults) => {
        const pairs = records(count);
        const api = new FaultyApi(faults);
        const file = join(folder, `${journals++}.journal`);
        const pace = new Pace(fakeClock());
        let result: Manifest | undefined;
        for (let run = 0; result === undefined; run++) {
          expect(run).toBeLessThanOrEqual(faults.length);
          api.revive();
          const journal = new SeedJournal(file, "none", "APP.record");
          const size = new BatchSize(FIRST_BATCH);
          const target = { client: api.client, accountId: "a", namespaceId: "n", pace, size };
          try {
            const known = new Manifest(journal.entries);
            result = await sendSeed(target, stream(pairs), known, (entries) => {
              if (!api.isKilled) return journal.add(entries);
              // Whoever is killed notes nothing more.
              api.unknown += entries.length / ENTRY_BYTES;
              api.lostCalls++;
            });
          } catch {
            // Also more failures in a row than a run puts up with end it.
            if (api.isKilled) totals.kills++;
          }
          totals.runs++;
          journal.close();
          expect(api.lostCalls).toBeLessThanOrEqual(CALLS_AT_ONCE);
        }
        expect(result.digest()).toBe(manifestOf(pairs).digest());
        expect(api.stored).toEqual(new Map(pairs.map(({ key, value }) => [key, value])));
        expect(api.written).toBe(count + api.unknown);
        totals.calls += api.calls;
        rmSync(file);
      },
    ),
    { numRuns: 1_000 },
  );
  // Schedules without faults would show nothing.
  expect(totals.kills).toBeGreaterThan(200);
  expect(totals.calls).toBeGreaterThan(10_000);
}, 180_000);

/** Sends seeds of 60 records to namespaces of a local Cloudflare with faults, and reads them back without. */
async function sendOnBadDays(faults: Faults, days: number) {
  const persistTo = dataFolder();
  const withLocal = async <T>(given: Faults, work: (local: LocalCloudflare) => Promise<T>) => {
    const local = await startLocalCloudflare({ persistTo, faults: given });
    try {
      return await work(local);
    } finally {
      await local.close();
    }
  };
  const titles = Array.from({ length: days }, (_, day) => `day ${day}`);
  const ids = await withLocal({}, (local) => Promise.all(titles.map(connect(local).namespace)));
  const pairs = records(60);
  const counts = await withLocal(faults, async ({ url, accountId, calls, keys }) => {
    const client = createKvClient({ baseUrl: url, apiToken: "any" });
    for (const namespaceId of ids) {
      const pace = new Pace(fakeClock());
      const target = { client, accountId, namespaceId, pace, size: new BatchSize(10) };
      const manifest = await sendSeed(target, stream(pairs), new Manifest());
      expect(manifest.digest()).toBe(manifestOf(pairs).digest());
    }
    return { calls: calls.get(BULK) ?? 0, keys: keys.get(BULK) ?? 0 };
  });
  await withLocal({}, async (local) => {
    const { request, send } = connect(local);
    for (const id of ids) {
      expect((await request("GET", `/${id}/keys`)).result).toHaveLength(pairs.length);
      const body = { keys: pairs.map(({ key }) => key) };
      const { result } = await send("POST", `/${id}/bulk/get`, body);
      expect(result.values).toEqual(
        Object.fromEntries(pairs.map(({ key, value }) => [key, value])),
      );
    }
  });
  return { ...counts, records: days * pairs.length };
}

test("every record arrives on two dozen bad days of the local Cloudflare", async () => {
  const faults = { rateLimit: 0.1, bulkPartial: 0.3, serverError: 0.1, lostAnswer: 0.1 };
  const { calls, keys, records } = await sendOnBadDays(faults, 24);
  // Days without faults would show nothing: six calls would do for each.
  expect(calls).toBeGreaterThan(24 * 9);
  expect(keys).toBeGreaterThan(records);
}, 180_000);

test("every record is written once despite partial failures and 429s", async () => {
  const { calls, keys, records } = await sendOnBadDays({ rateLimit: 0.05, bulkPartial: 0.05 }, 24);
  expect(calls).toBeGreaterThan(24 * 6);
  expect(keys).toBe(records);
}, 180_000);
