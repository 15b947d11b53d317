import { expect, test } from "vitest";
import { type BulkPair, batches } from "../../infra/seed/batches.ts";
import { digestOf, Manifest } from "../../infra/seed/manifest.ts";
import { manifestOf, sendSeed } from "../../infra/seed/send.ts";
import type { SeedPair } from "../../schema/seed/record.ts";
import { createKvClient } from "../../src/cloudflare/client.ts";
import { envelope, startStubApi } from "./stub-api.ts";

async function* stream(pairs: Iterable<SeedPair>): AsyncGenerator<SeedPair> {
  yield* pairs;
}

/** The number of pairs in each call. */
async function callSizes(pairs: Iterable<SeedPair>): Promise<readonly number[]> {
  const sizes: number[] = [];
  for await (const batch of batches(stream(pairs))) sizes.push(batch.length);
  return sizes;
}

test("calls are cut by the number of pairs", async () => {
  const pairs = Array.from({ length: 4_001 }, (_, index) => ({ key: String(index), value: "" }));
  expect(await callSizes(pairs)).toEqual([2_000, 2_000, 1]);
  expect(await callSizes([])).toEqual([]);
});

test("calls are cut by the bytes that travel, and a large pair travels alone", async () => {
  const large = { key: "large", value: "x".repeat(20_000_000) };
  const small = { key: "small", value: "x".repeat(1_000_000) };
  const mixed = [large, small, small, small, small, small, large, large];
  expect(await callSizes(mixed)).toEqual([5, 2, 1]);
  // As base64, 20 MB are 26.7 MB.
  const bytes = { key: "bytes", value: new Uint8Array(20_000_000) };
  expect(await callSizes([small, bytes, small])).toEqual([1, 1, 1]);
});

test("pairs travel as the bulk endpoint takes them", async () => {
  const pairs: readonly SeedPair[] = [
    { key: "text", value: "é", metadata: { n: 1 }, expirationTtl: 60 },
    { key: "bytes", value: new Uint8Array([255]), expiration: 2_000_000_000 },
  ];
  const sent: BulkPair[] = [];
  for await (const batch of batches(stream(pairs))) sent.push(...batch.map(({ bulk }) => bulk));
  expect(sent).toEqual([
    { key: "text", value: "é", metadata: { n: 1 }, expiration_ttl: 60 },
    { key: "bytes", value: "/w==", base64: true, expiration: 2_000_000_000 },
  ]);
});

const RECORD = { key: "key", value: "value", metadata: { n: 1 }, expirationTtl: 60 };

test("a manifest does not depend on the order of its records, and reads back as it was written", async () => {
  const other = { key: "other", value: new Uint8Array([1]) };
  const text = String(await manifestOf(stream([RECORD, other])));
  expect(String(await manifestOf(stream([other, RECORD])))).toBe(text);
  const read = Manifest.parse(text);
  expect([read.size, read.hasPair(RECORD), read.hasPair(other)]).toEqual([2, true, true]);
  expect(String(read)).toBe(text);
  expect(String(Manifest.parse(""))).toBe("");
});

test.each<Partial<SeedPair>>([
  { value: "changed" },
  { value: new TextEncoder().encode("value") },
  { metadata: { n: 2 } },
  { metadata: null },
  { expirationTtl: 61 },
])("a record with %j is another record", async (change) => {
  const manifest = await manifestOf(stream([RECORD]));
  const changed = { ...RECORD, ...change };
  expect(manifest.hasPair(RECORD)).toBe(true);
  expect(manifest.hasPair(changed)).toBe(false);
  expect(manifest.hasKey(changed.key)).toBe(true);
  const after = await manifestOf(stream([changed]));
  expect(digestOf(String(after))).not.toBe(digestOf(String(manifest)));
});

test("a record with another absolute expiration is the same record: it may follow from the clock", async () => {
  const { expirationTtl: _, ...record } = RECORD;
  const manifest = await manifestOf(stream([{ ...record, expiration: 2_000_000_000 }]));
  expect(manifest.hasPair({ ...record, expiration: 2_000_000_001 })).toBe(true);
});

test("a manifest holds neither keys nor values", async () => {
  const text = String(await manifestOf(stream([{ key: "secret-key", value: "secret-value" }])));
  const decoded = Buffer.from(text, "base64").toString("latin1");
  expect(decoded).toHaveLength(16);
  expect(`${text}${decoded}`).not.toContain("secret");
});

test("what earlier runs wrote stays noted at every step, also where the seed has it no longer", async () => {
  const { url } = await startStubApi(() => envelope(null));
  const client = createKvClient({ baseUrl: url, apiToken: "any" });
  const same = { key: "same", value: "1" };
  const gone = { key: "gone", value: "1" };
  const known = await manifestOf(stream([RECORD, same, gone]));
  const changed = { ...RECORD, value: "changed" };

  const noted: Manifest[] = [];
  const target = { client, accountId: "account", namespaceId: "namespace" };
  const seed = await sendSeed(target, stream([changed, same]), known, (there) => {
    noted.push(there);
  });
  expect(noted.map((there) => [changed, same, gone].map((pair) => there.hasPair(pair)))).toEqual([
    [true, true, true],
  ]);
  expect([changed, same, gone].map((pair) => seed.hasPair(pair))).toEqual([true, true, false]);
});
