// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is linted is source code in strings
import { expect, test } from "vitest";
import { placeAndRule } from "../project.ts";
import { lintProject, SHOP } from "./project.ts";

const RULES = new Set(["usage/lost-update", "usage/counter"]);

/** The changes that are written back, by the places of the writes. */
async function foundIn(files: Readonly<Record<string, string>>) {
  const found = await lintProject({ "keyloom.schema.ts": SHOP, ...files });
  return found.filter(({ rule }) => RULES.has(rule));
}

const USERS = `
export async function userById(env: Env, id: string) {
  return (await env.CACHE.get<User>("user:" + id, "json")) ?? null;
}
export const saveUser = (env: Env, user: User) => env.CACHE.put("user:" + user.id, JSON.stringify(user));
export async function visited(env: Env, id: string) {
  const user = await userById(env, id);
  if (user === null) return;
  user.visits += 1;
  await saveUser(env, user);
}
export const nameOf = async (user: User) => user.name;
`;

const ROUTE = `
export async function add(env: Env, id: string, symbol: string) {
  const user = await userById(env, id);
  if (!user) return;
  user.list.push(symbol);
  await saveUser(env, user);
}
`;

test("a change between the read and the write of another module is found where it is made", async () => {
  const found = await foundIn({
    "users.ts": USERS,
    "route.ts": `import { saveUser, userById } from "./users";${ROUTE}`,
  });
  expect(found.map(placeAndRule)).toEqual([
    "route.ts:6:9 usage/lost-update",
    "users.ts:10:9 usage/counter",
  ]);
  expect(found[0]?.help).toContain("It was read on line 3 of users.ts.");
});

test("an update inside another module is found only there", async () => {
  const found = await foundIn({
    "users.ts": USERS,
    "route.ts": `import { visited } from "./users";
export const visit = async (env: Env, id: string) => { await visited(env, id); };`,
  });
  expect(found.map(placeAndRule)).toEqual(["users.ts:10:9 usage/counter"]);
});

test("modules are followed through re-exports, and into a file's own functions", async () => {
  const found = await foundIn({
    "data/users.ts": USERS,
    "data/index.ts": 'export * from "./users";',
    "route.ts": `import * as data from "./data";
const change = (user: User, symbol: string) => { user.list.push(symbol); };
export async function add(env: Env, id: string, symbol: string) {
  const user = await data.userById(env, id);
  if (user === null) return;
  change(user, symbol);
  await data.saveUser(env, user);
}`,
  });
  expect(found.map(placeAndRule)).toEqual([
    "data/users.ts:10:9 usage/counter",
    "route.ts:7:9 usage/lost-update",
  ]);
});

test("a record whose key is its own id, in a namespace returned by a function, is the same", async () => {
  const found = await foundIn({
    "store.ts": `
const store = (): KVNamespace => { try { return getCloudflareContext().env.CACHE; } catch { throw new Error("no KV"); } };
export const load = async (id: string) => { const kv = store(); return kv.get<User>(id, "json"); };
export const save = async (user: User) => { const kv = store(); await kv.put(user.id, JSON.stringify(user)); };
export const saveParent = async (user: User) => { const kv = store(); await kv.put(user.parent, JSON.stringify(user)); };`,
    "route.ts": `import { load, save, saveParent } from "./store";
export async function rename(id: string, name: string) {
  const user = await load(id);
  user.name = name;
  await save(user);
  await saveParent(user);
}`,
  });
  expect(found.map(placeAndRule)).toEqual(["route.ts:5:9 usage/lost-update"]);
});

test("another record, another namespace, or a new record is not reported", async () => {
  const found = await foundIn({
    "users.ts": USERS,
    "orders.ts": `export const saveUser = (env: Env, user: User) => env.ORDERS.put("user:" + user.id, JSON.stringify(user));
export const saveName = (env: Env, name: string) => env.CACHE.put("name:" + name, name);`,
    "route.ts": `import { saveName, saveUser } from "./orders";
import { nameOf, userById } from "./users";
export async function copy(env: Env, id: string) {
  const user = await userById(env, id);
  user.list.push("copied");
  await saveUser(env, user);
  await saveName(env, await nameOf(user));
}`,
  });
  expect(found.map(placeAndRule)).toEqual(["users.ts:10:9 usage/counter"]);
});

