import { describe, expect, test } from "vitest";
import type { CollectionSpec } from "../../src/runtime/collection-spec.ts";
import { textParam } from "../../src/runtime/key-param.ts";
import { ListedCollection } from "../../src/runtime/listed-collection.ts";
import { repairedBy } from "../../src/runtime/repaired-by.ts";
import { noTtl } from "../../src/runtime/ttl.ts";
import { json, type ValueCodec } from "../../src/runtime/value-codec.ts";
import { createMemoryKv } from "../../src/testing/index.ts";

interface ItemParams {
  readonly id: string;
}

type Item = { readonly n: number };

/** JSON that is stored and read after a while, as what is compressed or sealed is. */
const slowJson: ValueCodec<"text"> = {
  type: "text",
  async decode(stored) {
    await later();
    return json.decode(stored);
  },
  async encode(value) {
    await later();
    return json.encode(value);
  },
};

const SPEC: CollectionSpec<ItemParams, Item, undefined> = {
  key: {
    name: "A.item",
    parts: ["item:", textParam("id", /%/g)],
    pattern: /^item:(.+)$/su,
    decode: [(text) => text],
  },
  codec: slowJson,
  value(input, issues) {
    const { n } = input as Item;
    if (typeof n !== "number") {
      issues.push({ code: "invalid_type", path: ["n"], message: "expected a number" });
    }
    return { n };
  },
  ttl: noTtl,
};

function later(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 1);
  });
}

function itemsOf(spec: Partial<typeof SPEC> = {}) {
  const kv = createMemoryKv();
  const items = new ListedCollection<ItemParams, Item, Item, undefined>(kv, { ...SPEC, ...spec });
  return { kv, items };
}

async function valuesOf(items: AsyncIterable<{ readonly value: Item }>): Promise<Item[]> {
  const values: Item[] = [];
  for await (const { value } of items) values.push(value);
  return values;
}

describe("an asynchronous codec", () => {
  test("works with every read and write", async () => {
    const { items } = itemsOf();
    await items.put({ id: "a" }, { n: 1 });
    await items.putMany([{ params: { id: "b" }, value: { n: 2 } }]);
    expect(await items.update({ id: "b" }, ({ n }) => ({ n: n + 1 }))).toEqual({ n: 3 });
    expect(await items.get({ id: "a" })).toEqual({ n: 1 });
    expect(await items.getMany([{ id: "b" }, { id: "c" }, { id: "a" }])).toEqual([
      { n: 3 },
      null,
      { n: 1 },
    ]);
    expect(await items.getManyWithMetadata([{ id: "b" }])).toEqual([{ value: { n: 3 } }]);
    expect(await valuesOf(items.entries())).toEqual([{ n: 1 }, { n: 3 }]);
  });

  test("names the key of a record that it cannot read or write", async () => {
    const { kv, items } = itemsOf();
    await kv.put("item:a", "<html>");
    const failure = {
      code: "invalid-value",
      message: 'A.item: the stored value cannot be read: it is not JSON (key "item:a")',
    };
    await expect(items.get({ id: "a" })).rejects.toMatchObject(failure);
    await expect(items.getMany([{ id: "b" }, { id: "a" }])).rejects.toMatchObject(failure);
    await expect(valuesOf(items.entries())).rejects.toMatchObject(failure);
    const encode = () => Promise.reject(new Error("no room"));
    await expect(
      itemsOf({ codec: { ...slowJson, encode } }).items.put({ id: "a" }, { n: 1 }),
    ).rejects.toThrow('A.item: the value cannot be stored: no room (key "item:a")');
  });

  test("lets an unreadable record count as missing", async () => {
    const { kv, items } = itemsOf({ onInvalid: "missing" });
    await kv.put("item:a", "<html>");
    await items.put({ id: "b" }, { n: 1 });
    expect(await items.getMany([{ id: "a" }, { id: "b" }])).toEqual([null, { n: 1 }]);
    expect(await valuesOf(items.entries())).toEqual([{ n: 1 }]);
  });
});

describe("a repair that fails by itself", () => {
  test("is reported with its record and the error", async () => {
    const thrown = new SyntaxError("no JSON either");
    const { kv, items } = itemsOf({
      onInvalid: repairedBy(() => {
        throw thrown;
      }),
    });
    await kv.put("item:b", "2");
    const error = {
      code: "invalid-value",
      key: "item:b",
      cause: thrown,
      message: 'A.item: the repair of the stored value failed (key "item:b")',
    };
    await expect(items.get({ id: "b" })).rejects.toMatchObject(error);
    await expect(items.getMany([{ id: "b" }])).rejects.toMatchObject(error);
  });
});

describe("an asynchronous repair", () => {
  test("returns a value that is checked, or fails", async () => {
    const { kv, items } = itemsOf({
      onInvalid: repairedBy(async (stored, error) => {
        await later();
        if (stored === "none") throw error;
        return { n: stored === "one" ? 1 : "many" };
      }),
    });
    await kv.put("item:a", "one");
    await kv.put("item:b", "many");
    await kv.put("item:c", "none");
    expect(await items.get({ id: "a" })).toEqual({ n: 1 });
    await expect(items.get({ id: "b" })).rejects.toThrow(
      "A.item: the repaired value is not of its type: n: expected a number",
    );
    await expect(items.get({ id: "c" })).rejects.toThrow(
      "A.item: the stored value cannot be read: it is not JSON",
    );
  });
});
