import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Cache, type CachedSpec, type LoadOptions } from "../../src/runtime/cache.ts";
import { textParam } from "../../src/runtime/key-param.ts";
import { memoized } from "../../src/runtime/memo.ts";
import { defaultTtl } from "../../src/runtime/ttl.ts";
import { json } from "../../src/runtime/value-codec.ts";
import { createMemoryKv } from "../../src/testing/index.ts";

interface Answer {
  n: number;
}

const SPEC: CachedSpec<{ readonly id: string }, Answer> = {
  key: {
    name: "A.answer",
    parts: ["answer:", textParam("id", /%/g)],
    pattern: /^answer:(.+)$/su,
    decode: [(text) => text],
  },
  codec: json,
  value(input, issues) {
    const n = (input as Answer | null)?.n;
    if (typeof n !== "number") {
      issues.push({ code: "invalid_type", path: ["n"], message: "expected a number" });
    }
    return { n: n as number };
  },
  ttl: defaultTtl(600, 60, 86_400),
  cache: {},
};

const ID = { id: "a" };
const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A cache over a KV in memory, and a loader that counts up. */
function cached(cache: CachedSpec<{ id: string }, Answer>["cache"] = {}) {
  const kv = createMemoryKv();
  const spec = { ...SPEC, cache };
  const answers = new Cache<{ id: string }, Answer, Answer>(kv, spec);
  const load = vi.fn(async (): Promise<Answer> => ({ n: load.mock.calls.length }));
  const waiting: Promise<unknown>[] = [];
  const context = { waitUntil: (promise: Promise<unknown>) => void waiting.push(promise) };
  const get = (options?: LoadOptions) => answers.getOrLoad(ID, load, options);
  return { kv, answers, load, context, waiting, get };
}

async function storedMetadata(kv: ReturnType<typeof createMemoryKv>) {
  const { keys } = await kv.list();
  return keys.map(({ expiration, metadata }) => ({ expiration, metadata }));
}

describe("a missing value", () => {
  test("is loaded and kept for the TTL, then loaded again", async () => {
    const { get, load } = cached();
    expect([await get(), await get()]).toEqual([{ n: 1 }, { n: 1 }]);
    vi.advanceTimersByTime(11 * MINUTE);
    expect(await get()).toEqual({ n: 2 });
    expect(load).toHaveBeenCalledTimes(2);
  });

  test("is kept for the TTL of the call, within the bounds", async () => {
    const { get, kv } = cached();
    await get({ ttl: "1h" });
    const now = Math.floor(Date.now() / 1000);
    expect(await storedMetadata(kv)).toEqual([
      { expiration: now + 3600, metadata: { freshUntil: now + 3600 } },
    ]);
  });

  test("is not even looked for with a TTL that the collection does not allow", async () => {
    const { get, kv, load } = cached();
    await expect(get({ ttl: "2d" })).rejects.toMatchObject({ code: "invalid-ttl" });
    expect([load.mock.calls.length, kv.operations.reads]).toEqual([0, 0]);
    await get();
    await expect(get({ ttl: "2d" })).rejects.toMatchObject({ code: "invalid-ttl" });
  });

  test("is kept for the TTL that a function takes from it, or else for the policy's", async () => {
    const { answers, kv, load } = cached();
    const ttl = vi.fn(({ n }: Answer) => (n > 1 ? undefined : "1h"));
    for (const id of ["a", "a", "b", "b"]) await answers.getOrLoad({ id }, load, { ttl });
    expect(ttl.mock.calls).toEqual([[{ n: 1 }], [{ n: 2 }]]);
    const now = Math.floor(Date.now() / 1000);
    const stored = await storedMetadata(kv);
    expect(stored.map(({ expiration = 0 }) => expiration - now)).toEqual([3600, 600]);
  });

  test("is not kept if a function takes a TTL from it that the collection does not allow", async () => {
    const { get, kv, load } = cached();
    for (const ttl of [() => 59, () => "2d", () => null, async () => 600]) {
      await expect(get({ ttl })).rejects.toMatchObject({ code: "invalid-ttl", key: "answer:a" });
    }
    expect([load.mock.calls.length, kv.operations.writes]).toEqual([4, 0]);
  });

  test("of the wrong type is no value to take a TTL from", async () => {
    const { answers } = cached();
    const ttl = vi.fn();
    await expect(answers.getOrLoad(ID, () => ({}) as never, { ttl })).rejects.toMatchObject({
      code: "invalid-value",
    });
    expect(ttl).not.toHaveBeenCalled();
  });

  test("is not kept if the loader fails or returns a value of the wrong type", async () => {
    const { answers, kv } = cached();
    const failure = new Error("broken on purpose");
    await expect(answers.getOrLoad(ID, () => Promise.reject(failure))).rejects.toBe(failure);
    await expect(answers.getOrLoad(ID, () => ({ n: "1" }) as never)).rejects.toMatchObject({
      code: "invalid-value",
      key: "answer:a",
    });
    expect(await storedMetadata(kv)).toEqual([]);
  });

  test("is returned even if it cannot be kept, and that is reported", async () => {
    const { answers, kv } = cached();
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    vi.spyOn(kv, "put").mockRejectedValue(new Error("KV PUT failed: 500 Internal Server Error"));
    expect(await answers.getOrLoad(ID, () => ({ n: 5 }))).toEqual({ n: 5 });
    expect(told).toHaveBeenCalledWith(
      'A.answer: the value was not kept: KV PUT failed: 500 Internal Server Error (key "answer:a")',
    );
  });

  test("is written after the response if there is a context", async () => {
    const { context, get, waiting } = cached();
    await get({ context });
    expect(waiting).toHaveLength(1);
    await Promise.all(waiting);
    expect(await get()).toEqual({ n: 1 });
  });
});

