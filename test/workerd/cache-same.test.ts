import { describe, expect, test } from "vitest";
import { keysOf, testWorker } from "./harness.ts";

const worker = testWorker();
const { attempt, raw } = worker;

const ID = { id: "a" };
const KEY = "cache:quote:a";
const STORED = { n: 1, by: "nobody" };
const STALE = { metadata: { freshUntil: 1 } };
const FAILS = { fails: "broken on purpose" };

/** Asks the cache, with what stands for a loader. */
function load(loader: object, options: object = {}) {
  return attempt("CACHE.quote.getOrLoad", ID, loader, options);
}

async function methodsOf(outcome: ReturnType<typeof load>): Promise<readonly string[]> {
  return (await outcome).kvCalls.map(({ method }) => method);
}

describe("a cache in workerd and in memory", () => {
  test.each([false, true])(
    "loads what is missing, and has it then: context %s",
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

  test("keeps that there is none", async () => {
    for (const loads of [1, 0]) {
      expect(await load({ gives: null })).toMatchObject({ result: null, loading: { loads } });
    }
    expect(await raw("CACHE.get", KEY)).toBe("");
    expect(await attempt("CACHE.quote.get", ID)).toMatchObject({ result: null });
  });

  test("refuses that there is none where that is not to be kept", async () => {
    expect(await attempt("CACHE.rumor.getOrLoad", ID, { gives: null })).toMatchObject({
      error: { code: "invalid-value" },
    });
    expect(await keysOf(worker, "CACHE")).toEqual([]);
  });

  test("answers with what is stale, and renews it after the response", async () => {
    await raw("CACHE.put", KEY, '{"n":1}', STALE);
    expect(await load({ gives: { n: 2 } }, { context: true })).toMatchObject({
      result: STORED,
      // The new value, and its write.
      loading: { loads: 1, later: [{ result: { n: 2 } }, {}] },
    });
    expect(await load(FAILS)).toMatchObject({ result: { n: 2 }, loading: { loads: 0 } });
  });

  test("renews what is stale before the answer without a context", async () => {
    await raw("CACHE.put", KEY, '{"n":1}', STALE);
    expect(await load({ gives: { n: 2 } })).toMatchObject({ result: { n: 2 } });
  });

  test("forgets that there is none where it is stale", async () => {
    await raw("CACHE.put", KEY, "", STALE);
    expect(await load({ gives: { n: 2 } })).toMatchObject({ result: { n: 2 } });
  });

  test("passes a loader's failure on, or what is stale in its place", async () => {
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
    ["a value of another type", { gives: { n: "1" } }, {}, "invalid-value"],
    ["no value", { gives: undefined }, {}, "invalid-value"],
    ["a TTL out of bounds", { gives: { n: 1 } }, { ttl: "2d" }, "invalid-ttl"],
  ])("refuses %s from a loader", async (_, loader, options, code) => {
    const { error, kvCalls } = await load(loader, options);
    expect(error).toMatchObject({ code, key: KEY });
    expect(kvCalls.map(({ method }) => method)).toEqual(["getWithMetadata"]);
  });

  test("keeps a value for the TTL asked for, and an hour after it while it is stale", async () => {
    const { kvCalls } = await load({ gives: { n: 1 } }, { ttl: "1h" });
    expect(kvCalls.at(-1)).toMatchObject({ method: "put", options: { expirationTtl: 7_200 } });
  });

  test("fails for a stored value that cannot be read, or loads where it counts as missing", async () => {
    await raw("CACHE.put", KEY, "<html>");
    expect(await load({ gives: { n: 1 } })).toMatchObject({
      error: { code: "invalid-value" },
      loading: { loads: 0 },
    });
    await raw("CACHE.put", "cache:rumor:a", "<html>");
    expect(await attempt("CACHE.rumor.getOrLoad", ID, { gives: 5 })).toMatchObject({ result: 5 });
  });
});
