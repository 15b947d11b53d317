import { describe, expect, test } from "vitest";
import type { CollectionSpec } from "../../src/runtime/collection-spec.ts";
import { textParam } from "../../src/runtime/key-param.ts";
import type { KVListOptions, KVListResult, KVNamespace } from "../../src/runtime/kv-namespace.ts";
import { ListedCollection } from "../../src/runtime/listed-collection.ts";
import type { TtlSpec } from "../../src/runtime/ttl.ts";
import { defaultTtl, fixedTtl, noTtl, requiredTtl } from "../../src/runtime/ttl.ts";
import { json } from "../../src/runtime/value-codec.ts";
import { createMemoryKv, fakeClock } from "../../src/testing/index.ts";

interface ItemParams {
  readonly id: string;
}

const SPEC: CollectionSpec<ItemParams, unknown, undefined> = {
  key: {
    name: "A.item",
    parts: ["item:", textParam("id", /%/g)],
    pattern: /^item:(.+)$/su,
    decode: [(text) => text],
  },
  codec: json,
  value: (input) => input,
  ttl: noTtl,
};

type Page = KVListResult;

/** A KV that returns these pages for any list, and records the requests. */
function pagedKv(pages: readonly Page[]) {
  const asked: KVListOptions[] = [];
  const kv = {
    async list(options: KVListOptions = {}): Promise<Page> {
      const page = pages[asked.length];
      asked.push(options);
      if (page === undefined) throw new Error("there are no more pages");
      return page;
    },
  } as KVNamespace;
  return { asked, collection: new ListedCollection(kv, SPEC) };
}

function page(ids: readonly string[], cursor?: string): Page {
  const keys = ids.map((id) => ({ name: `item:${id}` }));
  return cursor === undefined
    ? { keys, list_complete: true }
    : { keys, list_complete: false, cursor };
}

async function idsOf(list: AsyncIterable<{ params: ItemParams }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { params } of list) ids.push(params.id);
  return ids;
}

