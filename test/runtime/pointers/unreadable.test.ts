import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { textParam } from "../../../src/runtime/key-param.ts";
import { pointed } from "../../../src/runtime/pointed.ts";
import { sealed } from "../../../src/runtime/sealed.ts";
import { fixedTtl } from "../../../src/runtime/ttl.ts";
import { versioned } from "../../../src/runtime/versioned.ts";
import { createMemoryKv } from "../../../src/testing/index.ts";

interface User {
  readonly mail: string;
}

interface Worker {
  readonly version?: number;
  readonly secret?: unknown;
  readonly onInvalid?: "missing";
}

const RING = `k1:${btoa("1".repeat(32))}`;
const OTHER_RING = `k2:${btoa("2".repeat(32))}`;
const ANN = { id: "ann" };
const MAIL = { mail: "ann@example.com" };
const STORED = ["mail:ann@example.com", "user:ann"];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-24T12:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The users as a Worker sees them that knows this version and has this secret. */
function usersOf(kv: Kv, { version = 1, secret = RING, onInvalid }: Worker = {}) {
  const codec = versioned(version, { 1: (user) => user });
  return pointed<{ id: string }, User, User, undefined, { byMail: User }>(kv, {
    key: keyOf("A.user", "user:", "id"),
    codec: sealed(codec, "KEYS", secret as string),
    value: (input) => input as User,
    ttl: fixedTtl(600),
    ...(onInvalid !== undefined && { onInvalid }),
    pointers: { byMail: { key: keyOf("A.user.byMail", "mail:", "mail"), by: (_, user) => user } },
  });
}

function keyOf(name: string, prefix: string, param: string) {
  return {
    name,
    parts: [prefix, textParam(param, /%/g)],
    pattern: new RegExp(`^${prefix}(.+)$`, "su"),
    decode: [(text: string) => text],
  };
}

type Kv = ReturnType<typeof createMemoryKv>;

async function keysIn(kv: Kv): Promise<readonly string[]> {
  return (await kv.list()).keys.map(({ name }) => name);
}

/** A KV with a user that a Worker with version 2 has written a while ago. */
async function kvOfNewer(): Promise<Kv> {
  const kv = createMemoryKv();
  await usersOf(kv, { version: 2 }).put(ANN, MAIL);
  vi.setSystemTime(Date.now() + 300_000);
  return kv;
}

async function repairAll(users: ReturnType<typeof usersOf>) {
  const records = await users.repairPointers();
  const pointers = await users.repairPointers({ cursor: records.cursor });
  return { unreadable: records.unreadable, removed: pointers.removed };
}

describe("a record of a newer version", () => {
  test.each([undefined, "missing"] as const)(
    "keeps its pointers in a repair by an older Worker (onInvalid: %s)",
    async (onInvalid) => {
      const kv = await kvOfNewer();
      const older = usersOf(kv, onInvalid && { onInvalid });
      expect(await repairAll(older)).toEqual({ unreadable: 1, removed: 0 });
      expect(await usersOf(kv, { version: 2 }).byMail.get(MAIL)).toEqual(MAIL);
    },
  );

  test("is not renewed without its pointers by the touch of an older Worker", async () => {
    const kv = await kvOfNewer();
    const before = await kv.list();
    await expect(usersOf(kv).touch(ANN)).rejects.toMatchObject({ code: "invalid-value" });
    expect(await usersOf(kv, { onInvalid: "missing" }).touch(ANN)).toBe(false);
    expect(await kv.list()).toEqual(before);
    expect(await usersOf(kv, { version: 2 }).touch(ANN)).toBe(true);
  });

  test("leaves a pointer that a repair removes once the record is gone", async () => {
    const kv = await kvOfNewer();
    const older = usersOf(kv, { onInvalid: "missing" });
    await older.delete(ANN);
    expect(await keysIn(kv)).toEqual(["mail:ann@example.com"]);
    expect(await repairAll(older)).toEqual({ unreadable: 0, removed: 1 });
    expect(await keysIn(kv)).toEqual([]);
  });
});

test("a touch seals a record with the new key, so that the old one can leave the ring", async () => {
  const kv = await kvOfNewer();
  expect(await usersOf(kv, { version: 2, secret: `${OTHER_RING} ${RING}` }).touch(ANN)).toBe(true);
  const rotated = usersOf(kv, { version: 2, secret: OTHER_RING });
  expect(await rotated.byMail.get(MAIL)).toEqual(MAIL);
  expect((await kv.list()).keys.map(({ expiration }) => expiration)).toEqual(
    Array(2).fill(Date.now() / 1000 + 600),
  );
});

describe("without a readable secret", () => {
  test.each([undefined, "no ring", { API_KEY: "of another Worker" }, 5])(
    "nothing is removed, because its pointers would stay behind (%j)",
    async (secret) => {
      const kv = await kvOfNewer();
      const users = usersOf(kv, { version: 2, secret: secret ?? null, onInvalid: "missing" });
      const failure = { code: "invalid-secret" };
      await expect(users.delete(ANN)).rejects.toMatchObject(failure);
      await expect(users.deleteAll({})).rejects.toMatchObject(failure);
      expect(await keysIn(kv)).toEqual(STORED);
      await usersOf(kv, { version: 2 }).delete(ANN);
      expect(await keysIn(kv)).toEqual([]);
    },
  );

  test("records whose key has left the ring can be removed", async () => {
    const kv = await kvOfNewer();
    expect(await usersOf(kv, { secret: OTHER_RING }).deleteAll({})).toBe(1);
    expect(await keysIn(kv)).toEqual(["mail:ann@example.com"]);
  });
});