describe("the jitter", () => {
  test("shortens the TTL by up to its share, but never below a minute", async () => {
    for (const [random, jitter, seconds] of [
      [0, 0.5, 600],
      [0.999_999, 0.5, 300],
      [0.999_999, 1, 60],
    ] as const) {
      vi.spyOn(Math, "random").mockReturnValue(random);
      const { get, kv } = cached({ jitter });
      await get();
      const [{ expiration = 0 } = {}] = await storedMetadata(kv);
      expect(expiration - Math.floor(Date.now() / 1000)).toBe(seconds);
    }
  });
});

describe("a value that was changed", () => {
  test("is loaded again at the same time as without the change", async () => {
    const { answers, context, get, waiting } = cached({ stale: 3600 });
    await get();
    vi.advanceTimersByTime(6 * MINUTE);
    expect(await answers.update(ID, ({ n }) => ({ n: n + 100 }))).toEqual({ n: 101 });
    expect(await get({ context })).toEqual({ n: 101 });
    vi.advanceTimersByTime(5 * MINUTE);
    expect(await get({ context })).toEqual({ n: 101 });
    await Promise.all(waiting);
    expect(await get({ context })).toEqual({ n: 2 });
  });

  test("is fresh for another TTL after a touch, and then stale", async () => {
    const { answers, context, get, load } = cached({ stale: 3600 });
    await get();
    vi.advanceTimersByTime(6 * MINUTE);
    expect(await answers.touch(ID)).toBe(true);
    vi.advanceTimersByTime(6 * MINUTE);
    expect(await get({ context })).toEqual({ n: 1 });
    expect(load).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(50 * MINUTE);
    expect(await get({ context })).toEqual({ n: 1 });
    expect(load).toHaveBeenCalledTimes(2);
  });
});

describe("the read before a load", () => {
  test("uses the schema's cacheTtl, or the one of the call", async () => {
    const { kv, load } = cached();
    const read = vi.spyOn(kv, "getWithMetadata");
    const answers = new Cache<{ id: string }, Answer, Answer>(kv, { ...SPEC, cacheTtl: 300 });
    await answers.getOrLoad(ID, load);
    await answers.getOrLoad(ID, load, { cacheTtl: "1m" });
    expect(read.mock.calls.map(([, options]) => options)).toEqual([
      { type: "text", cacheTtl: 300 },
      { type: "text", cacheTtl: 60 },
    ]);
    await expect(answers.getOrLoad(ID, load, { cacheTtl: 5 })).rejects.toThrow("at least 30");
  });
});

describe("a failed read", () => {
  test("is reported, and the value is loaded: the loader does not need KV", async () => {
    const { get, kv } = cached();
    const told = vi.spyOn(console, "error").mockReturnValue();
    const read = vi.spyOn(kv, "getWithMetadata");
    read.mockRejectedValueOnce(new Error("KV GET failed: 500 Internal Server Error"));
    expect(await get()).toEqual({ n: 1 });
    expect(told).toHaveBeenCalledExactlyOnceWith(
      'A.answer: the cache could not be read: KV GET failed: 500 Internal Server Error (key "answer:a")',
    );
    expect(await get()).toEqual({ n: 1 });
  });

  test("is an error if the Worker does not have the binding", async () => {
    const answers = new Cache<{ id: string }, Answer, Answer>(undefined as never, SPEC);
    const load = vi.fn();
    await expect(answers.getOrLoad(ID, load)).rejects.toMatchObject({ code: "missing-binding" });
    expect(load).not.toHaveBeenCalled();
  });
});