test("methods of another module's class are followed", async () => {
  const jobs = `export class Jobs {
  constructor(private kv: KVNamespace) {}
  async find(id: string) { return this.kv.get<Job>("job:" + id, "json"); }
  async save(job: Job) { await this.kv.put("job:" + job.id, JSON.stringify(job)); }
}`;
  const found = await foundIn({
    "jobs.ts": jobs,
    "route.ts": `import { Jobs } from "./jobs";
export async function start(env: Env, id: string) {
  const jobs = new Jobs(env.CACHE);
  const job = await jobs.find(id);
  if (job) await jobs.save({ ...job, status: "running" });
}
export async function copy(env: Env, id: string) {
  const job = await new Jobs(env.CACHE).find(id);
  if (job) await new Jobs(env.CACHE).save(job);
}`,
  });
  expect(found.map(placeAndRule)).toEqual(["route.ts:5:18 usage/lost-update"]);

  const byType = await foundIn({
    "jobs.ts": jobs,
    "runner.ts": `import type { Jobs } from "./jobs";
export async function start(jobs: Jobs, id: string) {
  const job = await jobs.find(id);
  if (job) await jobs.save({ ...job, status: "running" });
}
export class Runner {
  constructor(private readonly jobs: Jobs) {}
  async end(id: string) {
    const job = await this.jobs.find(id);
    if (job) await this.jobs.save({ ...job, status: "done" });
  }
}`,
  });
  expect(byType.map(placeAndRule)).toEqual([
    "runner.ts:4:18 usage/lost-update",
    "runner.ts:10:20 usage/lost-update",
  ]);
});

test("methods of an object are followed through `this`", async () => {
  const store = `const storeOf = (kv: KVNamespace) => ({
  async opens(id: string) { return JSON.parse((await kv.get("open:" + id)) ?? "[]"); },
  async add(id: string, open: Open) {
    const opens = await this.opens(id);
    opens.push(open);
    await kv.put("open:" + id, JSON.stringify(opens));
  },
});`;
  const found = await foundIn({ "store.ts": store });
  expect(found.map(placeAndRule)).toEqual(["store.ts:6:11 usage/lost-update"]);
});

test("modules are followed to where another one keeps KV", async () => {
  const found = await foundIn({
    "kv.ts": `export const read = async (env: Env, id: string) => env.CACHE.get<User>("user:" + id, "json");
export const write = async (env: Env, user: User) => { await env.CACHE.put("user:" + user.id, JSON.stringify(user)); };`,
    "users.ts": `import { read, write } from "./kv";
export async function userById(env: Env, id: string) { const user = await read(env, id); return user ?? null; }
export async function saveUser(env: Env, user: User) { console.log("saved"); await write(env, user); }`,
    "route.ts": `import { saveUser, userById } from "./users";${ROUTE}`,
  });
  expect(found.map(placeAndRule)).toEqual(["route.ts:6:9 usage/lost-update"]);
});

test("a namespace in a context variable of Hono is known by the type of the context", async () => {
  const found = await foundIn({
    "types.ts": `export type AppEnv = {
  Bindings: { CACHE: KVNamespace };
  Variables: { kv: KVNamespace; names: Map<string, string> };
};`,
    "session.ts": `import type { Context } from "hono";
import type { AppEnv } from "./types";
export const byId = async (c: Context<AppEnv>, id: string): Promise<Session | null> => {
  const text = await c.get("kv").get("session:" + id);
  return text ? JSON.parse(text) : null;
};
export const extend = async (c: Context<AppEnv>, id: string, end: Date) => {
  const session = await byId(c, id);
  if (session === null) return;
  session.end = end;
  await c.get("kv").put("session:" + id, JSON.stringify(session));
};
export const noted = async (c: Context<AppEnv>, id: string) => {
  const list = c.get("names").get(id) ?? [];
  list.push(id);
  await c.get("names").put(id, list);
};`,
    "route.ts": `import { Hono } from "hono";
import type { AppEnv } from "./types";
export const app = new Hono<AppEnv>();
app.post("/names", async (c) => {
  const names = (await c.var.kv.get("names", "json")) ?? [];
  names.push(await c.req.text());
  await c.var.kv.put("names", JSON.stringify(names));
});`,
  });
  expect(found.map(placeAndRule)).toEqual([
    "route.ts:7:9 usage/lost-update",
    "session.ts:11:9 usage/lost-update",
  ]);
});

test("a record that is written in several steps is one finding, which names the lines of the others", async () => {
  const found = await foundIn({
    "users.ts": USERS,
    "job.ts": `import { saveUser, userById } from "./users";
export async function run(env: Env, id: string) {
  const user = await userById(env, id);
  if (!user) return;
  user.state = "running";
  await saveUser(env, user);
  user.text = await written(user);
  await saveUser(env, user);
  user.state = "done";
  await saveUser(env, user);
  const other = await userById(env, user.other);
  if (!other) return;
  other.list.push(id);
  await saveUser(env, other);
}`,
  });
  expect(found.map(placeAndRule)).toEqual([
    "job.ts:6:9 usage/lost-update",
    "job.ts:14:9 usage/lost-update",
    "users.ts:10:9 usage/counter",
  ]);
  expect(found[0]?.help).toMatch(
    /^It was read on line 3 of users\.ts, and is also written back on lines 8 and 10\. /,
  );
});
