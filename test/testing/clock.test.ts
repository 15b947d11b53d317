import { describe, expect, test } from "vitest";
import { createMemoryKv, fakeClock } from "../../src/testing/index.ts";

const START = Date.UTC(2026, 10, 24, 12);
const SECONDS = START / 1_000;

function clockAndKv() {
  const clock = fakeClock(START);
  return { clock, kv: createMemoryKv({ clock }) };
}

async function names(kv: ReturnType<typeof createMemoryKv>): Promise<readonly string[]> {
  return (await kv.list()).keys.map(({ name }) => name);
}

describe("a record", () => {
  test("exists until its TTL has passed, and then is in no read and no list", async () => {
    const { clock, kv } = clockAndKv();
    await kv.put("short", "v", { expirationTtl: 60 });
    await kv.put("long", "v", { expirationTtl: 7_200 });
    await kv.put("ever", "v");

    clock.advance(59_999);
    expect(await names(kv)).toEqual(["ever", "long", "short"]);
    expect(await kv.get("short")).toBe("v");

    clock.advance(1);
    expect(await names(kv)).toEqual(["ever", "long"]);
    expect(await kv.get("short")).toBeNull();
    expect(await kv.get(["short", "long"])).toEqual(
      new Map([
        ["short", null],
        ["long", "v"],
      ]),
    );
    expect(await kv.getWithMetadata("short")).toMatchObject({ value: null });

    clock.advance("2h");
    expect(await names(kv)).toEqual(["ever"]);
  });

  test("exists until its expiration", async () => {
    const { clock, kv } = clockAndKv();
    await kv.put("key", "v", { expiration: SECONDS + 90 });
    expect((await kv.list()).keys).toEqual([{ name: "key", expiration: SECONDS + 90 }]);
    clock.advance("89s");
    expect(await kv.get("key")).toBe("v");
    clock.advance("1s");
    expect(await kv.get("key")).toBeNull();
  });

  test("counts its TTL from the whole second of the put, as KV does", async () => {
    const clock = fakeClock(START + 900);
    const kv = createMemoryKv({ clock });
    await kv.put("key", "v", { expirationTtl: 60 });
    clock.advance("1m");
    expect(await kv.get("key")).toBeNull();
  });

  test("starts its TTL again with each put", async () => {
    const { clock, kv } = clockAndKv();
    await kv.put("key", "old", { expirationTtl: 60 });
    clock.advance("50s");
    await kv.put("key", "new", { expirationTtl: 60 });
    clock.advance("50s");
    expect(await kv.get("key")).toBe("new");
    await kv.put("key", "kept");
    clock.advance("4w");
    expect(await kv.get("key")).toBe("kept");
  });

  test("leaves its place in a page to a live one after it expires", async () => {
    const { clock, kv } = clockAndKv();
    await kv.put("a", "v", { expirationTtl: 60 });
    await kv.put("b", "v");
    clock.advance("1m");
    expect(await kv.list({ limit: 1 })).toEqual({
      keys: [{ name: "b" }],
      list_complete: true,
      cacheStatus: null,
    });
  });
});

describe("an expiration is checked by the clock", () => {
  test.each([
    [-1, "greater than the current number of seconds since the UNIX epoch"],
    [0, "greater than the current number of seconds since the UNIX epoch"],
    [1, "Expiration times must be at least 60 seconds in the future."],
    [59, "Expiration times must be at least 60 seconds in the future."],
  ])("%i s from now is rejected", async (ahead, message) => {
    const { kv } = clockAndKv();
    const put = kv.put("key", "v", { expiration: SECONDS + ahead });
    await expect(put).rejects.toThrow(
      `KV PUT failed: 400 Invalid expiration of ${SECONDS + ahead}`,
    );
    await expect(put).rejects.toThrow(message);
  });

  test("60 s from now is accepted", async () => {
    const { kv } = clockAndKv();
    await kv.put("key", "v", { expiration: SECONDS + 60 });
    expect(await kv.get("key")).toBe("v");
  });
});

describe("a clock", () => {
  test("starts at the present unless said otherwise", () => {
    const before = Date.now();
    const now = fakeClock().now();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
    expect(fakeClock(new Date(START)).now()).toBe(START);
  });

  test("may be a custom one", async () => {
    let now = START;
    const kv = createMemoryKv({ clock: { now: () => now } });
    await kv.put("key", "v", { expirationTtl: 60 });
    now += 60_000;
    expect(await kv.get("key")).toBeNull();
  });

  test.each([-1, Number.NaN, "2 hours" as "2h", "" as "2h"])("does not advance by %j", (by) => {
    const clock = fakeClock(START);
    expect(() => clock.advance(by)).toThrow("cannot advance the clock by");
    expect(clock.now()).toBe(START);
  });
});

test("a put whose stream fails keeps the old record", async () => {
  const { kv } = clockAndKv();
  await kv.put("key", "old", { metadata: 1 });
  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue("half");
      controller.error(new RangeError("broken"));
    },
  });
  await expect(kv.put("key", broken)).rejects.toThrow("broken");
  expect(await kv.getWithMetadata("key")).toMatchObject({ value: "old", metadata: 1 });
});
