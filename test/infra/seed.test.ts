import fc from "fast-check";
import { expect, test } from "vitest";
import { BatchSize } from "../../infra/seed/batch-size.ts";
import { batches } from "../../infra/seed/batches.ts";
import { ENTRY_BYTES } from "../../infra/seed/entry.ts";
import { Manifest } from "../../infra/seed/manifest.ts";
import { Pace } from "../../infra/seed/pace.ts";
import type { SeedPair } from "../../schema/seed/record.ts";
import { SeenKeys } from "../../schema/seed/seen-keys.ts";
import { fakeClock } from "../../src/repeatable/clock.ts";
import { manifestOf } from "./manifest-of.ts";

async function* changed(pairs: Iterable<SeedPair>) {
  for (const pair of pairs) yield { pair, entry: 0 };
}

/** The number of pairs in each call. */
async function callSizes(pairs: Iterable<SeedPair>) {
  const sizes: number[] = [];
  for await (const batch of batches(changed(pairs), new BatchSize())) sizes.push(batch.size);
  return sizes;
}

test("calls are split by the number of pairs", async () => {
  const pairs = Array.from({ length: 4_001 }, (_, index) => ({ key: String(index), value: "" }));
  expect(await callSizes(pairs)).toEqual([2_000, 2_000, 1]);
  expect(await callSizes([])).toEqual([]);
});

test("calls are split by the bytes sent, and a large pair is sent alone", async () => {
  const large = { key: "large", value: "x".repeat(20_000_000) };
  const small = { key: "small", value: "x".repeat(1_000_000) };
  const mixed = [large, ...Array.from({ length: 9 }, () => small), large, large];
  expect(await callSizes(mixed)).toEqual([1, 7, 2, 1, 1]);
  // As base64, 6 MB are 8 MB.
  const bytes = { key: "bytes", value: new Uint8Array(6_000_000) };
  expect(await callSizes([small, bytes, small])).toEqual([1, 1, 1]);
});

test("calls grow with each success up to a bound, and halve after a failure", () => {
  const size = new BatchSize();
  expect(size.pairs).toBe(2_000);
  size.grow(1_999);
  expect(size.pairs).toBe(2_000);
  for (let call = 0; call < 100; call++) size.grow(size.pairs);
  expect(size.pairs).toBe(5_000);
  size.shrink(5_000);
  size.shrink(5_000);
  expect(size.pairs).toBe(2_500);
  size.shrink(3);
  size.shrink(1);
  expect(size.pairs).toBe(1);
});

test("no five minutes have more than a thousand calls, however they arrive", async () => {
  const clock = fakeClock(0);
  const pace = new Pace(clock);
  const times: number[] = [];
  for (let call = 0; call < 3_000; call++) {
    if (call === 1_500) clock.advance("1h");
    await pace.turn();
    times.push(clock.now());
  }
  expect(times[99]).toBe(0);
  for (const [first, start] of times.entries()) {
    expect(times.findLastIndex((time) => time < start + 300_000) - first).toBeLessThan(1_001);
  }
});

test("a pause applies to all calls", async () => {
  const clock = fakeClock(0);
  const pace = new Pace(clock);
  pace.pause(5_000);
  pace.pause(1_000);
  await Promise.all([pace.turn(), pace.turn()]);
  expect(clock.now()).toBe(5_000);
});

test("pairs are sent in the form of the bulk endpoint", async () => {
  const pairs: readonly SeedPair[] = [
    { key: "text", value: "é", metadata: { n: 1 }, expirationTtl: 60 },
    { key: "bytes", value: new Uint8Array([255]), expiration: 2_000_000_000 },
  ];
  const sent: unknown[] = [];
  for await (const batch of batches(changed(pairs), new BatchSize())) {
    sent.push(...JSON.parse(String(batch.body(batch.items))));
    expect(batch.items.map((item) => batch.keyOf(item))).toEqual(["text", "bytes"]);
    expect(String(batch.body([1]))).toBe(`[${JSON.stringify(sent[1])}]`);
  }
  expect(sent).toEqual([
    { key: "text", value: "é", metadata: { n: 1 }, expiration_ttl: 60 },
    { key: "bytes", value: "/w==", base64: true, expiration: 2_000_000_000 },
  ]);
});

