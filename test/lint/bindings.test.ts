import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compileFile } from "../../schema/compile-file.ts";
import { kvCalls } from "../../src/lint/source/kv-call.ts";
import { Modules } from "../../src/lint/source/modules/modules.ts";
import { parseSource } from "../../src/lint/source/parsed-file.ts";
import { Imports } from "../../src/lint/source/source-file.ts";
import { placeAndRule, writeProject } from "../project.ts";
import { lintProject, SHOP } from "./project.ts";

type Files = Readonly<Record<string, string>>;

/** The bindings of the calls of KV in `src/worker.ts`; `?` where only the type is known. */
async function bindingsIn(worker: string, files: Files = {}): Promise<readonly string[]> {
  const root = writeProject({ "keyloom.schema.ts": SHOP, "src/worker.ts": worker, ...files });
  const { model } = await compileFile(join(root, "keyloom.schema.ts"));
  const parsed = parseSource(join(root, "src/worker.ts"), worker);
  if (!("program" in parsed)) throw new Error(parsed.message);
  const file = { ...parsed, imports: new Imports(new Modules()) };
  return kvCalls(file, new Set(["CACHE", "ORDERS"]), model).map(({ binding = "?" }) => binding);
}

test("a binding's name is not KV if the file's own `Env` gives it another type", async () => {
  const worker = (type: string) =>
    `interface Env { CACHE: ${type} }\nexport const a = (env: Env) => env.CACHE.get("nope");\n`;
  const found = await lintProject({
    "keyloom.schema.ts": SHOP,
    "bucket.ts": worker("R2Bucket"),
    "object.ts": worker("DurableObjectNamespace<Counter>"),
    "map.ts": worker("Map<string, string>"),
    "kv.ts": worker("KVNamespace"),
    "both.ts": `${worker("KVNamespace")}interface Other { CACHE: R2Bucket }\n`,
  });
  expect(found.map(placeAndRule)).toEqual([
    "both.ts:2:32 usage/unknown-key",
    "kv.ts:2:32 usage/unknown-key",
  ]);
});

