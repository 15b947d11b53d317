import { describe, expect, test } from "vitest";
import { testWorker } from "./harness.ts";

const { attempt, call, raw } = testWorker();

const NUMBERS = Array.from({ length: 100 }, (_, index) => index * 10);
const keyOf = (id: number) => String(id).padStart(3, "0");

interface Entry {
  readonly key: string;
  readonly params: { readonly id: number };
}

async function idsIn(method: string, params: object): Promise<readonly number[]> {
  return ((await call(method, params)) as Entry[]).map(({ params }) => params.id);
}

async function plant(): Promise<void> {
  await raw("NUMBERS.plantAll", NUMBERS.map(keyOf), '{"n":1}');
}

describe("a range of the last parameter", () => {
  test.each([
    [{ from: 500 }, (id: number) => id >= 500],
    [{ to: 500 }, (id: number) => id < 500],
    [{ from: 498, to: 507 }, (id: number) => id >= 498 && id < 507],
    [{ from: 500, to: 500 }, () => false],
    [{ from: 600, to: 500 }, () => false],
    [{ from: 0, to: 999 }, (id: number) => id < 999],
    [{ from: 900, to: 1000 }, (id: number) => id >= 900],
  ])("finds the records from one value up to another: %j", async (id, wanted) => {
    await plant();
    expect(await idsIn("NUMBERS.any.list", { id })).toEqual(NUMBERS.filter(wanted));
    expect(await call("NUMBERS.any.count", { id })).toBe(NUMBERS.filter(wanted).length);
  });

  test("asks KV for the common prefix of the range", async () => {
    await plant();
    const { kvCalls } = await attempt("NUMBERS.any.list", { id: { from: 120, to: 129 } });
    expect(kvCalls).toMatchObject([{ method: "list", options: { prefix: "12" } }]);
  });

  test.each([
    ["a bound of another type", { id: { from: "a" } }, "id: expected an integer"],
    ["a bound that the type does not allow", { id: { from: 1_000 } }, "id: "],
    ["a range without bounds", { id: { to: undefined } }, "`id` has neither `from` nor `to`"],
    ["a parameter that is undefined", { id: undefined }, "`id` is undefined: leave it out"],
  ])("rejects %s before KV is called", async (_, params, message) => {
    const { error, kvCalls } = await attempt("NUMBERS.any.list", params);
    expect(error).toMatchObject({ code: "invalid-params" });
    expect(error?.["message"]).toContain(message);
    expect(kvCalls).toEqual([]);
  });

  test("needs the parameters before it", async () => {
    const day = { from: new Date(0) };
    const { error } = await attempt("RECORDS.order.list", { day });
    expect(error).toMatchObject({ code: "invalid-params" });
  });
});

describe("other ways to read a list", () => {
  test("keys returns only keys, and only of this collection", async () => {
    await raw("CACHE.plantAll", ["user:1:a", "user:1", "user:2:b"], "1");
    expect(await call("CACHE.setting.keys")).toEqual(["user:1:a", "user:2:b"]);
    expect(await call("CACHE.setting.keys", { user: "2" })).toEqual(["user:2:b"]);
  });

  test("entries reads 100 values in one operation", async () => {
    const names = Array.from(
      { length: 250 },
      (_, index) => `user:1:${String(index).padStart(3, "0")}`,
    );
    await raw("CACHE.plantAll", names, "5");
    const { result, kvCalls } = await attempt("CACHE.setting.entries", { user: "1" });
    expect(result).toMatchObject(names.map((key) => ({ key, value: 5 })));
    expect(kvCalls.map(({ method }) => method)).toEqual([
      "list",
      "getWithMetadata",
      "getWithMetadata",
      "getWithMetadata",
    ]);
  });

  test("entries stops reading when its loop stops, and names the key of a broken value", async () => {
    await raw("CACHE.plantAll", ["user:1:a", "user:1:b"], "5");
    await raw("CACHE.put", "user:1:c", "<html>");
    const { error } = await attempt("CACHE.setting.entries");
    expect(error).toMatchObject({ code: "invalid-value", key: "user:1:c" });
  });

  test("first reads a few keys, and returns the first record of the collection", async () => {
    expect(await call("CACHE.setting.first")).toBeNull();
    const foreign = Array.from({ length: 15 }, (_, index) => `user:${index}`);
    await raw("CACHE.plantAll", [...foreign, "user:x:a", "user:x:b"], "1");
    const { result, kvCalls } = await attempt("CACHE.setting.first");
    expect(result).toMatchObject({ key: "user:x:a", params: { user: "x", setting: "a" } });
    expect(kvCalls[0]).toMatchObject({ method: "list", options: { limit: 10 } });
  });

  test("page returns one page, and a cursor until the last one", async () => {
    await plant();
    const found: number[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page = (await call("NUMBERS.any.page", {}, { cursor, limit: 40 })) as {
        entries: Entry[];
        cursor: string | null;
      };
      found.push(...page.entries.map(({ params }) => params.id));
      cursor = page.cursor;
      pages++;
    } while (cursor !== null);
    expect([found, pages]).toEqual([NUMBERS, 3]);
  });

  test("page skips the keys before a range in few operations, and cuts its result", async () => {
    await plant();
    const found: number[] = [];
    const counts: number[] = [];
    let cursor: string | null = null;
    do {
      const options = { cursor, limit: 3 };
      const outcome = await attempt("NUMBERS.any.page", { id: { from: 900 } }, options);
      const page = outcome.result as { entries: Entry[]; cursor: string | null };
      expect(page.entries.length).toBeLessThanOrEqual(3);
      found.push(...page.entries.map(({ params }) => params.id));
      counts.push(outcome.kvCalls.length);
      cursor = page.cursor;
    } while (cursor !== null);
    expect(found).toEqual(NUMBERS.filter((id) => id >= 900));
    // Three keys, then the others, then those up to the third of the range.
    expect(counts).toEqual([3, 1, 1, 1]);
  });

  test("page has no cursor past the end of a range", async () => {
    await plant();
    const page = await call("NUMBERS.any.page", { id: { to: 100 } }, { limit: 50 });
    expect(page).toMatchObject({ cursor: null });
    expect((page as { entries: Entry[] }).entries).toHaveLength(10);
  });

  test.each([0, -1, 1_001, 1.5, "5"])(
    "page rejects the limit %j, which KV might ignore",
    async (limit) => {
      const { error, kvCalls } = await attempt("NUMBERS.any.page", {}, { limit });
      expect(error).toMatchObject({ code: "invalid-params" });
      expect(error?.["message"]).toContain(`\`limit\` is ${limit}: write a number from 1 to 1000`);
      expect(kvCalls).toEqual([]);
    },
  );
});

// The last one, so that nothing has to take its many records away.
test("a range stops reading at its end", async () => {
  const country = { code: "DE", region: "BY" };
  const day = (count: number) => new Date(Date.UTC(2026, 0, 1 + count));
  const keys = await Promise.all(
    Array.from({ length: 1_010 }, async (_, index) =>
      call("RECORDS.order.key", { country, day: day(index % 505), number: index, gift: false }),
    ),
  );
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  await raw("RECORDS.plantAll", keys, JSON.stringify({ total: 1, expiresAt }));
  const all = await attempt("RECORDS.order.list", { country });
  expect([(all.result as Entry[]).length, all.kvCalls.length]).toEqual([1_010, 2]);
  const some = await attempt("RECORDS.order.list", {
    country,
    day: { from: day(0), to: day(400) },
  });
  expect([(some.result as Entry[]).length, some.kvCalls.length]).toEqual([800, 1]);
});