describe("a stale value", () => {
  test("is served while a new one is loaded after the response", async () => {
    const { context, get, waiting } = cached({ stale: 3600 });
    await get();
    vi.advanceTimersByTime(11 * MINUTE);
    expect(await get({ context })).toEqual({ n: 1 });
    await Promise.all(waiting);
    expect(await get({ context })).toEqual({ n: 2 });
  });

  test("is loaded again before the response if there is no context", async () => {
    const { get } = cached({ stale: 3600 });
    await get();
    vi.advanceTimersByTime(11 * MINUTE);
    expect(await get()).toEqual({ n: 2 });
  });

  test("is served if loading fails, for as long as it may be stale", async () => {
    const { get, load } = cached({ stale: 3600 });
    await get();
    load.mockRejectedValue(new Error("broken on purpose"));
    const told = vi.spyOn(console, "error").mockReturnValue();
    vi.advanceTimersByTime(11 * MINUTE);
    expect(await get()).toEqual({ n: 1 });
    expect(told).toHaveBeenCalledExactlyOnceWith(
      'A.answer: loading failed, and a stale value was used: broken on purpose (key "answer:a")',
    );
    vi.advanceTimersByTime(60 * MINUTE);
    await expect(get()).rejects.toThrow("broken on purpose");
  });

  test("is served, with a report, if the TTL taken from the new one is not allowed", async () => {
    const { get, kv } = cached({ stale: 3600 });
    await get();
    vi.advanceTimersByTime(11 * MINUTE);
    const told = vi.spyOn(console, "error").mockReturnValue();
    expect(await get({ ttl: () => 5 })).toEqual({ n: 1 });
    expect(told.mock.calls.flat().join()).toContain("`ttl` is 5 s, outside 60 to 86400 s");
    expect(kv.operations.writes).toBe(1);
  });

  test("causes a report, but no failed request, if loading fails after the response", async () => {
    const { context, get, load, waiting } = cached({ stale: 3600 });
    await get();
    load.mockRejectedValue(new Error("broken on purpose"));
    const told = vi.spyOn(console, "error").mockReturnValue();
    vi.advanceTimersByTime(11 * MINUTE);
    expect(await get({ context })).toEqual({ n: 1 });
    await expect(Promise.all(waiting)).resolves.toHaveLength(1);
    expect(told).toHaveBeenCalledExactlyOnceWith(
      'A.answer: loading failed, and a stale value was used: broken on purpose (key "answer:a")',
    );
  });

  test("is served if the loader returns a value of the wrong type, whose report names the key once", async () => {
    const { get, load } = cached({ stale: 3600 });
    await get();
    load.mockResolvedValue({ n: "2" } as never);
    const told = vi.spyOn(console, "error").mockReturnValue();
    vi.advanceTimersByTime(11 * MINUTE);
    expect(await get()).toEqual({ n: 1 });
    expect(told).toHaveBeenCalledExactlyOnceWith(
      'A.answer: loading failed, and a stale value was used: A.answer: the value is not of its type: n: expected a number (key "answer:a")',
    );
  });

  test("does not come from a put by hand: such a value is fresh while it exists", async () => {
    const { answers, get, load } = cached({ stale: 3600 });
    await answers.put(ID, { n: 50 }, { ttl: "2h" });
    vi.advanceTimersByTime(60 * MINUTE);
    expect(await get()).toEqual({ n: 50 });
    expect(load).not.toHaveBeenCalled();
  });
});

describe("a loader that finds no value", () => {
  test("is rejected like any value of the wrong type, unless missing values are kept", async () => {
    const { answers, kv } = cached();
    await expect(answers.getOrLoad(ID, () => null)).rejects.toMatchObject({
      code: "invalid-value",
    });
    expect(await storedMetadata(kv)).toEqual([]);
  });

  test("is called again only after that time if missing values are kept", async () => {
    const { answers } = cached({ negative: 120 });
    const load = vi.fn((): Answer | null => (load.mock.calls.length > 1 ? { n: 1 } : null));
    expect(await answers.getOrLoad(ID, load)).toBeNull();
    vi.advanceTimersByTime(119_000);
    expect(await answers.getOrLoad(ID, load)).toBeNull();
    vi.advanceTimersByTime(2_000);
    expect(await answers.getOrLoad(ID, load)).toEqual({ n: 1 });
  });

  test("returns a normal value if the type accepts null, unless missing values are kept", async () => {
    const kv = createMemoryKv();
    const value: CachedSpec<{ id: string }, Answer | null>["value"] = (input, issues) =>
      input === null ? null : SPEC.value(input, issues);
    const load = vi.fn(() => null);
    const values = new Cache<{ id: string }, Answer | null, Answer | null>(kv, { ...SPEC, value });
    expect([await values.getOrLoad(ID, load), await values.getOrLoad(ID, load)]).toEqual([
      null,
      null,
    ]);
    expect([load.mock.calls.length, await values.has(ID)]).toEqual([1, true]);
    await values.delete(ID);
    const spec = { ...SPEC, value, cache: { negative: 120 } };
    const orNone = new Cache<{ id: string }, Answer | null, Answer | null>(kv, spec);
    await orNone.getOrLoad(ID, load);
    await orNone.getOrLoad(ID, load);
    expect([load.mock.calls.length, await orNone.has(ID)]).toEqual([2, false]);
  });

  test("leaves a record that other reads treat as missing", async () => {
    const { answers } = cached({ negative: 120 });
    await answers.getOrLoad(ID, () => null);
    expect(await answers.get(ID)).toBeNull();
    expect(await answers.getMany([ID])).toEqual([null]);
    expect([await answers.has(ID), await answers.touch(ID)]).toEqual([false, false]);
    for await (const entry of answers.entries()) throw new Error(`found ${entry.key}`);
  });
});