describe("a binding is found by its name in", () => {
  const cases: readonly [name: string, worker: string][] = [
    ["a module's handler", 'export default { fetch: (request, env) => env.CACHE.get("a") };'],
    ["another name for env", 'const f = (_request, workerEnv: Env) => workerEnv.CACHE.get("a");'],
    ["Hono's context", 'app.get("/", async (c) => c.env.CACHE.get("a"));'],
    ["Hono's adapter", 'app.get("/", async (c) => env<Bindings>(c).CACHE.get("a"));'],
    ["SvelteKit", 'export const load = ({ platform }) => platform?.env?.CACHE.get("a");'],
    ["SvelteKit's event", 'export const GET = (event) => event.platform!.env.CACHE.get("a");'],
    ["Remix", 'export const loader = ({ context }) => context.cloudflare.env.CACHE.get("a");'],
    [
      "React Router's middleware",
      'const f = ({ context }) => context.get(cloudflare).env.CACHE.get("a");',
    ],
    ["Astro", 'export const GET = ({ locals }) => locals.runtime.env.CACHE.get("a");'],
    ["Astro's runtime, taken apart", 'const { env } = Astro.locals.runtime; env.CACHE.get("a");'],
    [
      "cloudflare:workers",
      'import { env as bindings } from "cloudflare:workers"; bindings.CACHE.get("a");',
    ],
    [
      "all of cloudflare:workers",
      'import * as workers from "cloudflare:workers"; workers.env.CACHE.get("a");',
    ],
    ["wrangler's proxy", 'const { env } = await getPlatformProxy<Env>(); env.CACHE.get("a");'],
    [
      "wrangler's proxy, whole",
      'const proxy = await getPlatformProxy(); proxy.env.CACHE.get("a");',
    ],
    ["OpenNext", 'getCloudflareContext().env.CACHE.get("a");'],
    ["OpenNext, later", '(await getCloudflareContext({ async: true })).env.CACHE.get("a");'],
    ["next-on-pages", 'const { env } = getRequestContext(); env.CACHE.get("a");'],
    [
      "Nitro",
      'export default defineEventHandler((event) => event.context.cloudflare.env.CACHE.get("a"));',
    ],
    ["Pages", 'export const onRequest: PagesFunction<Env> = ({ env }) => env.CACHE.get("a");'],
    [
      "a Durable Object",
      'class A extends DurableObject<Env> { f() { return this.env.CACHE.get("a"); } }',
    ],
    ["a service worker", 'CACHE.get("a");'],
    ["a name in a constant", 'const KV = "CACHE"; const f = (env) => env[KV].get("a");'],
    ["the global object", '(globalThis as any).CACHE.get("a");'],
    [
      "what is taken apart deeper",
      'const f = ({ cloudflare: { env: { CACHE } } }) => CACHE.get("a");',
    ],
    ["a parameter of the type", 'const f = (bindings: Env) => bindings.CACHE.get("a");'],
    [
      "a constant",
      'const f = (env) => { const kv = env.CACHE as KVNamespace; return kv.get("a"); };',
    ],
    [
      "a property of a class",
      'class A { constructor(env: Env) { this.kv = env.CACHE; } f() { return this.kv.get("a"); } }',
    ],
    [
      "a private property of a class",
      'class A { #kv = this.env.CACHE; f() { return this.#kv.get("a"); } }',
    ],
    [
      "a getter of a class",
      'class A { get kv() { return this.env.CACHE; } f() { return this.kv.get("a"); } }',
    ],
    [
      "a function of the file",
      'const kvOf = (c: Context) => c.env.CACHE; const f = (c) => kvOf(c).get("a");',
    ],
    [
      "a function that gets env by another name",
      'const kvOf = (b) => b.CACHE; const f = (c) => kvOf(c.env).get("a");',
    ],
    [
      "a parameter, by what the file gives it",
      'const store = (kv) => ({ read: (id) => kv.get(id) }); export const f = (env) => store(env.CACHE).read("a");',
    ],
    [
      "a parameter of a function that calls itself",
      "function f(kv, id) { return kv.get(id) ?? f(kv, id + 1); } export const g = (env) => f(env.CACHE, 1);",
    ],
    [
      "a class that the file makes",
      'class A { constructor(kv) { this.kv = kv; } f() { return this.kv.get("a"); } } export const f = (env) => new A(env.CACHE).f();',
    ],
    [
      "an async function of the file",
      'const kvOf = async (c: Context) => c.env.CACHE; const f = async (c) => (await kvOf(c)).get("a");',
    ],
    [
      "a private env of a class",
      'class A { #env; constructor(env) { this.#env = env; } f() { return this.#env.CACHE.get("a"); } }',
    ],
    [
      "a property of the type of env",
      'class A { constructor(private readonly bindings: Env) {} f() { return this.bindings.CACHE.get("a"); } }',
    ],
    [
      "a variable that is set later",
      'let kv; export const init = (env) => { kv = env.CACHE; }; export const f = () => kv.get("a");',
    ],
    [
      "a function that may find none",
      'function kvOf() { try { return getRequestContext().env.CACHE; } catch { return null; } } const f = () => kvOf()?.get("a");',
    ],
    [
      "an async function that may find none",
      'async function kvOf() { const c = await getCloudflareContext({ async: true }); if (!c) return undefined; return c.env.CACHE; } const f = async () => { const kv = await kvOf(); return kv?.get("a"); };',
    ],
    ["a type that is looked up", 'const f = (kv: Env["CACHE"]) => kv.get("a");'],
    [
      "a property of that type",
      'class A { constructor(private kv: Env["CACHE"]) {} f() { return this.kv.get("a"); } }',
    ],
  ];
  test.each(cases)("%s", async (_, worker) => {
    const head = /\bEnv\[/.test(worker) ? "interface Env { CACHE: KVNamespace }\n" : "";
    expect(await bindingsIn(head + worker)).toEqual(["CACHE"]);
  });

  test("another module, whatever its name there", async () => {
    const kv = {
      "src/kv.ts":
        'import { env } from "cloudflare:workers";\nexport const kv = env.CACHE;\nexport const kvOf = (c: Context) => c.env.ORDERS;',
    };
    const worker =
      'import { kv, kvOf } from "./kv"; kv.get("a"); export const f = (c) => kvOf(c).get("a");';
    expect(await bindingsIn(worker, kv)).toEqual(["CACHE", "ORDERS"]);
  });

  test("a function of another module that may find none", async () => {
    const kv = {
      "src/kv.ts":
        "export function findStore(c) { if (!c.env) return null; if (c.env.CACHE) return c.env.CACHE; return c.env.ORDERS; }",
    };
    const worker =
      'import { findStore } from "./kv"; export const f = (c) => { const kv = findStore(c); return kv.get("a"); };';
    expect(await bindingsIn(worker, kv)).toEqual(["?"]);
  });

  test("another module's type", async () => {
    const types = {
      "src/types.ts":
        "export interface Deps { CACHE: KVNamespace; store: KVNamespace; seen: Map<string, string> }",
    };
    const worker =
      'import type { Deps } from "./types";\nexport const f = (deps: Deps) => [deps.CACHE.get("a"), deps.store.get("b"), deps.seen.get("c")];';
    expect(await bindingsIn(worker, types)).toEqual(["CACHE", "?"]);
  });

  test.each([
    "const { CACHE } = keyloom(env); CACHE.session.get({});",
    "const { session } = keyloom(env).CACHE; session.get({});",
    "const { CACHE: { session: sessions } } = keyloom(env); sessions.get({});",
    "const kv = memoized(env); const { CACHE: cache } = kv; cache.session.get({});",
    "export const f = (c) => { const sessions = keyloom(c.env).CACHE.session; return sessions.get({}); };",
    "class A { kv = keyloom(this.env); f() { return this.kv.CACHE.session.get({}); } }",
    "class A { constructor(env) { this.kv = keyloom(env); } f() { return this.kv.CACHE.session.get({}); } }",
    "class A { get kv() { return keyloom(this.env); } f() { return this.kv.CACHE.session.get({}); } }",
    "class A { #sessions = keyloom(this.env).CACHE.session; f() { return this.#sessions.get({}); } }",
    "class A { #kv = keyloom(this.env); f() { const { session } = this.#kv.CACHE; return session.get({}); } }",
  ])("an accessor, from a part of it: %s", async (worker) => {
    const head = 'import { keyloom, memoized } from "./keyloom.gen";\n';
    expect(await bindingsIn(head + worker)).toEqual(["CACHE"]);
  });

  test.each([
    "const { CACHE } = others(env); CACHE.session.get({});",
    "const { CACHE } = CACHE; CACHE.session.get({});",
    "const { CACHE } = keyloom(env); CACHE.session.cache.get({});",
    "class A { kv = keyloom(this.env); set(kv) { this.kv = kv; } f() { return this.kv.CACHE.session.get({}); } }",
    "class A { kv = this.kv; f() { return this.kv.CACHE.session.get({}); } }",
    "const f = function () { return this.kv.CACHE.session.get({}); };",
  ])("not an accessor: %s", async (worker) => {
    expect(await bindingsIn(worker)).toEqual([]);
  });

  test("an accessor of another module", async () => {
    const kv = {
      "src/kv.ts": 'import { keyloom } from "./keyloom.gen";\nexport const kv = keyloom(env);',
    };
    expect(await bindingsIn('import { kv } from "./kv"; kv.CACHE.session.get({});', kv)).toEqual([
      "CACHE",
    ]);
  });
});

test("a file that receives KV from another is read, even if it names no binding", async () => {
  const found = await lintProject({
    "keyloom.schema.ts": SHOP,
    "src/kv.ts": 'import { env } from "cloudflare:workers";\nexport const kv = env.CACHE;',
    "src/worker.ts": 'import { kv } from "./kv";\nexport const f = () => kv.get("settings");',
  });
  expect(found.map(placeAndRule)).toEqual(["src/worker.ts:2:24 usage/raw-access"]);
});

describe("KV is found by its type as", () => {
  const cases: readonly [name: string, worker: string][] = [
    ["a parameter", 'const f = (kv: KVNamespace) => kv.get("a");'],
    [
      "a variable of Hono's context",
      'interface V { kv: KVNamespace } const f = (c: Context<V>) => c.get("kv").get("a");',
    ],
    [
      "a variable of Hono's context, as a property",
      'interface V { kv: KVNamespace } const f = (c: Context<V>) => c.var.kv.get("a");',
    ],
    [
      "a parameter of a type that has a part of KV's methods",
      'interface Kv { get(key: string): Promise<string | null>; put(key: string, value: string, options?: { expirationTtl?: number }): Promise<void> }\nconst f = (kv: Kv) => kv.get("a");',
    ],
    [
      "a parameter of an exported function, which others may call as well",
      'export const read = (kv) => kv.get("a"); export const f = (env) => read(env.CACHE);',
    ],
    [
      "a parameter that is given one of two",
      'const read = (kv) => kv.get("a"); export const f = (env) => [read(env.CACHE), read(env.ORDERS)];',
    ],
    ["a parameter that may be left out", 'const f = (kv?: KVNamespace) => kv?.get("a");'],
    ["a parameter that may be null", 'const f = (kv: KVNamespace | null) => kv!.get("a");'],
    ["a parameter of known keys", 'const f = (kv: KVNamespace<"a" | "b">) => kv.get("a");'],
    [
      "a parameter by a name of its own",
      'type KV = KVNamespace; const f = (kv: KV) => kv.get("a");',
    ],
    ["a variable", 'let kv: KVNamespace; kv.get("a");'],
    [
      "a property of a parameter's type",
      'interface Deps { store: KVNamespace } const f = (deps: Deps) => deps.store.get("a");',
    ],
    [
      "a part of a parameter",
      'interface Deps { store: KVNamespace } const f = ({ store }: Deps) => store.get("a");',
    ],
    [
      "a part of a type that is written out",
      'const f = ({ store }: { store: KVNamespace }) => store.get("a");',
    ],
    [
      "a property of a base interface",
      'interface Base { store: KVNamespace } interface Deps extends Base {} const f = (deps: Readonly<Deps>) => deps.store.get("a");',
    ],
    [
      "a property of a part of an intersection",
      'const f = (deps: Other & { store: KVNamespace }) => deps.store.get("a");',
    ],
    [
      "a parameter property",
      'class A { constructor(private readonly kv: KVNamespace) {} f() { return this.kv.get("a"); } }',
    ],
    [
      "a property of a parameter property",
      'interface Deps { store: KVNamespace } class A { constructor(private deps: Deps) {} f() { return this.deps.store.get("a"); } }',
    ],
    ["a private property", 'class A { #kv: KVNamespace; f() { return this.#kv.get("a"); } }'],
    [
      "what a class has that is made here",
      'class A { constructor(readonly kv: KVNamespace) {} } const a = new A(x); a.kv.get("a");',
    ],
    [
      "what a function gives",
      'function store(): KVNamespace { log(); return x; } store().get("a");',
    ],
    [
      "what a function gives later",
      'async function store(): Promise<KVNamespace> { log(); return x; } const kv = await store(); kv.get("a");',
    ],
    [
      "a type of the package of types",
      'const f = (kv: import("@cloudflare/workers-types").KVNamespace) => kv.get("a");',
    ],
    ["a cast", 'const kv = bindings.store as KVNamespace; kv.get("a");'],
    [
      "a parameter by the comment of its function",
      '/**\n * Reads it.\n * @param {KVNamespace} kv where\n * @param {string} id\n */\nexport async function f(kv, id) { return kv.get("a"); }',
    ],
    [
      "a parameter that may be left out, by a comment",
      '/** @param {import("@cloudflare/workers-types").KVNamespace | undefined} [kv] */\nconst f = (kv = undefined) => kv.get("a");',
    ],
    [
      "a method's parameter by a comment",
      'class A {\n  /** @param {?KVNamespace} kv */\n  f(kv) { return kv.get("a"); } }',
    ],
  ];
  test.each(cases)("%s", async (_, worker) => {
    expect(await bindingsIn(worker)).toEqual(["?"]);
  });

  const imported: readonly [name: string, worker: string, files: Files][] = [
    [
      "an alias of another module",
      'import type { KV } from "./types"; const f = (kv: KV) => kv.get("a");',
      { "src/types.ts": "export type KV = KVNamespace;" },
    ],
    [
      "a type that is exported again",
      'import type { Deps } from "./types"; const f = ({ store }: Deps) => store.get("a");',
      {
        "src/types.ts": 'export type { Deps } from "./deps";',
        "src/deps.ts": 'import type { KV } from "./kv"; export interface Deps { store: KV }',
        "src/kv.ts": "export type KV = KVNamespace | undefined;",
      },
    ],
    [
      "what a function of another module gives",
      'import { store } from "./store"; store().get("a");',
      { "src/store.ts": "export function store(): KVNamespace { log(); return x; }" },
    ],
    [
      "what a class of another module has",
      'import { A } from "./a"; const f = (a: A) => a.kv.get("a");',
      { "src/a.ts": "export class A { constructor(readonly kv: KVNamespace) {} }" },
    ],
  ];
  test.each(imported)("%s", async (_, worker, files) => {
    expect(await bindingsIn(worker, files)).toEqual(["?"]);
  });
});

describe("nothing counts as KV that may be something else:", () => {
  const cases: readonly [name: string, worker: string, files?: Files][] = [
    ["a name that is not known", 'const f = (env, name) => env[name].get("a");'],
    ["a map", 'const CACHE = new Map(); CACHE.get("a");'],
    ["a property of what is not env", 'settings.CACHE.get("a");'],
    ["a binding that nobody names", 'env.OTHER.get("a");'],
    [
      "a parameter of a type of a store that is no KV",
      'interface Store { get(key: string): string; put(key: string, value: string): void }\nconst f = (kv: Store) => kv.get("a");',
    ],
    [
      "a parameter that is given something else as well",
      'const read = (kv) => kv.get("a"); export const f = (env) => [read(env.CACHE), read(new Map())];',
    ],
    ["a parameter of another type", 'const f = (cache: Cache) => cache.delete("a");'],
    [
      "a property of another type",
      'interface Deps { CACHE: Map<string, string> } const f = (deps: Deps) => deps.CACHE.get("a");',
    ],
    [
      "a parameter that a comment says to be something else",
      '/** @param {Map<string, string>} kv @param {KVNamespace} other */\nfunction f(kv, other) { return kv.get("a"); }',
    ],
    [
      "a parameter of a function that has no comment",
      '/** @param {KVNamespace} kv */\nfunction f(kv) {}\nfunction g(kv) { return kv.get("a"); }',
    ],
    ["one of two types", 'const f = (kv: KVNamespace | Map<string, string>) => kv.get("a");'],
    [
      "a property of a class that is given two things",
      'class A { constructor(env) { this.kv = env.CACHE; } g() { this.kv = new Map(); } f() { return this.kv.get("a"); } }',
    ],
    [
      "a function with two ends",
      'function kvOf(env, old) { if (old) return new Map(); return env.CACHE; } kvOf(env).get("a");',
    ],
    [
      "a variable that is also set to something else",
      'let kv; export const init = (env) => { kv = env.CACHE; }; export const local = () => { kv = new Map(); }; export const f = () => kv.get("a");',
    ],
    [
      "a variable that is set to itself",
      'let kv; kv = kv ?? CACHES.first; export const f = (CACHE) => kv.get("a");',
    ],
    ["types in a ring", 'type A = B; type B = A; const f = (kv: A) => kv.get("a");'],
    [
      "interfaces in a ring",
      'interface A extends B {} interface B extends A {} const f = (a: A) => a.kv.get("a");',
    ],
    ["a class in a ring", 'class A { kv = this.kv; f() { return this.kv.get("a"); } }'],
    ["a module that is not there", 'import { kv } from "./none"; kv.get("a");'],
    [
      "a router",
      'import { Hono } from "hono"; const app = new Hono(); app.get("/", h); app.put("/", h);',
    ],
  ];
  test.each(cases)("%s", async (_, worker, files) => {
    expect(await bindingsIn(worker, files)).toEqual([]);
  });

  test.each([
    'const f = (env) => (env.CACHE ?? inMemory).get("a");',
    'const f = (env, isDev) => { const kv = isDev ? inMemory : env.CACHE; return kv.get("a"); };',
    'const f = (env) => { const kv = env.CACHE || env.ORDERS; return kv.get("a"); };',
  ])("a binding that something may stand in for is one of unknown name: %s", async (worker) => {
    expect(await bindingsIn(worker)).toEqual(["?"]);
  });

  test("a property with two bindings is a binding of unknown name", async () => {
    const worker =
      'class A { kv: KVNamespace; constructor(env, x) { if (x) this.kv = env.CACHE; else this.kv = env.ORDERS; } f() { return this.kv.get("a"); } }';
    expect(await bindingsIn(worker)).toEqual(["?"]);
  });
});
