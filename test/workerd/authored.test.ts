import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bundleWorker } from "./bundle-worker.ts";
import { testWorker } from "./harness.ts";

const SCHEMA = join(import.meta.dirname, "authored.schema.ts");

const { attempt, call, raw } = testWorker(SCHEMA);

const BOOKING = { from: "2026-11-24", to: "2026-11-26", guests: 2 };
const RED = { metadata: { color: "red" } };

describe("a type with a refinement", () => {
  test("is written and read as zod returns it: stripped, with its defaults", async () => {
    const { guests: _, ...given } = { ...BOOKING, other: "stripped" };
    await call("RECORDS.booking.put", { id: "1" }, given, RED);
    expect(await raw("RECORDS.get", "booking:1")).toBe(JSON.stringify({ ...BOOKING, guests: 1 }));
    expect(await call("RECORDS.booking.getWithMetadata", { id: "1" })).toEqual({
      value: { ...BOOKING, guests: 1 },
      ...RED,
    });
    expect(await call("RECORDS.booking.getMany", [{ id: "1" }, { id: "2" }])).toEqual([
      { ...BOOKING, guests: 1 },
      null,
    ]);
    expect(await call("RECORDS.booking.list")).toMatchObject([{ key: "booking:1", ...RED }]);
    expect(await call("RECORDS.booking.update", { id: "1" }, { over: { guests: 3 } })).toEqual({
      ...BOOKING,
      guests: 3,
    });
  });

  test("rejects a write that the refinement rejects, with its path and message", async () => {
    const wrong = { ...BOOKING, to: "2026-11-01" };
    const { error, kvCalls } = await attempt("RECORDS.booking.put", { id: "1" }, wrong, RED);
    expect(error).toMatchObject({
      name: "KeyloomError",
      code: "invalid-value",
      key: "booking:1",
      message: expect.stringContaining("to: it ends too early"),
      issues: [{ code: "custom", path: ["to"] }],
    });
    expect(kvCalls).toEqual([]);
    const black = { metadata: { color: "black" } };
    expect((await attempt("RECORDS.booking.put", { id: "1" }, BOOKING, black)).error).toMatchObject(
      {
        code: "invalid-metadata",
        issues: [{ code: "custom", path: ["color"] }],
      },
    );
  });

  test("does not return a stored value that fails the refinement", async () => {
    await raw("RECORDS.put", "booking:1", JSON.stringify({ ...BOOKING, to: "2026-11-01" }));
    expect((await attempt("RECORDS.booking.get", { id: "1" })).error).toMatchObject({
      code: "invalid-value",
    });
    await raw("RECORDS.put", "customer:1", '{"name":"a","visits":[{"count":1},{"count":2}]}');
    expect(await call("RECORDS.customer.get", { id: "1" })).toBeNull();
  });

  test("says which part is wrong", async () => {
    const customer = { name: 1, visits: [{ count: 1 }, { count: 2 }] };
    expect((await attempt("RECORDS.customer.put", { id: "1" }, customer)).error).toMatchObject({
      issues: [
        { code: "invalid_type", path: ["name"] },
        { code: "custom", path: ["visits", 1, "count"] },
      ],
    });
  });
});

describe("a codec of the author", () => {
  test("encodes writes and decodes reads", async () => {
    const expiresAt = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 3_600_000);
    await call("RECORDS.ticket.put", { id: "1" }, { open: true, expiresAt });
    expect(JSON.parse(String(await raw("RECORDS.get", "ticket:1")))).toEqual({
      open: "true",
      expiresAt: expiresAt.getTime() / 1_000,
    });
    expect(await call("RECORDS.ticket.get", { id: "1" })).toEqual({ open: true, expiresAt });
    expect(await call("RECORDS.ticket.get", { id: "none" })).toEqual({
      open: false,
      expiresAt: new Date(1_000),
    });
    expect(await call("RECORDS.ticket.list")).toMatchObject([
      { expiration: expiresAt.getTime() / 1_000 },
    ]);
    const wrong = { open: "true", expiresAt: 5 };
    expect((await attempt("RECORDS.ticket.put", { id: "1" }, wrong)).error).toMatchObject({
      issues: [
        { code: "invalid_type", path: ["open"] },
        { code: "invalid_type", path: ["expiresAt"] },
      ],
    });
  });
});

describe("a transform", () => {
  const DAY = { metadata: { day: "2026-11-24" } };

  test("stores the input, and returns its output", async () => {
    await call("RECORDS.visits.put", { page: "a" }, { count: "12", raw: 5 }, DAY);
    expect(await raw("RECORDS.get", "visits:a")).toBe('{"count":"12","raw":5}');
    expect(await call("RECORDS.visits.getWithMetadata", { page: "a" })).toEqual({
      value: { count: 12, raw: "5" },
      metadata: { day: 10 },
    });
    expect(await call("RECORDS.visits.list")).toMatchObject([{ metadata: { day: 10 } }]);
  });

  test("does not accept its output in an update or a put", async () => {
    await call("RECORDS.visits.put", { page: "a" }, { count: "12", raw: 5 }, DAY);
    const changed = { over: { count: "13" } };
    expect(await call("RECORDS.visits.update", { page: "a" }, changed, DAY)).toEqual({
      count: 13,
      raw: "5",
    });
    const { error } = await attempt("RECORDS.visits.update", { page: "a" }, { over: {} }, DAY);
    expect(error).toMatchObject({ issues: [{ code: "invalid_type", path: ["count"] }] });
  });

  test("keeps the stored metadata unchanged in an update", async () => {
    await call("RECORDS.visits.put", { page: "a" }, { count: "12", raw: 5 }, DAY);
    await call("RECORDS.visits.update", { page: "a" }, { over: { count: "13" } });
    expect(await raw("RECORDS.list")).toMatchObject({ keys: [{ metadata: DAY.metadata }] });
  });

  test("does not store what zod rejects", async () => {
    const wrong = { count: "x", raw: 5 };
    const { error, kvCalls } = await attempt("RECORDS.visits.put", { page: "a" }, wrong, DAY);
    expect(error).toMatchObject({ issues: [{ code: "invalid_type", path: ["count"] }] });
    expect(kvCalls).toEqual([]);
  });
});

test("a refinement that returns a promise is reported as such", async () => {
  const { error, kvCalls } = await attempt("RECORDS.promised.put", { id: "1" }, { name: "a" });
  expect(error).toMatchObject({
    name: "TypeError",
    message:
      "RECORDS.promised.value has an async check, but accessors do not wait for it: make it synchronous",
  });
  expect(kvCalls).toEqual([]);
});

test("an error thrown by a refinement is passed on", async () => {
  expect((await attempt("RECORDS.throwing.put", { id: "1" }, "throw")).error).toMatchObject({
    name: "RangeError",
    message: "thrown by the refinement",
  });
  await call("RECORDS.throwing.put", { id: "1" }, "fine");
  expect(await call("RECORDS.throwing.get", { id: "1" })).toBe("fine");
});

test("a Worker with such a type bundles the schema file, the schema language and zod, but nothing from Node", async () => {
  const { inputs, script } = await bundleWorker('export * from "generated";', SCHEMA);
  expect(inputs).toContain("test/workerd/authored.schema.ts");
  expect(inputs).toContain("schema/define.ts");
  expect(inputs.some((input) => input.includes("node_modules/zod/"))).toBe(true);
  // The language alone, and nothing that compiles it.
  expect(inputs.filter((input) => /^schema\/\w+\/|oxc|jsonc/.test(input))).toEqual([]);
  expect(script).not.toMatch(/node:|\brequire\(/);
});
