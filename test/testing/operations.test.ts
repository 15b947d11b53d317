import { describe, expect, test } from "vitest";
import { createMemoryKv } from "../../src/testing/index.ts";
import { production } from "./production-kv.ts";

describe("operations are counted", () => {
  test("by kind, with a bulk read as one, including failed ones", async () => {
    const kv = createMemoryKv();
    await kv.put("a", "v");
    await kv.put("b", "v");
    await kv.get(["a", "b", "c"]);
    await kv.getWithMetadata("a");
    await kv.get("a", "json").catch(() => undefined);
    await kv.list();
    await kv.delete("a");
    expect(kv.operations).toEqual({ reads: 3, writes: 2, deletes: 1, lists: 1 });
  });

  test("only if they reach KV", async () => {
    const kv = createMemoryKv();
    await kv.get("").catch(() => undefined);
    await kv.put("key", {} as string).catch(() => undefined);
    expect(kv.operations).toEqual({ reads: 0, writes: 0, deletes: 0, lists: 0 });
  });

  test("from zero with each invocation", async () => {
    const kv = createMemoryKv();
    await kv.get("a");
    const before = kv.operations;
    kv.startInvocation();
    await kv.list();
    expect(kv.operations).toEqual({ reads: 0, writes: 0, deletes: 0, lists: 1 });
    expect(before).toMatchObject({ reads: 1, lists: 0 });
  });

  test("and rejected beyond 1,000 per invocation, if that is asked for", async () => {
    const { kv } = production({ limitOperations: true });
    await Promise.all(Array.from({ length: 999 }, () => kv.get("key")));
    await kv.get(Array.from({ length: 100 }, (_, index) => `key${index}`));
    await expect(kv.put("key", "v")).rejects.toThrow(
      "Too many API requests by single Worker invocation.",
    );
    expect(kv.operations).toMatchObject({ reads: 1_000, writes: 0 });
    kv.startInvocation();
    expect(await kv.get("key")).toBeNull();
  });
});
