// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is linted is source code in strings
import { expect, test } from "vitest";
import { placeAndRule } from "../project.ts";
import { lintProject, SHOP } from "./project.ts";

const OF_KEYS = new Set(["usage/raw-access", "usage/unknown-key"]);

/** What is found in a module that calls functions of another one, except what is said of the keys themselves. */
async function foundIn(files: Readonly<Record<string, string>>) {
  const found = await lintProject({ "keyloom.schema.ts": SHOP, ...files });
  return found.filter(({ rule }) => !OF_KEYS.has(rule)).map(placeAndRule);
}

const PAGES = `
export async function cachedPage(env: Env, key: string, ttl: number, load: () => Promise<string>) {
  const hit = await env.CACHE.get("page:" + key);
  if (hit !== null) return hit;
  const text = await load();
  await env.CACHE.put("page:" + key, text, { expirationTtl: ttl });
  return text;
}
export const hashedPage = async (env: Env, url: string) => env.CACHE.get("page:" + (await sha256(url)));
`;

test("what a request decides is followed into the key that another module makes", async () => {
  const found = await foundIn({
    "pages.ts": PAGES,
    "route.ts": `import { cachedPage, hashedPage } from "./pages";
export const page = async (request: Request, env: Env) => {
  const url = new URL(request.url).searchParams.get("url") ?? "";
  await hashedPage(env, url);
  return cachedPage(env, url, 3600, () => load(url));
};
`,
  });
  expect(found).toEqual(["route.ts:5:26 usage/unbounded-key"]);
});

test("a TTL is followed into the write of another module", async () => {
  const found = await foundIn({
    "pages.ts": PAGES,
    "route.ts": `import { cachedPage } from "./pages";
export async function warm(request: Request, env: Env, load: () => Promise<string>) {
  const { seconds } = await request.json();
  await cachedPage(env, "a", 30, load);
  await cachedPage(env, "b", seconds, load);
  await cachedPage(env, "c", 60, load);
}
`,
  });
  expect(found).toEqual(["route.ts:4:30 usage/option-range", "route.ts:5:30 usage/unbounded-ttl"]);
});

const USERS = `
export const findUser = async (kv: KVNamespace, email: string): Promise<User | null> => {
  const json = await kv.get(\`user:\${email.toLowerCase()}\`);
  if (!json) return null;
  return JSON.parse(json) as User;
};
export const userOr = async (kv: KVNamespace, email: string): Promise<User> => {
  const json = await kv.get(\`user:\${email.toLowerCase()}\`);
  return json ? JSON.parse(json) : { email };
};
export async function saveUser(kv: KVNamespace, user: User): Promise<void> {
  await kv.put(\`user:\${user.email.toLowerCase()}\`, JSON.stringify(user));
}
`;

test("a name is taken by the functions of another module", async () => {
  const route = (
    find: string,
    saved: string,
  ) => `import { findUser, saveUser, userOr } from "./users";
export async function register(c, email: string, other: string) {
  const existing = await ${find}(c.env.CACHE, email);
  if (existing) return c.json({ error: "in use" }, 400);
  await saveUser(c.env.CACHE, { id: crypto.randomUUID(), email: ${saved} });
}
`;
  const found = await foundIn({
    "users.ts": USERS,
    "taken.ts": route("findUser", "email"),
    "other.ts": route("findUser", "other"),
    "always.ts": route("userOr", "email"),
  });
  expect(found).toEqual(["taken.ts:3:26 usage/check-then-write"]);
});

test("nothing waits for a write of another module", async () => {
  const found = await foundIn({
    "users.ts": `${USERS}
export const saveLater = (ctx: ExecutionContext, kv: KVNamespace) => {
  ctx.waitUntil(kv.put("user:last", "x", { expirationTtl: 3600 }));
};
export class Users {
  constructor(private kv: KVNamespace) {}
  async save(id: string) {
    await this.kv.put("user:" + id, "x", { expirationTtl: 3600 });
  }
}
`,
    "route.ts": `import { Users, findUser, saveLater, saveUser } from "./users";
export async function route(c, user: User) {
  saveUser(c.env.CACHE, user);
  void saveUser(c.env.ORDERS, user).catch(console.error);
  const users = new Users(c.env.CACHE);
  users.save("a");
  findUser(c.env.CACHE, "b");
  saveLater(c.executionCtx, c.env.CACHE);
  c.executionCtx.waitUntil(users.save("c"));
}
export function stream(c, user: User) {
  const pump = async () => {
    await saveUser(c.env.CACHE, user);
  };
  pump();
}
`,
  });
  expect(found).toEqual([
    "route.ts:3:3 usage/floating-promise",
    "route.ts:4:8 usage/floating-promise",
    "route.ts:6:3 usage/floating-promise",
    "route.ts:15:3 usage/floating-promise",
  ]);
});

test("a class that a function makes once for all is followed", async () => {
  const found = await foundIn({
    "store.ts": `
export class Store {
  private readonly kv: KVNamespace | undefined;
  constructor(event) {
    this.kv = event.context.cloudflare.env.CACHE;
  }
  async get(key: string) {
    return (await this.kv?.get("cart:" + key, "json")) ?? null;
  }
  async put(key: string, value: unknown) {
    await this.kv?.put("cart:" + key, JSON.stringify(value), { expirationTtl: 3600 });
  }
}
let store: Store | null = null;
export function useStore(event) {
  if (!store) store = new Store(event);
  return store;
}
`,
    "cart.ts": `import { useStore } from "./store";
export default defineEventHandler(async (event) => {
  const store = useStore(event);
  const items = (await store.get("a")) ?? [];
  items.push(await readBody(event));
  await store.put("a", items);
});
`,
  });
  expect(found).toEqual(["cart.ts:6:9 usage/lost-update"]);
});
