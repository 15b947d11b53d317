import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bundleWorker } from "./bundle-worker.ts";
import { testWorker } from "./harness.ts";

const SCHEMA = join(import.meta.dirname, "stored.schema.ts");

const { attempt, call, raw } = testWorker(SCHEMA);

const AT = new Date("2026-11-24T13:46:00.000Z");
const EVENT = { at: AT, total: 12345678901234567890n, tags: ["a"] };
const SEEN = { metadata: { seenAt: new Date("2026-11-25T00:00:00.500Z") } };
const STORED = { at: AT.toISOString(), total: "12345678901234567890", tags: ["a"] };

describe("dates and bigints", () => {
  test("are stored as text, and read as dates and bigints", async () => {
    await call("RECORDS.event.put", { id: "1" }, { ...EVENT, other: 1 }, SEEN);
    expect(JSON.parse(String(await raw("RECORDS.get", "event:1")))).toEqual(STORED);
    expect(await call("RECORDS.event.get", { id: "1" })).toEqual(EVENT);
    expect(await call("RECORDS.event.getWithMetadata", { id: "1" })).toEqual({
      value: EVENT,
      ...SEEN,
    });
    expect(await call("RECORDS.event.getMany", [{ id: "1" }])).toEqual([EVENT]);
    expect(await call("RECORDS.event.list")).toMatchObject([
      { key: "event:1", metadata: { seenAt: SEEN.metadata.seenAt } },
    ]);
    expect(await raw("RECORDS.list")).toMatchObject({
      keys: [{ metadata: { seenAt: "2026-11-25T00:00:00.500Z" } }],
    });
  });

  test("are kept by an update, which returns what a read would", async () => {
    await call("RECORDS.event.put", { id: "1" }, EVENT, SEEN);
    const changed = { ...EVENT, until: new Date(0) };
    expect(
      await call("RECORDS.event.update", { id: "1" }, { over: { until: new Date(0) } }),
    ).toEqual(changed);
    expect(await call("RECORDS.event.getWithMetadata", { id: "1" })).toEqual({
      value: changed,
      ...SEEN,
    });
  });

  test("can be a fallback, created anew for each read", async () => {
    expect(await call("RECORDS.event.get", { id: "none" })).toEqual({
      at: new Date(0),
      total: 0n,
      tags: [],
    });
  });

  test("are rejected before KV is called if they are invalid", async () => {
    const wrong = { at: AT.toISOString(), total: -1n, tags: [], until: new Date(Number.NaN) };
    const { error, kvCalls } = await attempt("RECORDS.event.put", { id: "1" }, wrong, SEEN);
    expect(error).toMatchObject({
      code: "invalid-value",
      issues: [
        { code: "invalid_type", path: ["at"] },
        { code: "too_small", path: ["total"] },
        { code: "invalid_type", path: ["until"] },
      ],
    });
    expect(kvCalls).toEqual([]);
    const text = { metadata: { seenAt: AT.toISOString() } };
    expect((await attempt("RECORDS.event.put", { id: "1" }, EVENT, text)).error).toMatchObject({
      code: "invalid-metadata",
      issues: [{ code: "invalid_type", path: ["seenAt"] }],
    });
  });

  test("are not returned for an invalid stored text", async () => {
    await raw("RECORDS.put", "event:1", JSON.stringify({ ...STORED, at: "today", total: "1.5" }));
    expect((await attempt("RECORDS.event.get", { id: "1" })).error).toMatchObject({
      code: "invalid-value",
      issues: [
        { code: "invalid_format", path: ["at"] },
        { code: "invalid_format", path: ["total"] },
      ],
    });
  });
});

test("a record expires at the time in a date field", async () => {
  const expiresAt = new Date(Date.now() + 3_600_000);
  await call("RECORDS.ticket.put", { id: "1" }, { expiresAt });
  expect(await call("RECORDS.ticket.list")).toMatchObject([
    { expiration: Math.floor(expiresAt.getTime() / 1_000) },
  ]);
  const past = { expiresAt: new Date(0) };
  expect((await attempt("RECORDS.ticket.put", { id: "1" }, past)).error).toMatchObject({
    code: "invalid-ttl",
  });
});

test("a Worker bundles neither zod nor the schema for them", async () => {
  const { inputs, script } = await bundleWorker('export * from "generated";', SCHEMA);
  const others = inputs.filter((input) => !/^src\/runtime\/[\w-]+\.ts$/.test(input));
  expect(others).toEqual(expect.arrayContaining(["generated"]));
  expect(others).toHaveLength(2);
  expect(script).not.toContain("zod");
});