describe("a list", () => {
  test("continues after empty pages until KV says that it is complete", async () => {
    const { asked, collection } = pagedKv([
      page([], "1"),
      page(["a"], "2"),
      page([], "3"),
      page([], "4"),
      page(["b"]),
    ]);
    expect(await idsOf(collection.list())).toEqual(["a", "b"]);
    expect(asked).toEqual([
      { prefix: "item:" },
      { prefix: "item:", cursor: "1" },
      { prefix: "item:", cursor: "2" },
      { prefix: "item:", cursor: "3" },
      { prefix: "item:", cursor: "4" },
    ]);
  });

  test("may be empty", async () => {
    const { asked, collection } = pagedKv([page([])]);
    expect(await idsOf(collection.list())).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  test("has no empty page except the last, since a reader would take it for the end", async () => {
    const foreign = { keys: [{ name: "other" }], list_complete: false, cursor: "2" } as const;
    const { asked, collection } = pagedKv([
      page([], "1"),
      foreign,
      page(["a", "b"], "3"),
      page([]),
    ]);
    const { entries, cursor } = await collection.page({}, { limit: 2 });
    expect(entries.map(({ params }) => params.id)).toEqual(["a", "b"]);
    expect(cursor).toBe("3");
    expect(asked).toEqual([
      { prefix: "item:", limit: 2 },
      // Empty pages are skipped by the largest ones.
      { prefix: "item:", cursor: "1" },
      { prefix: "item:", cursor: "2" },
    ]);
    expect(await collection.page({}, { cursor })).toEqual({ entries: [], cursor: null });
  });

  test("has no page with more records than its limit, even if keys disappear meanwhile", async () => {
    const { asked, collection } = pagedKv([
      page([], "1"),
      page(["a", "b", "c", "d"], "5"),
      page(["b", "c", "d"], "4"),
      page(["b", "c"], "3"),
    ]);
    const { entries, cursor } = await collection.page({}, { limit: 2 });
    expect(entries.map(({ params }) => params.id)).toEqual(["b", "c"]);
    expect(cursor).toBe("3");
    expect(asked.map(({ limit }) => limit)).toEqual([2, undefined, 2, 2]);
  });

  test("requests nothing until it is read, and no page after the loop has ended", async () => {
    const { asked, collection } = pagedKv([page(["a", "b"], "1")]);
    const list = collection.list();
    expect(asked).toEqual([]);
    for await (const { params } of list) if (params.id === "b") break;
    expect(asked).toHaveLength(1);
  });

  test("passes errors of KV on unchanged", async () => {
    const { collection } = pagedKv([page(["a"], "1")]);
    await expect(idsOf(collection.list())).rejects.toThrow("there are no more pages");
  });
});

describe("a value that JSON cannot represent", () => {
  const kv = {} as KVNamespace;
  const circular: Record<string, unknown> = {};
  circular["self"] = circular;

  test.each([
    ["nothing", undefined, "JSON has no form for it"],
    ["a circle", circular, "circular structure"],
    ["a bigint", 1n, "BigInt"],
  ])("is rejected with its key if a type accepts it: %s", async (_, value, reason) => {
    const error = await new ListedCollection(kv, SPEC)
      .put({ id: "1" }, value)
      .catch((error) => error);
    expect(error).toMatchObject({ code: "invalid-value", collection: "A.item", key: "item:1" });
    expect(error.message).toContain("A.item: the value cannot be stored: ");
    expect(error.message).toContain(reason);
  });
});

test("an error of KV at a write is passed on unchanged", async () => {
  const failure = new Error("KV PUT failed: 500 Internal Server Error");
  const kv = { put: () => Promise.reject(failure) } as unknown as KVNamespace;
  await expect(new ListedCollection(kv, SPEC).put({ id: "1" }, 1)).rejects.toBe(failure);
});

describe("an update", () => {
  test("changes a value that is null, which is not missing", async () => {
    const items = new ListedCollection<ItemParams, unknown, unknown, undefined>(
      createMemoryKv(),
      SPEC,
    );
    await items.put({ id: "a" }, null);
    expect(await items.update({ id: "a" }, (value) => [value])).toEqual([null]);
    expect(await items.get({ id: "a" })).toEqual([null]);
  });

  test.each<[string, TtlSpec, number]>([
    ["default", defaultTtl(3600, 60, 7200), 3600],
    ["fixed", fixedTtl(3600), 3600],
    ["required", requiredTtl(60, 7200), 7200],
  ])(
    "gives a record that no list shows yet the time that %s has for it",
    async (_, ttl, seconds) => {
      const clock = fakeClock(new Date("2026-11-24T13:46:00Z"));
      const kv = createMemoryKv({ clock, production: { staleReads: true } });
      const items = new ListedCollection<ItemParams, unknown, unknown, undefined>(kv, {
        ...SPEC,
        ttl,
      });
      expect((await kv.list({ prefix: "item:a", limit: 1 })).keys).toEqual([]);
      await kv.put("item:a", "1", { expirationTtl: 600 });
      expect(await items.update({ id: "a" }, () => 2)).toBe(2);
      clock.advance("1m");
      const { keys } = await kv.list();
      expect(keys).toEqual([{ name: "item:a", expiration: clock.now() / 1000 - 60 + seconds }]);
    },
  );
});

test("a missing binding of the Worker is named when it is used", async () => {
  const items = new ListedCollection<ItemParams, unknown, unknown, undefined>(
    undefined as unknown as KVNamespace,
    SPEC,
  );
  expect(items.key({ id: "a" })).toBe("item:a");
  const missing = {
    code: "missing-binding",
    message: expect.stringContaining("A.item: the Worker"),
  };
  await expect(items.get({ id: "a" })).rejects.toMatchObject(missing);
  await expect(items.put({ id: "a" }, 1)).rejects.toMatchObject(missing);
  await expect(items.count()).rejects.toMatchObject(missing);
});

test("parameters that make no valid key are reported with their position", async () => {
  const items = new ListedCollection<ItemParams, unknown, unknown, undefined>(
    createMemoryKv(),
    SPEC,
  );
  const params = [{ id: "a" }, { id: "" }];
  const wrong = {
    message: "A.item: 1.id: expected a non-empty string",
    issues: [{ path: [1, "id"] }],
  };
  await expect(items.getMany(params)).rejects.toMatchObject(wrong);
  await expect(items.getManyWithMetadata(params)).rejects.toMatchObject(wrong);
  const records = params.map((params) => ({ params, value: 1 }));
  await expect(items.putMany(records)).rejects.toMatchObject(wrong);
});

describe("required metadata that an update leaves out", () => {
  const spec: CollectionSpec<ItemParams, unknown, string, string> = {
    ...SPEC,
    metadata(input, issues) {
      if (typeof input !== "string") issues.push({ code: "invalid_type", path: [], message: "no" });
      return input as string;
    },
    fallback: () => "none",
  };

  test.each([
    ["is said to be missing where there is no record", false, "the metadata is not"],
    ["is said to be missing in the record that is there", true, "the stored metadata is not"],
  ])("%s", async (_, isThere, message) => {
    const kv = createMemoryKv();
    if (isThere) await kv.put("item:a", '"old"');
    const collection = new ListedCollection(kv, spec);
    await expect(collection.update({ id: "a" }, () => "new")).rejects.toThrow(message);
  });
});
