import { describe, expect, test } from "vitest";
import { keysOf, testWorker } from "./harness.ts";

const worker = testWorker();
const { attempt, call, raw } = worker;

const ANN = { email: "Ann@Example.com", team: "red", rank: 7 };
const STORED = { ...ANN, email: "ann@example.com" };

describe("pointers in workerd", () => {
  test("find a record by its fields, and contain nothing but its key", async () => {
    await call("CACHE.member.put", { id: "a" }, ANN, { ttl: "2h" });
    expect(await raw("CACHE.get", "member-email:ann@example.com")).toBe("member:a");
    expect(await call("CACHE.member.byEmail.get", { email: "ANN@example.com" })).toEqual(STORED);
    expect(await call("CACHE.member.byRank.find", { rank: 7 })).toMatchObject({
      params: { id: "a" },
      value: STORED,
    });
    const keys = await keysOf(worker, "CACHE");
    expect(keys.map(({ name }) => name)).toEqual([
      "member-email:ann@example.com",
      "member-rank:07",
      "member-team:red:a",
      "member:a",
    ]);
    // KV counts from each write, and they may be a few seconds apart.
    const expirations = keys.map(({ expiration }) => Number(expiration));
    expect(Math.max(...expirations) - Math.min(...expirations)).toBeLessThan(60);
  });

  test("list records by leading fields, through all pages", async () => {
    const records = Array.from({ length: 30 }, (_, rank) => ({
      params: { id: `${rank}` },
      value: { email: `${rank}@example.com`, team: rank % 3 === 0 ? "red" : "blue", rank },
    }));
    await call("CACHE.member.putMany", records);
    const red = (await call("CACHE.member.byTeam.list", { team: "red" })) as { key: string }[];
    expect(red.map(({ key }) => key)).toHaveLength(10);
    const ranked = await call("CACHE.member.byRank.list", { rank: { from: 5, to: 8 } });
    expect(ranked).toMatchObject([5, 6, 7].map((rank) => ({ value: { rank } })));
  });

  test("are deleted with their record, and a second record with the same address is rejected", async () => {
    await call("CACHE.member.put", { id: "a" }, ANN);
    const { error, kvCalls } = await attempt("CACHE.member.put", { id: "b" }, ANN);
    expect(error).toMatchObject({ code: "pointer-taken", key: "member-email:ann@example.com" });
    expect(kvCalls.map(({ method }) => method)).not.toContain("put");
    await call("CACHE.member.update", { id: "a" }, { over: { email: "new@example.com", rank: 8 } });
    expect(await call("CACHE.member.byEmail.get", { email: "ann@example.com" })).toBeNull();
    await call("CACHE.member.put", { id: "b" }, ANN);
    await call("CACHE.member.delete", { id: "a" });
    expect(await call("CACHE.member.deleteAll")).toBe(1);
    expect(await keysOf(worker, "CACHE")).toEqual([]);
  });

  test("are repaired if somebody wrote past the accessors", async () => {
    await raw("CACHE.put", "member:a", JSON.stringify(STORED));
    await raw("CACHE.put", "member-email:gone@example.com", "member:z");
    expect(await call("CACHE.member.repairPointers")).toMatchObject({
      written: 3,
      cursor: "byEmail:",
    });
    expect(await call("CACHE.member.repairPointers", { cursor: "byEmail:" })).toEqual({
      ...{ written: 0, removed: 1, taken: 0, recent: 0, unreadable: 0 },
      cursor: "byRank:",
    });
    expect(await call("CACHE.member.byEmail.get", { email: "ann@example.com" })).toEqual(STORED);
    expect(await raw("CACHE.get", "member-email:gone@example.com")).toBeNull();
  });
});
