import { describe, expect, test } from "vitest";
import { keysOf, testWorker } from "./harness.ts";

const worker = testWorker();
const { attempt, call, raw } = worker;

const SESSION = { userId: "0190a0b0-1111-4222-8333-444455556666", device: "web" };
const CART = { cart: [], seenAt: "2026-11-24T12:00:00Z" };
const METADATA = { metadata: { ip: "10.0.0.1" } };

/** Without the milliseconds, in which a record from a field would be rounded down. */
const soon = Math.floor(Date.now() / 1000) + 3_600;

const ORDER = { country: { code: "DE" }, day: new Date(0), number: 1, gift: false };

describe("every record of a collection with a TTL policy has an expiration:", () => {
  test.each([
    ["default", "CACHE.session", SESSION, CART, METADATA],
    ["default, in a singleton", "RECORDS.banner", "text", { metadata: { by: "ann" } }],
    ["fixed", "CACHE.score", { game: "go" }, 1],
    ["fixed, with metadata", "CACHE.score", { game: "go" }, 1, { metadata: { player: "Ann" } }],
    ["required", "RECORDS.note", { author: "ann" }, "text", { ttl: "2h" }],
    ["from a field in seconds", "RECORDS.ticket", { number: 1 }, { until: soon }],
    [
      "from a field with a datetime",
      "RECORDS.order",
      ORDER,
      { total: 1, expiresAt: new Date(soon * 1000).toISOString() },
    ],
  ])("%s", async (_, target, ...args) => {
    await call(`${target}.put`, ...args);
    expect(await keysOf(worker, target.split(".")[0] ?? "")).toMatchObject([
      { expiration: expect.any(Number) },
    ]);
  });

  test("written with others", async () => {
    const records = ["go", "chess"].map((game) => ({ params: { game }, value: 1 }));
    await call("CACHE.score.putMany", records);
    expect(await keysOf(worker, "CACHE")).toMatchObject([
      { name: "score:chess", expiration: expect.any(Number) },
      { name: "score:go", expiration: expect.any(Number) },
    ]);
  });

  test("written by others without an expiration, and touched", async () => {
    await raw("CACHE.put", "score:go", "1", { metadata: { player: "Ann" } });
    await call("CACHE.score.touch", { game: "go" });
    expect(await keysOf(worker, "CACHE")).toMatchObject([
      { expiration: expect.any(Number), metadata: { player: "Ann" } },
    ]);
  });
});

test("keys, entries, a count and a delete continue past 1,000 records", async () => {
  const planted = Array.from({ length: 1_005 }, (_, id) => `user:1:${String(id).padStart(4, "0")}`);
  await raw("CACHE.plantAll", planted, "1");
  expect(await call("CACHE.setting.keys", { user: "1" })).toEqual(planted);
  expect(await call("CACHE.setting.entries")).toHaveLength(1_005);
  expect(await call("CACHE.setting.count")).toBe(1_005);
  expect(await call("CACHE.setting.deleteAll")).toBe(1_005);
  expect(await keysOf(worker, "CACHE")).toEqual([]);
});

test("a list returns metadata and reads no value", async () => {
  await call("CACHE.session.put", SESSION, CART, METADATA);
  const { result, kvCalls } = await attempt("CACHE.session.list");
  expect(result).toMatchObject([{ params: SESSION, ...METADATA }]);
  expect(kvCalls.map(({ method }) => method)).toEqual(["list"]);
});

test("`has` requests a stream, so that a large value is not read", async () => {
  await raw("CACHE.put", "user:1:a", "x".repeat(1_000_000));
  expect(await attempt("CACHE.setting.has", { user: "1", setting: "a" })).toEqual({
    result: true,
    kvCalls: [{ method: "get", key: "user:1:a", options: { type: "stream" } }],
  });
});

test("each read of a collection has the collection's `cacheTtl`, unless it sets another", async () => {
  const params = { name: "a" };
  const optionsOf = async (method: string, ...args: readonly unknown[]) =>
    (await attempt(`CACHE.hot.${method}`, ...args)).kvCalls.map(({ options }) => options);
  const cacheTtl = 300;
  expect(await optionsOf("get", params)).toMatchObject([{ cacheTtl }]);
  expect(await optionsOf("getWithMetadata", params)).toMatchObject([{ cacheTtl }]);
  expect(await optionsOf("has", params)).toMatchObject([{ cacheTtl }]);
  expect(await optionsOf("getMany", [params, { name: "b" }])).toMatchObject([{ cacheTtl }]);
  expect(await optionsOf("get", params, { cacheTtl: "1m" })).toMatchObject([{ cacheTtl: 60 }]);
});

test("a delete of many records at once, which KV treats as one key, is rejected before KV is called", async () => {
  const { error, kvCalls } = await attempt("CACHE.flag.delete", [{ name: "a" }, { name: "b" }]);
  expect(error).toMatchObject({ code: "invalid-params", collection: "CACHE.flag" });
  expect(kvCalls).toEqual([]);
});
