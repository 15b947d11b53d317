import { describe, expect, test } from "vitest";
import { createMemoryKv, type KvOperation, type MemoryKv } from "../../src/testing/index.ts";
import { production } from "./production-kv.ts";

async function names(kv: MemoryKv): Promise<readonly string[]> {
  return (await kv.list()).keys.map(({ name }) => name);
}

/** What came of the same puts, one a key: the messages of those that failed. */
async function puts(kv: MemoryKv, count: number): Promise<readonly (string | undefined)[]> {
  const seen: (string | undefined)[] = [];
  for (let index = 0; index < count; index++) {
    const put = kv.put(`key${index}`, "v");
    seen.push(
      await put.then(
        () => undefined,
        (error: Error) => error.message,
      ),
    );
  }
  return seen;
}

test("nothing behaves as in production unless it is asked for", async () => {
  const kv = createMemoryKv();
  expect(await kv.get("key")).toBeNull();
  for (let count = 0; count < 1_001; count++) await kv.put("key", `v${count}`);
  expect(await kv.get("key")).toBe("v1000");
});

describe("the limit of writes", () => {
  test("rejects a second put of a key within a second, and accepts other keys", async () => {
    const { clock, kv } = production({ limitWrites: true });
    await kv.put("key", "first");
    await expect(kv.put("key", "second")).rejects.toThrow(
      new Error("KV PUT failed: 429 Too Many Requests"),
    );
    await kv.put("other", "v");
    clock.advance(999);
    await expect(kv.put("key", "second")).rejects.toThrow("429");
    expect(await kv.get("key")).toBe("first");
    clock.advance(1);
    await kv.put("key", "third");
    expect(await kv.get("key")).toBe("third");
  });

  test("does not count a put that was rejected", async () => {
    const { kv } = production({ limitWrites: true });
    await expect(kv.put("key", "v", { expirationTtl: 1 })).rejects.toThrow("400");
    await kv.put("key", "v");
    expect(await kv.get("key")).toBe("v");
  });
});

describe("failures", () => {
  test("come at their rate, with 429 and 500, and store nothing", async () => {
    const { kv } = production({ failures: { rate: 0.3 } });
    const seen = await puts(kv, 1_000);
    const failed = seen.filter((message) => message !== undefined);
    expect(failed.length).toBeGreaterThan(240);
    expect(failed.length).toBeLessThan(360);
    expect([...new Set(failed)].toSorted()).toEqual([
      "KV PUT failed: 429 Too Many Requests",
      "KV PUT failed: 500 Internal Server Error",
    ]);
  });

  test("are the same for the same seed, and different for another", async () => {
    const run = (seed?: number) =>
      puts(production({ failures: { rate: 0.5 }, ...(seed !== undefined && { seed }) }).kv, 50);
    expect(await run()).toEqual(await run());
    expect(await run(7)).toEqual(await run(7));
    expect(await run(7)).not.toEqual(await run(8));
  });

  test("may be of one status only, and name the operation", async () => {
    const { kv } = production({ failures: { rate: 1, statuses: [500] } });
    for (const [call, name] of [
      [() => kv.get("key"), "GET"],
      [() => kv.get(["key"]), "GET_BULK"],
      [() => kv.getWithMetadata("key"), "GET"],
      [() => kv.put("key", "v"), "PUT"],
      [() => kv.delete("key"), "DELETE"],
      [() => kv.list(), "GET"],
    ] as const) {
      await expect(call()).rejects.toThrow(
        new Error(`KV ${name} failed: 500 Internal Server Error`),
      );
    }
  });

  test("can be chosen by operation", async () => {
    const seen: KvOperation[] = [];
    const { kv } = production({
      failures(operation) {
        seen.push(operation);
        return operation.method === "put" && operation.keys.includes("bad") ? 429 : undefined;
      },
    });
    await kv.put("good", "v");
    await expect(kv.put("bad", "v")).rejects.toThrow("KV PUT failed: 429 Too Many Requests");
    expect(await names(kv)).toEqual(["good"]);
    expect(await kv.getWithMetadata(["good", "bad"])).toHaveProperty("size", 2);
    expect(seen).toEqual([
      { method: "put", keys: ["good"] },
      { method: "put", keys: ["bad"] },
      { method: "list", keys: [] },
      { method: "getWithMetadata", keys: ["good", "bad"] },
    ]);
  });
});

describe("latency", () => {
  test("advances the clock once for operations that run together", async () => {
    const { clock, kv } = production({ latency: 20 });
    const start = clock.now();
    await kv.put("a", "v");
    await kv.get("a");
    expect(clock.now() - start).toBe(40);
    await Promise.all([kv.get("a"), kv.get("b"), kv.list()]);
    expect(clock.now() - start).toBe(60);
  });

  test("lies between two bounds, the same for the same seed", async () => {
    const run = async () => {
      const { clock, kv } = production({ latency: [10, 30], seed: 3 });
      const taken: number[] = [];
      for (let count = 0; count < 50; count++) {
        const start = clock.now();
        await kv.get("key");
        taken.push(clock.now() - start);
      }
      return taken;
    };
    const taken = await run();
    expect(Math.min(...taken)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...taken)).toBeLessThanOrEqual(30);
    expect(new Set(taken).size).toBeGreaterThan(10);
    expect(await run()).toEqual(taken);
  });

  test("waits with a timer if the clock cannot wait", async () => {
    const kv = createMemoryKv({ production: { latency: 1 } });
    let isDone = false;
    const get = kv.get("key").then(() => {
      isDone = true;
    });
    // Longer than any chain of promises, shorter than any timer.
    for (let turn = 0; turn < 1_000; turn++) await undefined;
    expect(isDone).toBe(false);
    await get;
    expect(isDone).toBe(true);
  });
});
