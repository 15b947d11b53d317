import { describe, expect, test } from "vitest";
import { memoized } from "../../../src/runtime/memo.ts";
import { createMemoryKv, fakeClock } from "../../../src/testing/index.ts";
import { keyloom } from "../../golden/pointers/kv.gen.ts";
import {
  idOf,
  type Kv,
  kvWith,
  METADATA,
  pointersOf,
  storedPointers,
  userOf,
  usersOn,
} from "./users.ts";

const [ANN, BOB] = [idOf(1), idOf(2)];
const VALUE = userOf({ email: "ann@example.com", team: "red", score: 7 });
const OTHER = userOf({ email: "bob@example.com" });
const BOTH = new Map([
  [ANN, VALUE],
  [BOB, OTHER],
]);

/** What was asked of a KV since the call. */
function recorded(kv: Kv): { readonly binding: Kv; readonly calls: string[] } {
  const calls: string[] = [];
  const methods = ["get", "getWithMetadata", "put", "delete", "list"] as const;
  const binding = Object.fromEntries(
    methods.map((method) => [
      method,
      (...args: unknown[]) => {
        const [key] = args;
        calls.push(
          `${method} ${typeof key === "string" ? key.replace(/:[-\da-f]{36}/, ":…") : "many"}`,
        );
        return (kv[method] as (...args: unknown[]) => unknown)(...args);
      },
    ]),
  );
  return { binding: binding as unknown as Kv, calls };
}

async function collected<T>(list: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const one of list) all.push(one);
  return all;
}

describe("a put", () => {
  test("reads the old record, writes pointers, then the record, and then deletes old pointers", async () => {
    const { binding, calls } = recorded(await kvWith(BOTH));
    await usersOn(binding).put({ id: ANN }, { ...VALUE, email: "new@example.com" }, METADATA);
    expect(calls).toEqual([
      "getWithMetadata user:…",
      "getWithMetadata user-email:new@example.com",
      "put user-email:new@example.com",
      "put user-score:0007:…",
      "put user-team:red:…",
      "put user:…",
      "getWithMetadata user-email:ann@example.com",
      "delete user-email:ann@example.com",
    ]);
  });

  test("rejects what a key cannot contain before it calls KV", async () => {
    const { binding, calls } = recorded(await kvWith(BOTH));
    const { userByEmail } = keyloom({ APP: binding }).APP;
    const put = userByEmail.put({ class: "a", day: new Date() }, { default: "", price: 1 });
    await expect(put).rejects.toMatchObject({
      code: "invalid-params",
      collection: "APP.userByEmail.byDefault",
      message: "APP.userByEmail.byDefault: default: expected a non-empty string",
    });
    expect(calls).toEqual([]);
  });

  test("gives pointers the record's expiration", async () => {
    const clock = fakeClock();
    const kv = createMemoryKv({ clock });
    const { userByEmail } = keyloom({ APP: kv }).APP;
    const params = { class: "a", day: new Date(0) };
    await userByEmail.put(params, { default: "x", price: 1 }, { ttl: "2h" });
    const expirations = async () =>
      new Set((await kv.list()).keys.map(({ expiration }) => expiration));
    expect([...(await expirations())]).toEqual([Math.floor(clock.now() / 1000) + 7_200]);
    clock.advance("1h");
    await userByEmail.touch(params, { ttl: "3h" });
    expect([...(await expirations())]).toEqual([Math.floor(clock.now() / 1000) + 10_800]);
    await userByEmail.update(params, (value) => ({ ...value, default: "y" }));
    expect([...(await expirations())]).toEqual([Math.floor(clock.now() / 1000) + 10_800]);
    expect(await userByEmail.byDefault.get({ default: "x" })).toBeNull();
    clock.advance("4h");
    // The collection's fallback is nothing that a pointer finds.
    expect(await userByEmail.byDefault.get({ default: "y" })).toBeNull();
  });

  test("overwrites a value of the wrong type, whose pointers are unknown", async () => {
    const kv = await kvWith(BOTH);
    await kv.put(usersOn(kv).key({ id: ANN }), "<html>");
    await usersOn(kv).put({ id: ANN }, VALUE, METADATA);
    expect(await storedPointers(kv)).toEqual(pointersOf(BOTH));
  });
});

