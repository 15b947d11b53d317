import { describe, expect, test } from "vitest";
import { testWorker } from "./harness.ts";

const { call, attempt, raw, take } = testWorker();

type Entry = { readonly key: string; readonly params: Record<string, unknown> };

async function keysOfList(method: string, params?: unknown): Promise<string[]> {
  return ((await call(method, params)) as Entry[]).map(({ key }) => key);
}

describe("leading parameters", () => {
  test("find keys that start with them as a whole: `user:1` does not find `user:10`", async () => {
    // `0` stands before `:` in UTF-8.
    const keys = ["user:10:a", "user:11:a", "user:1:a", "user:1:b", "user:2:a"];
    await raw("CACHE.plantAll", keys, "1");
    expect(await keysOfList("CACHE.setting.list")).toEqual(keys);
    expect(await keysOfList("CACHE.setting.list", {})).toEqual(keys);
    expect(await keysOfList("CACHE.setting.list", { user: "1" })).toEqual(["user:1:a", "user:1:b"]);
    expect(await keysOfList("CACHE.setting.list", { user: "3" })).toEqual([]);
  });

  test("that contain the separator find only their own records", async () => {
    for (const user of ["a", "a:b", "a%3Ab", "a%"]) {
      await call("CACHE.setting.put", { user, setting: "b" }, user);
    }
    for (const user of ["a", "a:b", "a%3Ab", "a%"]) {
      expect(await call("CACHE.setting.list", { user })).toMatchObject([
        { params: { user, setting: "b" } },
      ]);
    }
  });

  test("work with every codec", async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const order = { country: { code: "DE", region: "BY" }, day: new Date(0), gift: true };
    for (const number of [5, -5, 10, -99_999]) {
      await call("RECORDS.order.put", { ...order, number }, { total: 1, expiresAt });
    }
    const numbers = (found: unknown) => (found as Entry[]).map(({ params }) => params["number"]);
    const { country, day } = order;
    for (const leading of [{}, { country }, { country, day }]) {
      expect(numbers(await call("RECORDS.order.list", leading))).toEqual([-99_999, -5, 5, 10]);
    }
    expect(await call("RECORDS.order.list", { country, day, number: 5 })).toMatchObject([
      { params: { ...order, number: 5 } },
    ]);
    expect(await call("RECORDS.order.list", { country: { code: "DE" } })).toEqual([]);
  });

  test.each([
    ["one after a gap", { setting: "a" }, "`setting` needs `user` before it"],
    ["all of them", { user: "1", setting: "a" }, "read this one key with `get`"],
    ["of another type", { user: 5 }, "user: expected a string, received a number"],
    ["empty", { user: "" }, "user: expected a non-empty string"],
    ["null", { user: null }, "user: expected a string, received null"],
  ])("are rejected before KV is called: %s", async (_, params, message) => {
    const { error, kvCalls } = await attempt("CACHE.setting.list", params);
    expect(error).toMatchObject({ code: "invalid-params", collection: "CACHE.setting" });
    expect(error?.["message"]).toContain(message);
    expect(kvCalls).toEqual([]);
  });
});

test("foreign keys under the prefix are skipped", async () => {
  const own = ["note:ab", "note:bob"];
  const foreign = [
    "note:a",
    "note:bob:1",
    "note:",
    "note",
    `note:${"x".repeat(41)}`,
    "note:%41bc",
    "note:%ZZ",
  ];
  await raw("RECORDS.plantAll", [...own, ...foreign], "x");
  expect(await keysOfList("RECORDS.note.list")).toEqual(own);
});

test("records are in the order of their UTF-8 bytes", async () => {
  const authors = ["zz", "éé", "漢漢", "\uff5e\uff5e", "🙂🙂"];
  for (const author of authors.toReversed()) {
    await call("RECORDS.note.put", { author }, "x", { ttl: "1h" });
  }
  expect(await keysOfList("RECORDS.note.list")).toEqual(authors.map((author) => `note:${author}`));
});

// The last one, so that nothing has to take its many records away.
describe("a list with several pages", () => {
  const keys = Array.from({ length: 1_010 }, (_, id) => `score:${String(id).padStart(4, "0")}`);

  test("returns all records in order, and stops fetching when its loop stops", async () => {
    await raw("CACHE.plantAll", keys, "1");
    const all = await attempt("CACHE.score.list");
    expect((all.result as Entry[]).map(({ key }) => key)).toEqual(keys);
    expect(all.kvCalls).toMatchObject([
      { options: { prefix: "score:" } },
      { options: { prefix: "score:", cursor: expect.any(String) } },
    ]);

    expect((await take(1, "CACHE.score.list")).kvCalls).toHaveLength(1);
    expect((await take(1_000, "CACHE.score.list")).kvCalls).toHaveLength(1);
    expect((await take(1_001, "CACHE.score.list")).kvCalls).toHaveLength(2);
  });
});
