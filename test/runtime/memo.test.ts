import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { KVNamespace } from "../../src/runtime/kv-namespace.ts";
import { memoized } from "../../src/runtime/memo.ts";
import { createMemoryKv } from "../../src/testing/index.ts";

const TEXT = { type: "text" } as const;
const BYTES = { type: "arrayBuffer" } as const;

async function requestOn(values: Readonly<Record<string, string>> = {}) {
  const kv = createMemoryKv();
  for (const [key, value] of Object.entries(values)) {
    await kv.put(key, value, { metadata: { of: key } });
  }
  const env = memoized({ KV: kv, OTHER: "a secret" });
  const reads = () => kv.operations.reads;
  const before = reads();
  return { kv, env, memo: env.KV, reads: () => reads() - before };
}

describe("a binding with a memory for one request", () => {
  test("reads a key once, however often and in whatever form it is requested", async () => {
    const { memo, reads } = await requestOn({ a: "1" });
    const both = await Promise.all([memo.get("a", TEXT), memo.get("a", TEXT)]);
    expect(both).toEqual(["1", "1"]);
    expect(await memo.getWithMetadata("a", TEXT)).toEqual({ value: "1", metadata: { of: "a" } });
    expect(new Uint8Array((await memo.get("a", BYTES)) ?? new ArrayBuffer())).toEqual(
      new TextEncoder().encode("1"),
    );
    expect(reads()).toBe(1);
  });

  test("remembers that a key is missing", async () => {
    const { memo, reads } = await requestOn();
    expect([await memo.get("a", TEXT), await memo.get("a", TEXT)]).toEqual([null, null]);
    expect(reads()).toBe(1);
  });

  test("reads many keys in one operation, except those that it knows", async () => {
    const { memo, reads } = await requestOn({ a: "1", b: "2" });
    await memo.get("a", TEXT);
    const found = await memo.get(["a", "b", "c"], TEXT);
    expect([...found]).toEqual([
      ["a", "1"],
      ["b", "2"],
      ["c", null],
    ]);
    expect(reads()).toBe(2);
    expect(await memo.get("c", TEXT)).toBeNull();
    expect([...(await memo.getWithMetadata(["b", "c"], TEXT))]).toEqual([
      ["b", { value: "2", metadata: { of: "b" } }],
      ["c", null],
    ]);
    expect(reads()).toBe(2);
  });

  test("returns many values in the requested form, whatever the form it knows", async () => {
    const text = "\ufeffone";
    const { memo, reads } = await requestOn({ a: text });
    await memo.get("a", BYTES);
    expect([...(await memo.get(["a"], TEXT))]).toEqual([["a", text]]);
    expect([...(await memo.getWithMetadata(["a"], TEXT))]).toEqual([
      ["a", { value: text, metadata: { of: "a" } }],
    ]);
    expect(reads()).toBe(1);
  });

  test("sees a write that is still running, and forgets it if it fails", async () => {
    const { kv, memo } = await requestOn({ a: "1" });
    const { promise, reject } = Promise.withResolvers<void>();
    vi.spyOn(kv, "put").mockReturnValueOnce(promise).mockReturnValueOnce(promise);
    const written = [memo.put("a", "2"), memo.put("b", "2")];
    expect([await memo.get("a", TEXT), await memo.get("b", TEXT)]).toEqual(["2", "2"]);
    reject(new Error("broken on purpose"));
    expect((await Promise.allSettled(written)).map(({ status }) => status)).toEqual([
      "rejected",
      "rejected",
    ]);
    expect([await memo.get("a", TEXT), await memo.get("b", TEXT)]).toEqual(["1", null]);
  });

  test("sees its own writes as they were at the time of the write", async () => {
    const { kv, memo, reads } = await requestOn({ a: "1" });
    const bytes = new TextEncoder().encode("two");
    await memo.put("a", bytes, { metadata: { by: "me" } });
    bytes.fill(0);
    expect(await memo.getWithMetadata("a", TEXT)).toEqual({
      value: "two",
      metadata: { by: "me" },
    });
    await memo.delete("a");
    expect(await memo.get("a", TEXT)).toBeNull();
    expect(reads()).toBe(0);
    expect(await kv.get("a")).toBeNull();
  });

  test("reads again after a stream was written, and passes streams through", async () => {
    const { memo, reads } = await requestOn({ a: "1" });
    await memo.get("a", TEXT);
    await memo.put("a", new Blob(["two"]).stream());
    for (let read = 0; read < 2; read++) {
      const stream = await memo.get("a", { type: "stream" });
      expect(await new Response(stream).text()).toBe("two");
    }
    expect(await memo.get("a", TEXT)).toBe("two");
    expect(reads()).toBe(4);
  });

  test("sees its own writes and deletes when they are read as streams", async () => {
    const { memo, reads } = await requestOn({ a: "1" });
    const read = async () => {
      const { value, metadata } = await memo.getWithMetadata("a", { type: "stream" });
      return [value && (await new Response(value).text()), metadata];
    };
    await memo.put("a", "two", { metadata: { by: "me" } });
    expect([await read(), await read()]).toEqual([
      ["two", { by: "me" }],
      ["two", { by: "me" }],
    ]);
    await memo.delete("a");
    expect(await memo.get("a", { type: "stream" })).toBeNull();
    expect(reads()).toBe(0);
  });

  test("gives each reader its own copy of the metadata, as KV does", async () => {
    const { memo } = await requestOn();
    const metadata = { at: new Date(0), none: undefined, tags: ["a"] };
    await memo.put("a", "1", { metadata });
    metadata.tags.push("b");
    const stored = { value: "1", metadata: { at: "1970-01-01T00:00:00.000Z", tags: ["a"] } };
    const one = await memo.getWithMetadata("a", TEXT);
    expect(one).toStrictEqual(stored);
    (one.metadata as { tags: string[] }).tags.push("c");
    expect((await memo.getWithMetadata(["a"], TEXT)).get("a")).toStrictEqual(stored);
  });

  test("keeps a written value when an earlier read fails", async () => {
    const { kv, memo } = await requestOn();
    const failing = Promise.withResolvers<never>();
    kv.getWithMetadata = (() => failing.promise) as never;
    const read = memo.get("a", TEXT);
    await memo.put("a", "1");
    failing.reject(new Error("broken on purpose"));
    await expect(read).rejects.toThrow("broken on purpose");
    expect(await memo.get("a", TEXT)).toBe("1");
  });

  test("does not remember a read or a write that failed", async () => {
    const { kv, memo } = await requestOn({ a: "1" });
    const put = kv.put;
    kv.put = () => Promise.reject(new Error("broken on purpose"));
    await expect(memo.put("a", "2")).rejects.toThrow("broken on purpose");
    expect(await memo.get("a", TEXT)).toBe("1");
    kv.put = put;
    const read = kv.getWithMetadata;
    kv.getWithMetadata = (() => Promise.reject(new Error("broken on purpose"))) as never;
    await expect(memo.get("b", TEXT)).rejects.toThrow("broken on purpose");
    await expect(memo.get(["c", "d"], TEXT)).rejects.toThrow("broken on purpose");
    kv.getWithMetadata = read;
    expect(await memo.get("b", TEXT)).toBeNull();
    expect((await memo.get(["c", "d"], TEXT)).size).toBe(2);
  });

  test("answers raw calls beside the accessors as KV does", async () => {
    const { kv, memo } = await requestOn({ a: '{"n":1}', b: "2" });
    const raw = [memo, kv].map(async (binding) => {
      const { get, getWithMetadata } = {
        get: (...args: unknown[]) => binding.get(...(args as [never])) as unknown,
        getWithMetadata: (...args: unknown[]) => binding.getWithMetadata(...(args as [never])),
      };
      return [
        await get("a"),
        await get("a", "json"),
        await get("a", { type: "json" }),
        await get("b", { cacheTtl: 60 }),
        await get(["a", "b"]),
        await get(["a"], "json"),
        await getWithMetadata("a", "json"),
        await getWithMetadata(["b", "c"]),
      ];
    });
    const [beside, alone] = await Promise.all(raw);
    expect(beside).toEqual(alone);
    expect(beside?.[1]).toEqual({ n: 1 });
  });

  test("lists what KV lists, and does not change other bindings", async () => {
    const { env, memo } = await requestOn({ a: "1" });
    expect((await memo.list()).keys.map(({ name }) => name)).toEqual(["a"]);
    expect(env.OTHER).toBe("a secret");
    expect(env.KV).toBe(memo);
  });
});

