import { describe, expect, test } from "vitest";
import { readMany } from "../../src/runtime/read-many.ts";

/** A store that keeps what it was asked: an array for a bulk read, a text for one key. */
function store(values: Readonly<Record<string, string>>, maxKeys = 100) {
  const asked: (string | string[])[] = [];
  const stored = (key: string) => values[key] ?? null;
  return {
    asked,
    async one(key: string) {
      asked.push(key);
      return stored(key);
    },
    async many(keys: string[]) {
      asked.push([...keys]);
      if (keys.length > maxKeys) throw new Error("KV GET_BULK failed: 413 Total size of request");
      return new Map(keys.map((key) => [key, stored(key)]));
    },
  };
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `k${index}`);

describe("reading many keys", () => {
  test("reads 100 keys per operation, and each key once", async () => {
    const { asked, ...reader } = store({ k0: "zero" });
    const keys = numbered(250);
    const found = await readMany([...keys, ...keys], reader);
    expect(asked.map((keys) => keys.length)).toEqual([100, 100, 50]);
    expect(found.size).toBe(250);
    expect([found.get("k0"), found.get("k1")]).toEqual(["zero", null]);
  });

  test("reads keys alone that a bulk read would leave out", async () => {
    const { asked, ...reader } = store({ "42": "a", __proto__: "b", x42: "c", y: "d" });
    const keys = ["42", "x42", "0", "__proto__", "y", "1.5"];
    const found = await readMany(keys, reader);
    expect(asked).toEqual(["42", "0", "__proto__", ["x42", "y", "1.5"]]);
    expect([...found.keys()].sort()).toEqual([...keys].sort());
    expect([found.get("42"), found.get("x42")]).toEqual(["a", "c"]);
  });

  test("halves a batch whose values are too large together", async () => {
    const { asked, ...reader } = store({ k6: "six" }, 2);
    const found = await readMany(numbered(7), reader);
    expect(found.size).toBe(7);
    expect(found.get("k6")).toBe("six");
    expect(asked).toContainEqual("k0");
    expect(asked.flatMap((keys) => (keys.length > 2 ? [] : keys)).sort()).toEqual(numbered(7));
  });

  test("gives up if KV fails for another reason", async () => {
    const failure = new Error("KV GET_BULK failed: 500 Internal Server Error");
    const reader = { one: async () => null, many: () => Promise.reject(failure) };
    await expect(readMany(numbered(3), reader)).rejects.toBe(failure);
  });

  test("reads values one by one, some at a time, that a bulk read cannot return", async () => {
    let underWay = 0;
    let most = 0;
    const one = async (key: string) => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setTimeout(resolve));
      underWay--;
      return key;
    };
    const found = await readMany(numbered(20), { one });
    expect(found.size).toBe(20);
    expect(most).toBe(6);
  });

  test("requests nothing if there is nothing to read", async () => {
    const { asked, ...reader } = store({});
    expect((await readMany([], reader)).size).toBe(0);
    expect(asked).toEqual([]);
  });
});
