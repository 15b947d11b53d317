import { describe, expect, test } from "vitest";
import { keysOf, testWorker } from "./harness.ts";

const worker = testWorker();
const { attempt, call, raw } = worker;

const numbersTo = (count: number) => Array.from({ length: count }, (_, index) => index);
const keyOf = (id: number) => String(id).padStart(3, "0");

describe("getMany", () => {
  test("returns values in the requested order, and null for missing ones", async () => {
    const ids = numbersTo(300).toReversed();
    await raw("NUMBERS.plantAll", ids.filter((id) => id % 2 === 0).map(keyOf), '{"n":1}');
    expect(
      await call(
        "NUMBERS.any.getMany",
        ids.map((id) => ({ id })),
      ),
    ).toEqual(ids.map((id) => (id % 2 === 0 ? { n: 1 } : null)));
  });

  test("needs one operation for 100 keys, and one for each key that a bulk read leaves out", async () => {
    const many = await attempt(
      "CACHE.flag.getMany",
      numbersTo(230).map((id) => ({ name: `flag-${id}` })),
    );
    expect(many.kvCalls.map(({ method }) => method)).toEqual([
      "getWithMetadata",
      "getWithMetadata",
      "getWithMetadata",
    ]);
    const indexes = await attempt("NUMBERS.any.getMany", [{ id: 7 }, { id: 8 }, { id: 142 }]);
    expect(indexes.kvCalls).toHaveLength(3);
  });

  test("reads a key once that is requested twice, and nothing for no keys", async () => {
    await raw("CACHE.put", "config:flag:a", '{"enabled":true,"rollout":1}');
    const { result, kvCalls } = await attempt("CACHE.flag.getMany", [{ name: "a" }, { name: "a" }]);
    const flag = { enabled: true, rollout: 1 };
    expect([result, kvCalls.length]).toEqual([[flag, flag], 1]);
    expect(await attempt("CACHE.flag.getMany", [])).toEqual({ result: [], kvCalls: [] });
  });

  test("names the key of a broken value", async () => {
    await raw("CACHE.put", "config:flag:good", '{"enabled":true,"rollout":1}');
    await raw("CACHE.put", "config:flag:bad", "<html>");
    const { error } = await attempt("CACHE.flag.getMany", [{ name: "good" }, { name: "bad" }]);
    expect(error).toMatchObject({ code: "invalid-value", key: "config:flag:bad" });
  });

  test("returns the fallback for each missing key, and reads bytes one by one", async () => {
    expect(await call("CACHE.flag.getMany", [{ name: "a" }, { name: "b" }])).toEqual([
      { enabled: false, rollout: 0 },
      { enabled: false, rollout: 0 },
    ]);
    await raw("CACHE.put", "site:a.txt", "hello");
    expect(await call("CACHE.page.getMany", [{ path: "a.txt" }, { path: "b.txt" }])).toEqual([
      new TextEncoder().encode("hello"),
      null,
    ]);
  });

  test("rejects a wrong parameter before KV is called", async () => {
    const { error, kvCalls } = await attempt("CACHE.flag.getMany", [{ name: "a" }, { name: "" }]);
    expect(error).toMatchObject({ code: "invalid-params" });
    expect(kvCalls).toEqual([]);
  });
});

describe("getManyWithMetadata", () => {
  test("returns each value with its metadata, and null for missing ones", async () => {
    await raw("NUMBERS.put", "001", '{"n":1}', { metadata: { by: "ann" } });
    await raw("NUMBERS.put", "142", '{"n":2}');
    const params = [1, 142, 3].map((id) => ({ id }));
    expect(await call("NUMBERS.any.getManyWithMetadata", params)).toEqual([
      { value: { n: 1 }, metadata: { by: "ann" } },
      { value: { n: 2 }, metadata: undefined },
      null,
    ]);
  });

  test("names the key of broken metadata", async () => {
    await raw("NUMBERS.put", "001", '{"n":1}', { metadata: { by: 5 } });
    const { error } = await attempt("NUMBERS.any.getManyWithMetadata", [{ id: 1 }, { id: 2 }]);
    expect(error).toMatchObject({ code: "invalid-metadata", key: "001" });
  });
});

test("has returns whether a key exists, whatever its value", async () => {
  await raw("NUMBERS.put", "001", "<html>");
  expect(await call("NUMBERS.any.has", { id: 1 })).toBe(true);
  expect(await call("NUMBERS.any.has", { id: 2 })).toBe(false);
  expect(await call("RECORDS.banner.has")).toBe(false);
});

describe("putMany", () => {
  test("writes all records with their own options", async () => {
    const records = numbersTo(25).map((id) => ({
      params: { id },
      value: { n: id },
      ...(id === 3 && { metadata: { by: "ann" } }),
    }));
    await call("NUMBERS.any.putMany", records);
    expect(await call("NUMBERS.any.count")).toBe(25);
    expect(await call("NUMBERS.any.getWithMetadata", { id: 3 })).toEqual({
      value: { n: 3 },
      metadata: { by: "ann" },
    });
  });

  test("writes nothing if one record is wrong, or two have the same key", async () => {
    const good = { params: { id: 1 }, value: { n: 1 } };
    for (const [bad, code] of [
      [{ params: { id: 2 }, value: { n: "1" } }, "invalid-value"],
      [good, "invalid-params"],
    ] as const) {
      const { error, kvCalls } = await attempt("NUMBERS.any.putMany", [good, bad]);
      expect(error).toMatchObject({ code });
      expect(kvCalls).toEqual([]);
    }
  });
});

test("deleteAll deletes only the records of the collection, and returns how many", async () => {
  await raw("CACHE.plantAll", ["user:1:a", "user:1:b", "user:2:a", "user:1", "other"], "1");
  expect(await call("CACHE.setting.deleteAll", { user: "1" })).toBe(2);
  expect((await keysOf(worker, "CACHE")).map(({ name }) => name)).toEqual([
    "other",
    "user:1",
    "user:2:a",
  ]);
  expect(await call("CACHE.setting.deleteAll")).toBe(1);
  expect(await call("CACHE.setting.deleteAll")).toBe(0);
});