const RECORD = { key: "key", value: "value", metadata: { n: 1 }, expirationTtl: 60 };

test("a manifest does not depend on the order of its records, and reads back as written", () => {
  const other = { key: "other", value: new Uint8Array([1]) };
  const text = String(manifestOf([RECORD, other]));
  expect(String(manifestOf([other, RECORD]))).toBe(text);
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
])("a record with %j is another record", (change) => {
  const manifest = manifestOf([RECORD]);
  const changed = { ...RECORD, ...change };
  expect(manifest.hasPair(RECORD)).toBe(true);
  expect(manifest.hasPair(changed)).toBe(false);
  expect(manifest.hasKey(changed.key)).toBe(true);
  const after = manifestOf([changed]);
  expect(after.digest()).not.toBe(manifest.digest());
});

test("a record with another absolute expiration is the same record, since it may depend on the clock", () => {
  const { expirationTtl: _, ...record } = RECORD;
  const manifest = manifestOf([{ ...record, expiration: 2_000_000_000 }]);
  expect(manifest.hasPair({ ...record, expiration: 2_000_000_001 })).toBe(true);
});

test("a manifest contains neither keys nor values", () => {
  const text = String(manifestOf([{ key: "secret-key", value: "secret-value" }]));
  const decoded = Buffer.from(text, "base64").toString("latin1");
  expect(decoded).toHaveLength(16);
  expect(`${text}${decoded}`).not.toContain("secret");
});

/** Entries whose keys' hashes are few, so that many are the same, and whose order is any. */
const entries = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 255 }))
    .map(([key, content]) => {
      const entry = Buffer.alloc(ENTRY_BYTES, content);
      entry.writeUInt32BE(Math.imul(key % 7, 0x9e3779b1) >>> 0, 0);
      entry.writeUInt32BE(key, 4);
      return entry;
    }),
  { maxLength: 400 },
);

test("merging manifests keeps the last entry of each key, in any order, and adds new ones", () => {
  fc.assert(
    fc.property(entries, entries, (first, second) => {
      const expected = new Map(
        [...first, ...second].map((entry) => [entry.toString("hex", 0, 8), entry]),
      );
      const manifest = new Manifest(Buffer.concat(first)).with(Buffer.concat(second));
      expect(manifest.size).toBe(expected.size);
      for (const entry of expected.values()) expect(manifest.hasEntry(entry)).toBe(true);
      const sorted = [...expected].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
      expect(String(manifest)).toBe(Buffer.concat(sorted).toString("base64"));
      expect(String(Manifest.parse(String(manifest)))).toBe(String(manifest));
    }),
  );
});

test("a manifest of many records finds each of them, and no other", () => {
  const pair = (n: number) => ({ key: `key ${n}`, value: `${n}` });
  const manifest = manifestOf(Array.from({ length: 20_000 }, (_, n) => pair(n)));
  expect(manifest.size).toBe(20_000);
  for (let n = 0; n < 20_000; n++) {
    if (!manifest.hasPair(pair(n)) || manifest.hasKey(`other ${n}`)) throw new Error(`${n}`);
  }
});

test("a repeated key is found with its first record", () => {
  const seen = new SeenKeys();
  for (let n = 1; n <= 5_000; n++) expect(seen.add([`key ${n}`], n)).toBeUndefined();
  for (let n = 1; n <= 5_000; n++) {
    const key = `key ${n}`;
    expect(seen.add([`new ${n}`, key], 9_999)).toEqual({ key, record: n });
  }
  // What came with a key that was seen is as if it had not come.
  expect(seen.add(["new 1"], 9_999)).toBeUndefined();
});
