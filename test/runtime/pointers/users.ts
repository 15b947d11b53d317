import { createMemoryKv } from "../../../src/testing/index.ts";
import { type Env, keyloom, type User } from "../../golden/pointers/kv.gen.ts";

/** A KV binding of the accessors. */
export type Kv = Env["APP"];

/** The users of the golden file, who are found by e-mail address, team, score and inviter. */
export function usersOn(kv: Kv) {
  return keyloom({ APP: kv }).APP.user;
}

export const METADATA = { metadata: { name: "A user" } };

/** The same id for the same number. */
export function idOf(number: number): string {
  return `0190a0b0-1111-4222-8333-${String(number).padStart(12, "0")}`;
}

export function userOf(fields: Partial<User> & Pick<User, "email">): User {
  return { score: 0, invitedBy: null, ...fields };
}

/** Users by id. */
export type Users = ReadonlyMap<string, User>;

/** A KV with these users. */
export async function kvWith(users: Users) {
  const kv = createMemoryKv();
  await usersOn(kv).putMany(
    [...users].map(([id, value]) => ({ params: { id }, value, ...METADATA })),
  );
  return kv;
}

/** The users as they are stored. */
export async function storedUsers(kv: Kv): Promise<Users> {
  const users = new Map<string, User>();
  for await (const { params, value } of usersOn(kv).entries()) users.set(params.id, value);
  return users;
}

/** The keys of all pointers that users have, each with the key that it leads to, in order. */
export function pointersOf(users: Users): readonly (readonly [string, string])[] {
  const user = usersOn(createMemoryKv());
  return [...users]
    .flatMap(([id, { email, team, score, invitedBy }]) => {
      const keys = [user.byEmail.key({ email }), user.byScore.key({ score, id })];
      if (team !== undefined) keys.push(user.byTeam.key({ team, id }));
      if (team !== undefined && invitedBy !== null) {
        keys.push(user.byTeamAndInviter.key({ team, invitedBy, id }));
      }
      return keys.map((key) => [key, user.key({ id })] as const);
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** All that is stored beside the users themselves. */
export async function storedPointers(kv: Kv): Promise<readonly (readonly [string, unknown])[]> {
  const { keys } = await kv.list();
  const pointers = keys.filter(({ name }) => !name.startsWith("user:"));
  return Promise.all(
    pointers.map(async ({ name }) => [name, await kv.get(name, { type: "text" })] as const),
  );
}

/** The ids of the users that each pointer finds, by what it is asked for. */
export async function found(
  kv: Kv,
  { emails, teams, scores }: Asked,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const { byEmail, byScore, byTeam } = usersOn(kv);
  const ids: Record<string, readonly string[]> = {};
  for (const email of emails) {
    const one = await byEmail.find({ email });
    ids[email] = one === null ? [] : [one.params.id];
  }
  for (const team of teams) ids[team] = await idsIn(byTeam.list({ team }));
  for (const score of scores) ids[score] = await idsIn(byScore.list({ score }));
  return ids;
}

/** What a test asks the pointers for. */
export interface Asked {
  readonly emails: readonly string[];
  readonly teams: readonly ("red" | "blue")[];
  readonly scores: readonly number[];
}

/** What {@link found} is to give. */
export function expected(users: Users, { emails, teams, scores }: Asked) {
  const idsWith = (has: (user: User) => boolean) =>
    [...users]
      .filter(([, user]) => has(user))
      .map(([id]) => id)
      .sort();
  return Object.fromEntries<readonly string[]>([
    ...emails.map((email) => [email, idsWith((user) => user.email === email)] as const),
    ...teams.map((team) => [team, idsWith((user) => user.team === team)] as const),
    ...scores.map((score) => [String(score), idsWith((user) => user.score === score)] as const),
  ]);
}

async function idsIn(list: AsyncIterable<{ params: { id: string } }>): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { params } of list) ids.push(params.id);
  return ids;
}

/** Calls `repairPointers` until all is looked at, and adds up what it did. */
export async function repairAll(kv: Kv, options: { dryRun?: boolean; limit?: number } = {}) {
  const sum = { written: 0, removed: 0, taken: 0, recent: 0, unreadable: 0, calls: 0 };
  let cursor: string | null = null;
  do {
    const { cursor: next, ...counts } = await usersOn(kv).repairPointers({ ...options, cursor });
    for (const [name, count] of Object.entries(counts)) sum[name as keyof typeof sum] += count;
    sum.calls++;
    cursor = next;
  } while (cursor !== null);
  return sum;
}
