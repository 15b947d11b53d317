import { describe, expect, test } from "vitest";
import { keysOf, testWorker } from "./harness.ts";

const worker = testWorker();
const { attempt, raw } = worker;

const ID = { id: "a" };
const KEY = "cache:quote:a";
const STORED = { n: 1, by: "nobody" };
const STALE = { metadata: { freshUntil: 1 } };
const FAILS = { fails: "broken on purpose" };

/** Calls the cache with the description of a loader. */
function load(loader: object, options: object = {}) {
  return attempt("CACHE.quote.getOrLoad", ID, loader, options);
}

async function methodsOf(outcome: ReturnType<typeof load>): Promise<readonly string[]> {
  return (await outcome).kvCalls.map(({ method }) => method);
}

describe("a cache in workerd and in memory", () => {
  test.each([false, true])(
    "loads a missing value, and then keeps it: context %s",
    async (context) => {
      const first = await load({ gives: { n: 1 } }, { context });
      expect(first).toMatchObject({ result: STORED, loading: { loads: 1 } });
      expect(first.loading?.later).toHaveLength(context ? 1 : 0);
      expect(await load({ gives: { n: 2 } })).toMatchObject({
        result: STORED,
        loading: { loads: 0, later: [] },
      });
      expect(await methodsOf(load({ gives: { n: 2 } }))).toEqual(["getWithMetadata"]);
    },
  );

  test("keeps that a value is missing", async () => {
    for (const loads of [1, 0]) {
      expect(await load({ gives: null })).toMatchObject({ result: null, loading: { loads } });
    }
    expect(await raw("CACHE.get", KEY)).toBe("");
    expect(await attempt("CACHE.quote.get", ID)).toMatchObject({ result: null });
  });

  test("rejects a missing value if missing values are not kept", async () => {
    expect(await attempt("CACHE.rumor.getOrLoad", ID, { gives: null })).toMatchObject({
      error: { code: "invalid-value" },
    });
    expect(await keysOf(worker, "CACHE")).toEqual([]);
  });

  test("loads what is not of its type again", async () => {
    for (const stored of ["<html>", '{"n":"one"}']) {
      await raw("CACHE.put", KEY, stored);
      expect(await load({ gives: { n: 1 } })).toMatchObject({
        result: STORED,
        loading: { loads: 1 },
      });
    }
  });

  test("returns a stale value, and renews it after the response", async () => {
    await raw("CACHE.put", KEY, '{"n":1}', STALE);
    expect(await load({ gives: { n: 2 } }, { context: true })).toMatchObject({
      result: STORED,
      // The new value, and its write.
      loading: { loads: 1, later: [{ result: { n: 2 } }, {}] },
    });
    expect(await load(FAILS)).toMatchObject({ result: { n: 2 }, loading: { loads: 0 } });
  });

  test("renews a stale value before the response without a context", async () => {
    await raw("CACHE.put", KEY, '{"n":1}', STALE);
    expect(await load({ gives: { n: 2 } })).toMatchObject({ result: { n: 2 } });
  });

  test("forgets that a value is missing once that is stale", async () => {
    await raw("CACHE.put", KEY, "", STALE);
    expect(await load({ gives: { n: 2 } })).toMatchObject({ result: { n: 2 } });
  });

  test("passes on a loader's failure, or returns the stale value instead", async () => {
    expect(await load(FAILS)).toMatchObject({ error: { message: FAILS.fails } });
    await raw("CACHE.put", KEY, '{"n":1}', STALE);
    expect(await load(FAILS)).toMatchObject({ result: STORED });
    expect(await load(FAILS, { context: true })).toMatchObject({
      result: STORED,
      // What is awaited after the response does not fail: that would count as a failure of the request.
      loading: { later: [{ result: STORED }] },
    });
    expect(await raw("CACHE.get", KEY)).toBe('{"n":1}');
  });

  test.each([
    ["a value of another type", { gives: { n: "1" } }],
    ["no value", { gives: undefined }],
  ])("rejects %s from a loader", async (_, loader) => {
    const { error, kvCalls } = await load(loader);
    expect(error).toMatchObject({ code: "invalid-value", key: KEY });
    expect(kvCalls.map(({ method }) => method)).toEqual(["getWithMetadata"]);
  });

  test("rejects a TTL out of bounds before it reads, whether or not there is a value", async () => {
    await raw("CACHE.put", KEY, '{"n":1}');
    const { error, kvCalls, loading } = await load({ gives: { n: 1 } }, { ttl: "2d" });
    expect(error).toMatchObject({ code: "invalid-ttl", key: KEY });
    expect([kvCalls, loading?.loads]).toEqual([[], 0]);
  });

  test("keeps a value for the requested TTL, and an hour longer while it is stale", async () => {
    const { kvCalls } = await load({ gives: { n: 1 } }, { ttl: "1h" });
    expect(kvCalls.at(-1)).toMatchObject({ method: "put", options: { expirationTtl: 7_200 } });
  });

  test.each([
    ["the loaded value", { gives: { n: 300 } }, "n", 300 + 3_600],
    ["its policy if it says nothing", { gives: { n: 1 } }, "age", 600 + 3_600],
  ])("keeps a value for the TTL of %s", async (_, loader, ttlFrom, expirationTtl) => {
    const { kvCalls } = await load(loader, { ttlFrom });
    expect(kvCalls.at(-1)).toMatchObject({ method: "put", options: { expirationTtl } });
  });

  test.each([59, 86_401])(
    "does not write a value whose own TTL is out of bounds: %i s",
    async (n) => {
      const { error, kvCalls } = await load({ gives: { n } }, { ttlFrom: "n" });
      expect(error).toMatchObject({ code: "invalid-ttl", key: KEY });
      expect(kvCalls.map(({ method }) => method)).toEqual(["getWithMetadata"]);
      const later = await load({ gives: null }, { ttlFrom: "n" });
      expect(later).toMatchObject({ result: null });
    },
  );

  test("fails at a stored value that is not of its type if the schema says so", async () => {
    await raw("CACHE.put", "cache:rumor:a", "<html>");
    expect(await attempt("CACHE.rumor.getOrLoad", ID, { gives: 5 })).toMatchObject({
      error: { code: "invalid-value" },
      loading: { loads: 0 },
    });
  });
});
