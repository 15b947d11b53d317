import { describe, expect, test } from "vitest";
import { keysOf, testWorker } from "./harness.ts";

const worker = testWorker();
const { attempt, call, raw } = worker;

const SESSION = {
  userId: "0198e0b5-7d9a-7c3e-8f3a-3f9d3a1c2b4d",
  device: "web",
};
const VALUE = { cart: ["tea"], seenAt: "2026-11-24T13:46:00Z", theme: "dark" };

/** In `update`, a change that travels into the Worker: the fields to put over the value. */
const over = (fields: object) => ({ over: fields });

async function secondsLeft(binding = "CACHE"): Promise<number | undefined> {
  const [{ expiration } = {}] = await keysOf(worker, binding);
  return expiration === undefined ? undefined : expiration - Math.floor(Date.now() / 1000);
}

describe("update", () => {
  test("changes the value, and keeps the metadata and the time when it expires", async () => {
    await call("CACHE.session.put", SESSION, VALUE, { metadata: { ip: "1.2.3.4" }, ttl: "2d" });
    const before = await secondsLeft();
    const changed = await call("CACHE.session.update", SESSION, over({ cart: [] }));
    expect(changed).toEqual({ ...VALUE, cart: [] });
    expect(await call("CACHE.session.getWithMetadata", SESSION)).toEqual({
      value: { ...VALUE, cart: [] },
      metadata: { ip: "1.2.3.4" },
    });
    expect(Math.abs(((await secondsLeft()) ?? 0) - (before ?? 0))).toBeLessThan(5);
  });

  test("changes metadata and the TTL if told to", async () => {
    await call("CACHE.session.put", SESSION, VALUE, { metadata: { ip: "1.2.3.4" }, ttl: "2d" });
    await call("CACHE.session.update", SESSION, over({}), {
      metadata: { ip: "5.6.7.8" },
      ttl: "1h",
    });
    expect(await call("CACHE.session.getWithMetadata", SESSION)).toMatchObject({
      metadata: { ip: "5.6.7.8" },
    });
    expect(await secondsLeft()).toBeLessThanOrEqual(3600);
  });

  test("keeps a record for at least a minute, which is the shortest time that KV accepts", async () => {
    await raw("CACHE.put", `session:${SESSION.userId}:web`, JSON.stringify(VALUE), {
      expirationTtl: 60,
      metadata: { ip: "1.2.3.4" },
    });
    const { result, kvCalls } = await attempt("CACHE.session.update", SESSION, over({ cart: [] }));
    expect(result).toMatchObject({ cart: [] });
    expect(kvCalls.at(-1)).toMatchObject({ method: "put", options: { expirationTtl: 60 } });
    expect(await secondsLeft()).toBeLessThanOrEqual(60);
  });

  test("writes nothing if the key is missing, and returns null", async () => {
    const { result, kvCalls } = await attempt("CACHE.session.update", SESSION, over({}));
    expect(result).toBeNull();
    expect(kvCalls.map(({ method }) => method)).not.toContain("put");
  });

  test("rejects a TTL that the policy does not allow, even if the key is missing", async () => {
    const { error, kvCalls } = await attempt("CACHE.session.update", SESSION, {}, { ttl: "8d" });
    expect([error, kvCalls]).toMatchObject([{ code: "invalid-ttl" }, []]);
  });

  test("starts from the fallback if there is one", async () => {
    expect(await call("CACHE.flag.update", { name: "a" }, over({ rollout: 5 }))).toEqual({
      enabled: false,
      rollout: 5,
    });
    expect(await call("CACHE.flag.get", { name: "a" })).toEqual({ enabled: false, rollout: 5 });
  });

  test("does not write a value of the wrong type", async () => {
    await call("CACHE.flag.put", { name: "a" }, { enabled: true, rollout: 1 });
    const { error } = await attempt("CACHE.flag.update", { name: "a" }, over({ rollout: 101 }));
    expect(error).toMatchObject({ code: "invalid-value", key: "config:flag:a" });
    expect(await call("CACHE.flag.get", { name: "a" })).toEqual({ enabled: true, rollout: 1 });
  });

  test("takes the expiration from the value if the policy says so", async () => {
    const until = Math.floor(Date.now() / 1000) + 500;
    await call("RECORDS.ticket.put", { number: 1 }, { until });
    await call("RECORDS.ticket.update", { number: 1 }, over({ until: until + 500 }));
    expect(await secondsLeft("RECORDS")).toBeGreaterThan(900);
  });

  test("works on the only record of a collection", async () => {
    await call("RECORDS.settings.put", { currency: "EUR" });
    await call("RECORDS.settings.update", over({ currency: "USD" }));
    expect(await call("RECORDS.settings.get")).toEqual({ currency: "USD" });
  });
});

describe("touch", () => {
  test("renews the TTL of a record without changing it", async () => {
    const key = `session:${SESSION.userId}:web`;
    await raw("CACHE.put", key, "<html>", { metadata: { any: 1 }, expirationTtl: 70 });
    expect(await call("CACHE.session.touch", SESSION)).toBe(true);
    expect(await secondsLeft()).toBeGreaterThan(3500);
    expect(await raw("CACHE.getWithMetadata", key)).toMatchObject({
      value: "<html>",
      metadata: { any: 1 },
    });
    await call("CACHE.session.touch", SESSION, { ttl: "3d" });
    expect(await secondsLeft()).toBeGreaterThan(2 * 86_400);
  });

  test("returns false if the key is missing, and rejects what the policy does not allow", async () => {
    expect(await call("CACHE.session.touch", SESSION)).toBe(false);
    const { error, kvCalls } = await attempt("CACHE.session.touch", SESSION, { ttl: "8d" });
    expect([error, kvCalls]).toMatchObject([{ code: "invalid-ttl" }, []]);
  });
});

describe("a TTL as the time when a record expires", () => {
  test("is exactly that time, rounded up to the next whole second", async () => {
    const ttl = new Date(Date.now() + 90_000_000);
    await call("CACHE.session.put", SESSION, VALUE, { metadata: { ip: "1.2.3.4" }, ttl });
    const [{ expiration } = {}] = await keysOf(worker, "CACHE");
    expect(expiration).toBe(Math.ceil(ttl.getTime() / 1000));
  });

  test.each([
    ["that is too near", new Date(Date.now() + 200_000), " s, outside "],
    ["that is too far", new Date(Date.now() + 8 * 86_400_000), " s, outside "],
    ["that is no time", new Date(Number.NaN), "write whole seconds"],
  ])("is rejected: one %s", async (_, ttl, message) => {
    const { error, kvCalls } = await attempt("CACHE.session.put", SESSION, VALUE, {
      metadata: { ip: "1.2.3.4" },
      ttl,
    });
    expect(error).toMatchObject({ code: "invalid-ttl", message: expect.stringContaining(message) });
    expect(kvCalls).toEqual([]);
  });
});
