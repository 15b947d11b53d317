import fc from "fast-check";
import { expect, test } from "vitest";
import { createMemoryKv } from "../../../src/testing/index.ts";
import type { User } from "../../golden/pointers/kv.gen.ts";
import {
  type Asked,
  expected,
  found,
  idOf,
  METADATA,
  pointersOf,
  storedPointers,
  userOf,
  usersOn,
} from "./users.ts";

const IDS = [1, 2, 3, 4].map(idOf);
const ASKED: Asked = {
  emails: ["a@example.com", "b@example.com", "c@example.com"],
  teams: ["red", "blue"],
  scores: [0, 42],
};

const id = fc.constantFrom(...IDS);
const user: fc.Arbitrary<User> = fc
  .record({
    email: fc.constantFrom(...ASKED.emails),
    team: fc.constantFrom<User["team"][]>("red", "blue", undefined),
    score: fc.constantFrom(...ASKED.scores),
    invitedBy: fc.constantFrom(null, ...IDS),
  })
  .map(({ team, ...rest }) => userOf(team === undefined ? rest : { ...rest, team }));

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("put" as const), id, user }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("update" as const), id, user }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("delete" as const), id }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("putMany" as const),
      records: fc.uniqueArray(fc.tuple(id, user), { selector: ([id]) => id, maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("deleteAll" as const) }) },
);

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** The users after a step by the simplest rule: no two have one address, or nothing is written. */
function after(users: ReadonlyMap<string, User>, step: Step): ReadonlyMap<string, User> | "taken" {
  const next = new Map(users);
  switch (step.kind) {
    case "put":
      next.set(step.id, step.user);
      break;
    case "update":
      if (next.has(step.id)) next.set(step.id, step.user);
      break;
    case "putMany":
      for (const [id, user] of step.records) next.set(id, user);
      break;
    case "delete":
      next.delete(step.id);
      break;
    case "deleteAll":
      next.clear();
      break;
  }
  const emails = new Set([...next.values()].map(({ email }) => email));
  return emails.size < next.size ? "taken" : next;
}

function make(users: ReturnType<typeof usersOn>, step: Step): Promise<unknown> {
  switch (step.kind) {
    case "put":
      return users.put({ id: step.id }, step.user, METADATA);
    case "update":
      return users.update({ id: step.id }, () => step.user);
    case "putMany":
      return users.putMany(
        step.records.map(([id, value]) => ({ params: { id }, value, ...METADATA })),
      );
    case "delete":
      return users.delete({ id: step.id });
    case "deleteAll":
      return users.deleteAll();
  }
}

test("any sequence of writes leaves exactly the pointers of the records", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const kv = createMemoryKv();
      let users: ReadonlyMap<string, User> = new Map();
      for (const step of steps) {
        const next = after(users, step);
        const made = make(usersOn(kv), step);
        if (next === "taken") await expect(made).rejects.toMatchObject({ code: "pointer-taken" });
        else await made;
        users = next === "taken" ? users : next;
        expect(await storedPointers(kv)).toEqual(pointersOf(users));
        expect(await found(kv, ASKED)).toEqual(expected(users, ASKED));
      }
    }),
    { numRuns: 300 },
  );
});
