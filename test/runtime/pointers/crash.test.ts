import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { User } from "../../golden/pointers/kv.gen.ts";
import {
  type Asked,
  expected,
  found,
  idOf,
  type Kv,
  kvWith,
  METADATA,
  pointersOf,
  repairAll,
  storedPointers,
  storedUsers,
  type Users,
  userOf,
  usersOn,
} from "./users.ts";

const [ANN, BOB, CAT] = [idOf(1), idOf(2), idOf(3)];

const BEFORE: Users = new Map([
  [ANN, userOf({ email: "ann@example.com", team: "red", score: 7, invitedBy: BOB })],
  [BOB, userOf({ email: "bob@example.com", team: "red", score: 7 })],
]);

const ASKED: Asked = {
  emails: ["ann@example.com", "bob@example.com", "cat@example.com", "new@example.com"],
  teams: ["red", "blue"],
  scores: [0, 7, 9],
};

const MOVED = userOf({ email: "new@example.com", team: "blue", score: 9 });

/** What a Worker does, and which users there are when it was let finish. */
interface Write {
  readonly run: (users: ReturnType<typeof usersOn>) => Promise<unknown>;
  readonly after: Users;
}

function withUser(id: string, user: User | undefined): Users {
  const users = new Map(BEFORE);
  if (user === undefined) users.delete(id);
  else users.set(id, user);
  return users;
}

const CAT_VALUE = userOf({ email: "cat@example.com", team: "blue", score: 9 });

/** Each changes one record. */
const WRITES: Readonly<Record<string, Write>> = {
  "the first put of a record": {
    run: (users) => users.put({ id: CAT }, CAT_VALUE, METADATA),
    after: withUser(CAT, CAT_VALUE),
  },
  "a put that changes every pointer": {
    run: (users) => users.put({ id: ANN }, MOVED, METADATA),
    after: withUser(ANN, MOVED),
  },
  "a put that changes no pointer": {
    run: (users) => users.put({ id: ANN }, BEFORE.get(ANN) as User, METADATA),
    after: BEFORE,
  },
  "an update that takes a pointer away": {
    run: (users) => users.update({ id: ANN }, ({ team: _, ...user }) => user),
    after: withUser(ANN, userOf({ email: "ann@example.com", score: 7, invitedBy: BOB })),
  },
  "a touch": {
    run: (users) => users.touch({ id: ANN }, { ttl: "60d" }),
    after: BEFORE,
  },
  "a removal": {
    run: (users) => users.delete({ id: ANN }),
    after: withUser(ANN, undefined),
  },
};

/** These change two. */
const WRITES_OF_MANY: Readonly<Record<string, Write>> = {
  "two records that change their pointers for each other's": {
    run: (users) =>
      users.putMany([
        { params: { id: ANN }, value: BEFORE.get(BOB) as User, ...METADATA },
        { params: { id: BOB }, value: BEFORE.get(ANN) as User, ...METADATA },
      ]),
    after: new Map([
      [ANN, BEFORE.get(BOB) as User],
      [BOB, BEFORE.get(ANN) as User],
    ]),
  },
  "a removal of all": { run: (users) => users.deleteAll(), after: new Map() },
};

/** What becomes of the operation at which things go wrong, and of those after it. */
const CRASHES = {
  "before an operation": { isDone: false, goesOn: false },
  "before the answer of an operation": { isDone: true, goesOn: false },
  "at an operation that fails by itself": { isDone: false, goesOn: true },
} as const;