describe("concurrent requests", () => {
  test("load once, and each gets its own value", async () => {
    const { get, load } = cached();
    const [one, other] = await Promise.all([get(), get()]);
    expect([one, other, load.mock.calls.length]).toEqual([{ n: 1 }, { n: 1 }, 1]);
    expect(one).not.toBe(other);
  });

  test("load once, whether or not a request has a memory", async () => {
    const { kv, load } = cached();
    const envs = [{ kv }, memoized({ kv }), memoized({ kv })];
    const loaded = envs.map((env) => {
      const answers = new Cache<{ id: string }, Answer, Answer>(env.kv, SPEC);
      return answers.getOrLoad(ID, load);
    });
    expect(await Promise.all(loaded)).toEqual([{ n: 1 }, { n: 1 }, { n: 1 }]);
  });

  test("load for themselves in different namespaces, such as those of two customers", async () => {
    const [ann, bob] = [createMemoryKv(), createMemoryKv()];
    const loaded = [memoized({ kv: ann }), { kv: bob }].map(({ kv }, index) => {
      const answers = new Cache<{ id: string }, Answer, Answer>(kv, SPEC);
      return answers.getOrLoad(ID, async () => ({ n: index }));
    });
    expect(await Promise.all(loaded)).toEqual([{ n: 0 }, { n: 1 }]);
    expect([await ann.get("answer:a", "json"), await bob.get("answer:a", "json")]).toEqual([
      { n: 0 },
      { n: 1 },
    ]);
  });

  test("fail together, and the next one loads again", async () => {
    const { answers } = cached();
    const load = vi.fn(() => Promise.reject(new Error("broken on purpose")));
    const both = [answers.getOrLoad(ID, load), answers.getOrLoad(ID, load)];
    for (const one of both) await expect(one).rejects.toThrow("broken on purpose");
    expect(load).toHaveBeenCalledTimes(1);
    expect(await answers.getOrLoad(ID, () => ({ n: 9 }))).toEqual({ n: 9 });
  });

  test("do not all load at once from a slow source, and each gets the first answer", async () => {
    const { answers, kv, load } = cached();
    load.mockImplementation(async () => {
      const n = load.mock.calls.length;
      await new Promise((resolve) => setTimeout(resolve, 7_000));
      return { n };
    });
    const values: number[] = [];
    for (let request = 0; request < 50; request++) {
      void answers.getOrLoad(ID, load).then(({ n }) => values.push(n));
    }
    await vi.advanceTimersByTimeAsync(6_999);
    expect([load.mock.calls.length, values]).toEqual([2, []]);
    await vi.advanceTimersByTimeAsync(1);
    expect(values).toEqual(Array(50).fill(1));
    await vi.advanceTimersByTimeAsync(5_000);
    await kv.delete("answer:a");
    load.mockImplementation(async () => ({ n: 9 }));
    expect(await answers.getOrLoad(ID, load)).toEqual({ n: 9 });
  });

  test("fail with the last of several loads, and the next one loads again", async () => {
    const { answers } = cached();
    const load = vi.fn(async (): Promise<Answer> => {
      const n = load.mock.calls.length;
      await new Promise((resolve) => setTimeout(resolve, n === 1 ? 6_000 : 3_000));
      throw new Error(`failure ${n}`);
    });
    const failures = Array.from({ length: 3 }, () =>
      answers.getOrLoad(ID, load).catch((error: Error) => error.message),
    );
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await Promise.all(failures)).toEqual(["failure 1", "failure 2", "failure 2"]);
    expect(await answers.getOrLoad(ID, () => ({ n: 9 }))).toEqual({ n: 9 });
  });

  test("do not wait forever for one that was cut off", async () => {
    const { answers } = cached();
    const cutOff = answers.getOrLoad(ID, () => new Promise<Answer>(() => {}));
    await vi.advanceTimersByTimeAsync(0);
    const other = answers.getOrLoad(ID, () => ({ n: 2 }));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await other).toEqual({ n: 2 });
    expect(await Promise.race([cutOff, "still waiting"])).toBe("still waiting");
  });
});