describe("a pointer that another record has", () => {
  const taken = {
    code: "pointer-taken",
    collection: "APP.user",
    key: "user-email:ann@example.com",
    message: 'APP.user: another record has this `byEmail` (key "user-email:ann@example.com")',
  };

  test("is rejected, and nothing is written", async () => {
    const kv = await kvWith(BOTH);
    const users = usersOn(kv);
    const value = { ...OTHER, email: "Ann@Example.com" };
    await expect(users.put({ id: BOB }, value, METADATA)).rejects.toMatchObject(taken);
    await expect(users.update({ id: BOB }, () => value)).rejects.toMatchObject(taken);
    const record = { params: { id: idOf(3) }, value, ...METADATA };
    await expect(users.putMany([record])).rejects.toMatchObject(taken);
    expect(await users.get({ id: BOB })).toEqual(OTHER);
    expect(await storedPointers(kv)).toEqual(pointersOf(BOTH));
  });

  test("is rejected between two records that are written together", async () => {
    const kv = createMemoryKv();
    const records = [ANN, BOB].map((id) => ({ params: { id }, value: VALUE, ...METADATA }));
    await expect(usersOn(kv).putMany(records)).rejects.toMatchObject({
      ...taken,
      message: 'APP.user: two records share a `byEmail` (key "user-email:ann@example.com")',
    });
    expect((await kv.list()).keys).toEqual([]);
  });

  test("is free once that record has another, is deleted, or never existed", async () => {
    const kv = await kvWith(BOTH);
    const users = usersOn(kv);
    await users.update({ id: ANN }, (user) => ({ ...user, email: "new@example.com" }));
    await users.put({ id: BOB }, { ...OTHER, email: "ann@example.com" }, METADATA);
    await users.delete({ id: BOB });
    await kv.put("user-email:ann@example.com", "user:nobody");
    await users.put({ id: ANN }, VALUE, METADATA);
    expect(await users.byEmail.find({ email: "ann@example.com" })).toMatchObject({
      params: { id: ANN },
    });
  });

  test("stays with a record that cannot be read, since it may have the pointer", async () => {
    const kv = await kvWith(BOTH);
    await kv.put(usersOn(kv).key({ id: ANN }), "<html>");
    const value = { ...OTHER, email: "ann@example.com" };
    await expect(usersOn(kv).put({ id: BOB }, value, METADATA)).rejects.toMatchObject(taken);
  });

  test("is replaced if the schema says so, and then leads to the last record", async () => {
    const { userByEmail } = keyloom({ APP: createMemoryKv() }).APP;
    const [first, last] = [0, 1].map((day) => ({ class: "a", day: new Date(day) }));
    for (const params of [first, last]) {
      if (params !== undefined) await userByEmail.put(params, { default: "x", price: 1 });
    }
    expect(await userByEmail.byDefault.find({ default: "x" })).toMatchObject({ params: last });
    // The other record is no reason to remove it.
    if (first !== undefined) await userByEmail.delete(first);
    expect(await userByEmail.byDefault.find({ default: "x" })).toMatchObject({ params: last });
  });
});

describe("a read by a pointer", () => {
  test("accepts a text in the form that the value's type stores", async () => {
    const kv = await kvWith(BOTH);
    expect(await usersOn(kv).byEmail.get({ email: "ANN@example.COM" })).toEqual(VALUE);
  });

  test("finds nothing by a pointer to another record, to none, or to an invalid key", async () => {
    const kv = await kvWith(BOTH);
    const users = usersOn(kv);
    for (const target of [users.key({ id: BOB }), users.key({ id: idOf(9) }), "config", ""]) {
      await kv.put("user-email:ann@example.com", target);
      expect(await users.byEmail.find({ email: "ann@example.com" })).toBeNull();
      expect(await users.byEmail.get({ email: "ann@example.com" })).toBeNull();
      const listed = await collected(users.byEmail.list());
      expect(listed.map(({ params }) => params.id)).toEqual([BOB]);
    }
  });

  test("throws at a record of the wrong type, like a read by its key", async () => {
    const kv = await kvWith(BOTH);
    const users = usersOn(kv);
    await kv.put(users.key({ id: ANN }), "{}", METADATA);
    const error = { code: "invalid-value", key: users.key({ id: ANN }) };
    await expect(users.byEmail.get({ email: "ann@example.com" })).rejects.toMatchObject(error);
    await expect(collected(users.byEmail.list())).rejects.toMatchObject(error);
  });

  test("lists records with everything known about them, 100 in one operation", async () => {
    const users = new Map(
      Array.from({ length: 250 }, (_, index) => [
        idOf(index),
        userOf({
          email: `user-${index}@example.com`,
          team: index < 3 ? "blue" : "red",
          score: index,
        }),
      ]),
    );
    const kv = await kvWith(users);
    const { binding, calls } = recorded(kv);
    const all = await collected(usersOn(binding).byScore.list({ score: { from: 20 } }));
    expect(all.map(({ value }) => value.score)).toEqual(
      Array.from({ length: 230 }, (_, i) => i + 20),
    );
    expect(all[0]).toEqual({
      key: `user:${idOf(20)}`,
      params: { id: idOf(20) },
      value: users.get(idOf(20)),
      metadata: METADATA.metadata,
      expiration: expect.any(Number),
    });
    expect(calls.toSorted()).toEqual([
      ...Array.from({ length: 6 }, () => "getWithMetadata many"),
      "list many",
    ]);
  });

  test("is remembered within a request, and so are writes of pointers", async () => {
    const kv = await kvWith(BOTH);
    const before = kv.operations.reads;
    const users = keyloom(memoized({ APP: kv as Kv })).APP.user;
    for (let time = 0; time < 3; time++) await users.byEmail.get({ email: "ann@example.com" });
    expect(kv.operations.reads - before).toBe(2);
    await users.update({ id: ANN }, (user) => ({ ...user, email: "new@example.com" }));
    expect(await users.byEmail.get({ email: "ann@example.com" })).toBeNull();
    expect(await users.byEmail.find({ email: "new@example.com" })).toMatchObject({
      params: { id: ANN },
    });
  });

  test("never returns a wrong record if KV shows the state of a minute ago", async () => {
    const clock = fakeClock();
    const kv = createMemoryKv({ clock, production: { staleReads: true } });
    const users = usersOn(kv);
    await users.put({ id: ANN }, VALUE, METADATA);
    const emails = ["ann@example.com", "new@example.com"];
    // The put has looked whether they are there.
    clock.advance("2m");
    const seen = () => Promise.all(emails.map((email) => users.byEmail.get({ email })));
    expect((await seen()).map((user) => user?.email)).toEqual([emails[0], undefined]);
    await users.put({ id: ANN }, { ...VALUE, email: "new@example.com" }, METADATA);
    for (const user of await seen()) expect([undefined, ...emails]).toContain(user?.email);
    clock.advance("2m");
    expect((await seen()).map((user) => user?.email)).toEqual([undefined, emails[1]]);
  });
});
