import { describe, expect, test } from "vitest";
import { production } from "./production-kv.ts";

describe("stale reads", () => {
  test("keep returning the earlier value for a minute", async () => {
    const { clock, kv } = production({ staleReads: true });
    await kv.put("key", "old", { metadata: 1 });
    expect(await kv.get("key")).toBe("old");
    await kv.put("key", "new", { metadata: 2 });
    clock.advance(59_999);
    expect(await kv.get("key")).toBe("old");
    expect(await kv.getWithMetadata("key")).toMatchObject({ value: "old", metadata: 1 });
    expect(await kv.get(["key"])).toEqual(new Map([["key", "old"]]));
    clock.advance(1);
    expect(await kv.get("key")).toBe("new");
  });

  test("return a value at once if it was not read before", async () => {
    const { kv } = production({ staleReads: true });
    await kv.put("key", "v");
    expect(await kv.get("key")).toBe("v");
  });

  test("remember that a key was not found, even in a bulk read", async () => {
    const { clock, kv } = production({ staleReads: true });
    await kv.get("one");
    await kv.get(["many"]);
    await kv.put("one", "v");
    await kv.put("many", "v");
    expect(await kv.get("one")).toBeNull();
    expect(await kv.getWithMetadata("many")).toMatchObject({ value: null, metadata: null });
    clock.advance("1m");
    expect(await kv.get(["one", "many"])).toEqual(
      new Map([
        ["one", "v"],
        ["many", "v"],
      ]),
    );
  });

  test("still return a deleted value", async () => {
    const { clock, kv } = production({ staleReads: true });
    await kv.put("key", "v");
    await kv.get("key");
    await kv.delete("key");
    expect(await kv.get("key")).toBe("v");
    clock.advance("1m");
    expect(await kv.get("key")).toBeNull();
  });

  test("last as long as the cacheTtl of the read says, which a later read can lower", async () => {
    const { clock, kv } = production({ staleReads: true });
    await kv.put("key", "old");
    await kv.get("key", { cacheTtl: 3_600 });
    await kv.put("key", "new");
    clock.advance("59m");
    expect(await kv.get("key", { cacheTtl: 3_600 })).toBe("old");
    expect(await kv.get("key", { cacheTtl: 3_541 })).toBe("old");
    expect(await kv.get("key")).toBe("new");
    expect(await kv.get("key", { cacheTtl: 3_600 })).toBe("new");
  });

  test("never return an expired value", async () => {
    const { clock, kv } = production({ staleReads: true });
    await kv.put("key", "v", { expirationTtl: 60 });
    await kv.get("key", { cacheTtl: 3_600 });
    await kv.list();
    clock.advance("1m");
    expect(await kv.get("key", { cacheTtl: 3_600 })).toBeNull();
  });

  test("make a list lag by up to a minute, in all its pages", async () => {
    const { clock, kv } = production({ staleReads: true });
    await kv.put("a", "v", { metadata: 1 });
    await kv.put("b", "v");
    const { cursor = "" } = (await kv.list({ limit: 1 })) as { cursor?: string };
    await kv.put("a", "v", { metadata: 2 });
    await kv.delete("b");
    await kv.put("c", "v");
    clock.advance("59s");
    expect((await kv.list()).keys).toEqual([{ name: "a", metadata: 1 }, { name: "b" }]);
    expect((await kv.list({ cursor })).keys).toEqual([{ name: "b" }]);
    clock.advance("1s");
    expect((await kv.list()).keys).toEqual([{ name: "a", metadata: 2 }, { name: "c" }]);
  });
});
