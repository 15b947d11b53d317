import { describe, expect, test } from "vitest";
import { keysOf, testWorker } from "./harness.ts";

const worker = testWorker();
const { call, attempt, raw } = worker;

const SESSION = { userId: "0190a0b0-1111-4222-8333-444455556666", device: "web" };
const VALUE = { cart: [], seenAt: "2026-11-24T12:00:00Z" };
const METADATA = { metadata: { ip: "10.0.0.1" } };
const ANN = { author: "ann" };

function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** The expiration that KV reports for the only key, from before the write, in seconds. */
async function secondsKept(binding: string, write: () => Promise<unknown>): Promise<unknown> {
  const before = nowInSeconds();
  await write();
  const late = nowInSeconds() - before;
  const [{ expiration } = {}, ...others] = await keysOf(worker, binding);
  expect(others).toEqual([]);
  if (expiration === undefined) return undefined;
  // The write may have fallen into a later second than the test's first look at the clock.
  const seconds = expiration - before;
  return [...Array(late + 2).keys()].map((second) => seconds - second);
}

describe("KV reports the expiration that the policy sets", () => {
  test("none", async () => {
    const write = () => call("CACHE.flag.put", { name: "a" }, { enabled: true, rollout: 1 });
    expect(await secondsKept("CACHE", write)).toBeUndefined();
  });

  test("optional", async () => {
    const put = (options?: object) => call("VERSIONS.some.put", { id: "a" }, "x", options);
    expect(await secondsKept("VERSIONS", () => put())).toBeUndefined();
    expect(await secondsKept("VERSIONS", () => put({ ttl: "1h" }))).toContain(3_600);
    const touch = () => call("VERSIONS.some.touch", { id: "a" }, { ttl: "1d" });
    expect(await secondsKept("VERSIONS", touch)).toContain(86_400);
    const { error } = await attempt("VERSIONS.some.put", { id: "a" }, "x", { ttl: "2d" });
    expect(error).toMatchObject({ code: "invalid-ttl" });
  });

  test("fixed", async () => {
    const write = () => call("CACHE.score.put", { game: "go" }, 1);
    expect(await secondsKept("CACHE", write)).toContain(86_400);
    expect(await call("CACHE.score.list")).toMatchObject([{ expiration: expect.any(Number) }]);
  });

  test.each([
    ["the default", undefined, 3_600],
    ["a duration", "2h", 7_200],
    ["seconds", 600, 600],
    ["the lower bound", "5m", 300],
    ["the upper bound", "7d", 604_800],
  ])("default with bounds: %s", async (_, ttl, seconds) => {
    const options = ttl === undefined ? METADATA : { ...METADATA, ttl };
    const write = () => call("CACHE.session.put", SESSION, VALUE, options);
    expect(await secondsKept("CACHE", write)).toContain(seconds);
  });

  test.each([
    [60, 60],
    ["1d", 86_400],
  ])("required from the caller: %j", async (ttl, seconds) => {
    const write = () => call("RECORDS.note.put", ANN, "x", { ttl });
    expect(await secondsKept("RECORDS", write)).toContain(seconds);
  });

  test("default without bounds accepts everything that KV accepts", async () => {
    const options = { metadata: { by: "ann" }, ttl: 2_147_483_647 };
    const write = () => call("RECORDS.banner.put", "x", options);
    expect(await secondsKept("RECORDS", write)).toContain(2_147_483_647);
  });

  test("from a field, in seconds or as a datetime", async () => {
    const until = nowInSeconds() + 3_600;
    await call("RECORDS.ticket.put", { number: 1 }, { until });
    const order = { country: { code: "DE" }, day: new Date(0), number: 1, gift: false };
    const expiresAt = new Date((until + 60) * 1000 + 999).toISOString();
    await call("RECORDS.order.put", order, { total: 1, expiresAt });
    expect(await keysOf(worker, "RECORDS")).toMatchObject([
      { name: expect.stringMatching(/^order:/), expiration: until + 60 },
      { name: expect.stringMatching(/^ticket:/), expiration: until },
    ]);
  });

  test("a put without `ttl` gives a record the default again", async () => {
    await call("CACHE.session.put", SESSION, VALUE, { ...METADATA, ttl: "7d" });
    const write = () => call("CACHE.session.put", SESSION, VALUE, METADATA);
    expect(await secondsKept("CACHE", write)).toContain(3_600);
  });
});