/** Lets a number of operations pass, then crashes; counts them. */
function crashing(kv: Kv, passes: number, crash: { isDone: boolean; goesOn: boolean }) {
  let count = 0;
  const call =
    (method: keyof Kv) =>
    async (...args: unknown[]) => {
      const at = count++;
      const run = () => (kv[method] as (...args: unknown[]) => Promise<unknown>)(...args);
      if (at < passes || (at > passes && crash.goesOn)) return run();
      if (at === passes && crash.isDone) await run();
      throw new Error("crashed");
    };
  const methods = ["get", "getWithMetadata", "put", "delete", "list"] as const;
  const binding = Object.fromEntries(methods.map((method) => [method, call(method)]));
  return { binding: binding as unknown as Kv, count: () => count };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-24T12:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Runs a write with a crash at each of its operations in turn. */
async function atEachOperation(
  { run, after }: Write,
  crash: { isDone: boolean; goesOn: boolean },
  check: (kv: Kv) => Promise<void>,
): Promise<void> {
  for (let passes = 0; ; passes++) {
    const kv = await kvWith(BEFORE);
    // What is written here is old enough for a repair.
    vi.setSystemTime(Date.now() + 300_000);
    const { binding, count } = crashing(kv, passes, crash);
    const failed = await run(usersOn(binding)).then(
      () => false,
      () => true,
    );
    expect(failed).toBe(count() > passes);
    await check(kv);
    await expectRepaired(kv);
    if (failed) continue;
    expect(await storedUsers(kv)).toEqual(after);
    expect(passes).toBeGreaterThan(2);
    return;
  }
}

/** After a repair every pointer leads to its record, and there are no others. */
async function expectRepaired(kv: Kv): Promise<void> {
  vi.setSystemTime(Date.now() + 300_000);
  const planned = await repairAll(kv, { dryRun: true });
  const done = await repairAll(kv, { limit: 1 });
  expect(planned.written).toBe(done.written);
  // A pointer to the wrong record is written anew, so that it is none to remove any more.
  expect(planned.removed).toBeGreaterThanOrEqual(done.removed);
  const users = await storedUsers(kv);
  const wanted = Map.groupBy(pointersOf(users), ([key]) => key);
  const stored = await storedPointers(kv);
  expect(stored.map(([key]) => key)).toEqual([...wanted.keys()]);
  // Of two records that are to change their pointers, one may have what the other has still.
  for (const pointer of stored) expect(wanted.get(pointer[0])).toContainEqual(pointer);
  const taken = pointersOf(users).length - stored.length;
  expect(await repairAll(kv)).toMatchObject({ written: 0, removed: 0, taken, recent: 0 });
  if (taken === 0) expect(await found(kv, ASKED)).toEqual(expected(users, ASKED));
}

describe.each(Object.entries(CRASHES))("a Worker that is stopped %s", (_, crash) => {
  test.each(Object.entries(WRITES).filter(([name]) => name !== "a removal"))(
    "leaves the state before or after to readers: %s",
    async (_, write) => {
      await atEachOperation(write, crash, async (kv) => {
        const users = await storedUsers(kv);
        expect([BEFORE, write.after]).toContainEqual(users);
        expect(await found(kv, ASKED)).toEqual(expected(users, ASKED));
      });
    },
  );

  test("leaves a record that is being deleted visible or not, and no wrong one", async () => {
    await atEachOperation(WRITES["a removal"] as Write, crash, async (kv) => {
      const seen = await found(kv, ASKED);
      const before = expected(BEFORE, ASKED);
      const after = expected(withUser(ANN, undefined), ASKED);
      for (const [asked, ids] of Object.entries(seen)) {
        expect([before[asked], after[asked]]).toContainEqual(ids);
      }
    });
  });

  test.each(Object.entries(WRITES_OF_MANY))(
    "leaves no wrong record to readers: %s",
    async (_, write) => {
      await atEachOperation(write, crash, async (kv) => {
        const is = expected(await storedUsers(kv), ASKED);
        for (const [asked, ids] of Object.entries(await found(kv, ASKED))) {
          expect(is[asked]).toEqual(expect.arrayContaining([...ids]));
        }
      });
    },
  );

  test("leaves no record that outlives its pointers: a touch", async () => {
    const { run } = WRITES["a touch"] as Write;
    const living = new Set<number>();
    for (let passes = 0; passes < 12; passes++) {
      const kv = await kvWith(BEFORE);
      await run(usersOn(crashing(kv, passes, crash).binding)).catch(() => {});
      // Past the 30 days of a record that was not touched.
      vi.setSystemTime(Date.now() + 31 * 86_400_000);
      const users = await storedUsers(kv);
      living.add(users.size);
      expect(await found(kv, ASKED)).toEqual(expected(users, ASKED));
    }
    expect(living).toEqual(new Set([0, 1]));
  });

  test.each(Object.entries({ ...WRITES, ...WRITES_OF_MANY }))(
    "can finish the next time: %s",
    async (name, { run, after }) => {
      for (let passes = 0; passes < 12; passes++) {
        const kv = await kvWith(BEFORE);
        await run(usersOn(crashing(kv, passes, crash).binding)).catch(() => {});
        await run(usersOn(kv));
        expect(await storedUsers(kv)).toEqual(after);
        expect(await found(kv, ASKED)).toEqual(expected(after, ASKED));
        // A removal leaves nothing behind, which may be an address of somebody who has left.
        if (name.includes("removal")) expect(await storedPointers(kv)).toEqual(pointersOf(after));
      }
    },
  );
});