const keys = fc.constantFrom("a", "b", "c");
const types = fc.constantFrom("text", "arrayBuffer", "stream");
const calls = fc.oneof(
  fc.tuple(fc.constantFrom("get", "getWithMetadata"), keys, fc.record({ type: types })),
  fc.tuple(
    fc.constantFrom("get", "getWithMetadata"),
    fc.array(keys, { minLength: 1, maxLength: 3 }),
    fc.constant(TEXT),
  ),
  fc.tuple(
    fc.constant("put"),
    keys,
    fc.constantFrom("", "1", "é", new Uint8Array([1, 255]), new Uint8Array([65])),
    fc.constantFrom({}, { metadata: { tags: ["x"] } }, { metadata: "m" }),
  ),
  fc.tuple(fc.constant("delete"), keys),
  fc.tuple(fc.constant("list")),
);

/** What a call returns, as plain data that does not change. */
async function outcomeOf(kv: KVNamespace, [method, ...args]: readonly unknown[]): Promise<unknown> {
  const call = kv[method as "get"] as (...args: readonly unknown[]) => Promise<unknown>;
  return plain(await call.apply(kv, args));
}

async function plain(given: unknown): Promise<unknown> {
  if (given instanceof ReadableStream) return plain(await new Response(given).arrayBuffer());
  if (given instanceof ArrayBuffer) return [...new Uint8Array(given)];
  if (given instanceof Map) {
    const sorted = [...given].sort(([a], [b]) => (a < b ? -1 : 1));
    return Promise.all(sorted.map(async ([key, value]) => [key, await plain(value)]));
  }
  if (typeof given !== "object" || given === null || !("value" in given)) return given;
  const { value, metadata } = given as { value: unknown; metadata: unknown };
  return { value: await plain(value), metadata };
}

test("a request reads from its memory what it would read from KV, whatever its calls", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(calls, { maxLength: 30 }), async (sequence) => {
      const kv = createMemoryKv();
      const { memo } = memoized({ memo: createMemoryKv() });
      for (const call of sequence) {
        expect(await outcomeOf(memo, call)).toEqual(await outcomeOf(kv, call));
      }
    }),
    { numRuns: 300 },
  );
});

test("a request sees its own writes where KV does not show them yet, whatever its calls", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(calls, { maxLength: 30 }), async (sequence) => {
      const kv = createMemoryKv();
      const { memo } = memoized({ memo: createMemoryKv({ production: { staleReads: true } }) });
      for (const call of sequence) {
        // Lists are not remembered.
        if (call[0] === "list") continue;
        expect(await outcomeOf(memo, call)).toEqual(await outcomeOf(kv, call));
      }
    }),
    { numRuns: 300 },
  );
});