describe("an invalid TTL is rejected before KV is called", () => {
  const said = (ttl: string) =>
    `\`ttl\` is ${ttl}: write whole seconds, a duration such as "2h", or a date`;
  test.each([
    ["under 60 s", 59, "`ttl` is 59 s, outside 60 to 86400 s"],
    ["over the bound", 86_401, "`ttl` is 86401 s, outside 60 to 86400 s"],
    ["milliseconds", 3_600_000, "`ttl` is 3600000 s, outside 60 to 86400 s"],
    ["over what KV takes", 2_147_483_648, "`ttl` is 2147483648 s, outside 60 to 86400 s"],
    ["a fraction", 60.9, said("60.9")],
    ["negative", -60, "`ttl` is -60 s, outside"],
    ["no number", Number.NaN, said("NaN")],
    ["without end", Number.POSITIVE_INFINITY, said("Infinity")],
    ["a bigint", 60n, said("60")],
    ["a duration without unit", "60", said('"60"')],
    ["a duration with a fraction", "1.5h", said('"1.5h"')],
    ["null", null, said("null")],
    ["left out", undefined, "this collection needs a `ttl` of 60 to 86400 s with each put"],
  ])("%s", async (_, ttl, message) => {
    const { error, kvCalls } = await attempt("RECORDS.note.put", ANN, "x", { ttl });
    expect(error).toMatchObject({
      code: "invalid-ttl",
      collection: "RECORDS.note",
      key: "note:ann",
    });
    expect(error?.["message"]).toContain(message);
    expect(kvCalls).toEqual([]);
  });

  test.each([
    [
      "CACHE.score",
      { game: "go" },
      1,
      "this collection's TTL is fixed at 86400 s: leave out `ttl`",
    ],
    [
      "CACHE.flag",
      { name: "a" },
      { enabled: true, rollout: 1 },
      "keeps its records forever: leave out `ttl`",
    ],
    [
      "RECORDS.ticket",
      { number: 1 },
      { until: 1 },
      "records expire at their `until`: leave out `ttl`",
    ],
  ])("one that the policy of %s does not accept", async (target, params, value, message) => {
    const { error, kvCalls } = await attempt(`${target}.put`, params, value, { ttl: "1h" });
    expect(error).toMatchObject({ code: "invalid-ttl" });
    expect(error?.["message"]).toContain(message);
    expect(kvCalls).toEqual([]);
  });

  test("a field in milliseconds, in the past or less than 60 s away", async () => {
    const now = nowInSeconds();
    for (const [until, message] of [
      [Date.now() + 3_600_000, "write seconds since the epoch, not milliseconds"],
      [now - 1, "not at least 60 s from now"],
      [now + 30, "not at least 60 s from now"],
      [0, "not at least 60 s from now"],
    ] as const) {
      const { error, kvCalls } = await attempt("RECORDS.ticket.put", { number: 1 }, { until });
      expect(error).toMatchObject({ code: "invalid-ttl", collection: "RECORDS.ticket" });
      expect(error?.["message"]).toContain(`\`until\` is ${until}, `);
      expect(error?.["message"]).toContain(message);
      expect(kvCalls).toEqual([]);
    }
  });
});

test("a rejected record leaves the old one unchanged", async () => {
  await call("RECORDS.note.put", ANN, "old", { ttl: "1d" });
  await attempt("RECORDS.note.put", ANN, "new", { ttl: 1 });
  expect(await raw("RECORDS.get", "note:ann")).toBe("old");
});
