import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { keyloom } from "../../golden/pointers/kv.gen.ts";
import {
  idOf,
  kvWith,
  METADATA,
  pointersOf,
  repairAll,
  storedPointers,
  type Users,
  userOf,
  usersOn,
} from "./users.ts";

const USERS: Users = new Map(
  Array.from({ length: 25 }, (_, index) => [
    idOf(index),
    userOf({ email: `user-${index}@example.com`, score: index }),
  ]),
);
const CLEAN = { written: 0, removed: 0, taken: 0, recent: 0, unreadable: 0 };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-24T12:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A KV with users who were written a while ago. */
async function oldKv() {
  const kv = await kvWith(USERS);
  vi.setSystemTime(Date.now() + 300_000);
  return kv;
}

describe("a repair of pointers", () => {
  test("writes pointers of records that others have written, and deletes those that lead nowhere", async () => {
    const kv = await oldKv();
    await kv.delete("user-email:user-3@example.com");
    await kv.put("user-email:user-4@example.com", usersOn(kv).key({ id: idOf(5) }));
    await kv.put("user-email:nobody@example.com", usersOn(kv).key({ id: idOf(99) }));
    await kv.put("user-email:no-key@example.com", "config");
    await kv.put("user-email:", "no pointer of ours");
    expect(await repairAll(kv, { limit: 4 })).toEqual({
      ...CLEAN,
      written: 2,
      removed: 2,
      calls: 23,
    });
    await kv.delete("user-email:");
    expect(await storedPointers(kv)).toEqual(pointersOf(USERS));
  });

  test("takes over an index of raw code with ids in place of keys", async () => {
    const kv = await oldKv();
    for (const [id, { email }] of USERS) await kv.put(`user-email:${email}`, id);
    const [first = "", second = ""] = USERS.keys();
    const email = "user-0@example.com";
    expect(await usersOn(kv).byEmail.find({ email })).toBeNull();
    await usersOn(kv).put({ id: first }, userOf({ email }), METADATA);
    expect((await usersOn(kv).byEmail.find({ email }))?.params).toEqual({ id: first });
    expect(await repairAll(kv)).toMatchObject({ written: USERS.size - 1, removed: 0, taken: 0 });
    const found = await usersOn(kv).byEmail.find({ email: "user-1@example.com" });
    expect(found?.params).toEqual({ id: second });
  });

  test("reports in a dry run what it would do, and does nothing", async () => {
    const kv = await oldKv();
    await kv.delete("user-email:user-3@example.com");
    await kv.put("user-email:nobody@example.com", usersOn(kv).key({ id: idOf(99) }));
    const before = await storedPointers(kv);
    expect(await repairAll(kv, { dryRun: true })).toMatchObject({ written: 1, removed: 1 });
    expect(await storedPointers(kv)).toEqual(before);
  });

  test("leaves new pointers alone, because their records may not be visible everywhere yet", async () => {
    const kv = await oldKv();
    await usersOn(kv).put({ id: idOf(30) }, userOf({ email: "new@example.com" }), METADATA);
    // As another data center sees it, to which the record has not come yet.
    await kv.delete(usersOn(kv).key({ id: idOf(30) }));
    expect(await repairAll(kv)).toMatchObject({ ...CLEAN, recent: 2 });
    vi.setSystemTime(Date.now() + 119_000);
    expect(await repairAll(kv)).toMatchObject({ ...CLEAN, recent: 2 });
    vi.setSystemTime(Date.now() + 2_000);
    expect(await repairAll(kv)).toMatchObject({ ...CLEAN, removed: 2 });
    expect(await storedPointers(kv)).toEqual(pointersOf(USERS));
  });

  test("reports two records with one pointer, and records that cannot be read", async () => {
    const kv = await oldKv();
    const twin = JSON.stringify(USERS.get(idOf(3)));
    await kv.put(usersOn(kv).key({ id: idOf(40) }), twin, METADATA);
    await kv.put(usersOn(kv).key({ id: idOf(7) }), "<html>", METADATA);
    expect(await repairAll(kv)).toMatchObject({ ...CLEAN, written: 1, taken: 1, unreadable: 1 });
    // The pointers of what cannot be read stay: it may be mended.
    const all = (await storedPointers(kv)).map(([key]) => key);
    expect(all).toContain("user-email:user-7@example.com");
  });

  test("does not report a pointer that another record has replaced, as the schema allows", async () => {
    const kv = await oldKv();
    const { userByEmail } = keyloom({ APP: kv }).APP;
    for (const [name, day] of [["a", new Date(0)] as const, ["b", new Date(1)] as const]) {
      await userByEmail.put({ class: name, day }, { default: "x", price: 1 }, { ttl: "2h" });
    }
    vi.setSystemTime(Date.now() + 300_000);
    const found = await userByEmail.byDefault.find({ default: "x" });
    expect(found?.params.class).toBe("b");
    expect(await userByEmail.repairPointers()).toMatchObject(CLEAN);
    await kv.delete("mail-default:x");
    expect(await userByEmail.repairPointers()).toMatchObject({ ...CLEAN, written: 1 });
  });

  test("gives a pointer the rest of its record's lifetime", async () => {
    const kv = await oldKv();
    const { userByEmail } = keyloom({ APP: kv }).APP;
    await userByEmail.put(
      { class: "a", day: new Date(0) },
      { default: "x", price: 1 },
      { ttl: "2h" },
    );
    const before = await kv.list({ prefix: "mail" });
    await kv.delete("mail-default:x");
    vi.setSystemTime(Date.now() + 600_000);
    await userByEmail.repairPointers();
    expect((await kv.list({ prefix: "mail" })).keys.map(({ expiration }) => expiration)).toEqual(
      before.keys.map(({ expiration }) => expiration),
    );
  });

  test("continues from its cursor, and rejects any other", async () => {
    const kv = await oldKv();
    const users = usersOn(kv);
    const { cursor } = await users.repairPointers({ limit: 20 });
    expect(cursor).toMatch(/^:./);
    expect((await users.repairPointers({ cursor: cursor ?? "" })).cursor).toBe("byEmail:");
    for (const cursor of ["", "byName:", "x"]) {
      await expect(users.repairPointers({ cursor })).rejects.toMatchObject({
        code: "invalid-params",
        collection: "APP.user",
      });
    }
    for (const limit of [0, 1_001, 1.5]) {
      const error = { code: "invalid-params" };
      await expect(users.repairPointers({ limit })).rejects.toMatchObject(error);
      await expect(users.repairPointers({ limit, cursor: "byTeam:" })).rejects.toMatchObject(error);
    }
  });
});
