// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is linted is source code in strings
import { describe, expect, test } from "vitest";
import { placeAndRule } from "../project.ts";
import { lintProject, SHOP, schemaWith } from "./project.ts";

async function problemsIn(source: string, name = "worker.ts") {
  const found = await lintProject({ "keyloom.schema.ts": SHOP, [name]: source });
  return found.filter(({ rule }) => rule === "usage/raw-access");
}

/** The collections that one piece of source reaches past their accessors. */
async function reached(source: string): Promise<readonly string[]> {
  return (await problemsIn(source)).map(
    ({ rule, message, help }) => /collection `(\w+)`/.exec(message)?.[1] ?? `${rule}: ${help}`,
  );
}

describe("usage/raw-access", () => {
  test("says where, which collection, and what to write instead", async () => {
    const source = [
      "export default {",
      "  async fetch(request, env) {",
      '    const face = "😀"; return env.CACHE.get(`session:${face}:web`);',
      "  },",
      "};",
    ].join("\n");
    const [problem, ...others] = await problemsIn(source, "src/worker.ts");
    expect(others).toEqual([]);
    expect(problem && placeAndRule(problem)).toBe("src/worker.ts:3:31 usage/raw-access");
    expect(problem).toMatchObject({
      severity: "warning",
      endLine: 3,
      endColumn: 44,
      message:
        "`get` of the binding `CACHE` bypasses the accessor of the collection `session` (`session:{userId}:{device}`)",
      help: "Write `keyloom(env).CACHE.session.get({ userId, device })`.",
    });
  });

  test.each([
    ['env.CACHE.getWithMetadata("settings")', "keyloom(env).CACHE.settings.getWithMetadata()"],
    ['env.CACHE.put("settings", "x")', "keyloom(env).CACHE.settings.put(value)"],
    [
      'env.CACHE.put(`session:${a}:${b}`, "x")',
      "keyloom(env).CACHE.session.put({ userId, device }, value)",
    ],
    ["env.CACHE.delete(`config:flag:${name}`)", "keyloom(env).CACHE.flag.delete({ name })"],
    ['env.CACHE.list({ prefix: "session:" })', "keyloom(env).CACHE.session.list()"],
    ["env.CACHE.list({ prefix: `session:${id}:` })", "keyloom(env).CACHE.session.list({ userId })"],
    ["env.CACHE.list({ prefix: `session:${id}` })", "keyloom(env).CACHE.session.list()"],
    [
      "env.CACHE.list({ prefix: `session:${id}:`, limit: 50, cursor })",
      "keyloom(env).CACHE.session.page({ userId }, { limit, cursor })",
    ],
    [
      'env.CACHE.list({ prefix: "session:", limit, cursor })',
      "keyloom(env).CACHE.session.page({}, {",
    ],
    [
      'env.CACHE.get(["config:flag:a", key])',
      "keyloom(env).CACHE.flag.get({ name })` for each key",
    ],
  ])("%s → %s", async (source, call) => {
    const [problem] = await problemsIn(source);
    expect(problem?.help).toContain(`\`${call}`);
  });

  test.each([
    "env.CACHE.get(KEY)",
    "c.env.CACHE.get(KEY)",
    "this.env.CACHE.get(KEY)",
    'env["CACHE"].get(KEY)',
    'env.CACHE["get"](KEY)',
    "env?.CACHE?.get(KEY)",
    "(env.CACHE as KVNamespace).get(KEY)",
    "env.CACHE!.get(KEY)",
    "const { CACHE } = env; CACHE.get(KEY)",
    "const { CACHE: store } = c.env; store.get(KEY)",
    "const { env: { CACHE } } = c; CACHE.get(KEY)",
    "const kv = env.CACHE; kv.get(KEY)",
    "const e = c.env; const kv = e.CACHE; kv.get(KEY)",
    "export function f({ CACHE }: Env) { return CACHE.get(KEY); }",
    "export const f = (e: Env) => e.CACHE.get(KEY)",
    'import { env as e } from "cloudflare:workers"; e.CACHE.get(KEY)',
    'import { env } from "hono/adapter"; env(c).CACHE.get(KEY)',
    "CACHE.get(KEY)",
    "declare const CACHE: KVNamespace; CACHE.get(KEY)",
  ])("knows the binding in: %s", async (source) => {
    expect(await reached(source.replace("KEY", '"settings"'))).toEqual(["settings"]);
  });

  test.each([
    ['"session:1:web"', "session"],
    ["`session:${userId}:${device}`", "session"],
    ['"session:" + userId + ":" + device', "session"],
    ['"session:" + (prefix + userId) + ":web"', "session"],
    ["`session:u-${id}:${device}`", "session"],
    ['["session", userId, device].join(":")', "session"],
    ["KEY", "session"],
    ["`${PREFIX}:${id}:ios`", "session"],
    ["PREFIX + `:${id}:ios`", "session"],
    ["`config:flag:${name}` as string", "flag"],
  ])("knows the key in: %s", async (key, collection) => {
    const constants = 'const KEY = "session:1:web"; const PREFIX = "session";';
    expect(await reached(`${constants} env.CACHE.get(${key});`)).toEqual([collection]);
  });

  test.each([
    // Other keys, or keys that only running the program would tell.
    'env.CACHE.get("other:1:web")',
    'env.CACHE.get("session:1")',
    'env.CACHE.get("session:1:android")',
    "env.CACHE.get(`session:${id}`)",
    "env.CACHE.get(key)",
    "env.CACHE.get(`${kind}:${id}:${device}`)",
    "env.CACHE.get(a + b)",
    'env.CACHE.get(["config", "flag", ...rest].join(":"))',
    'env.CACHE.get("session:" + 1 + 2)',
    'env.ORDERS.get("order:latest")',
    'env.ORDERS.get("settings")',
    'let key = "settings"; env.CACHE.get(key)',
    // Lists of more or of less than a collection.
    "env.CACHE.list()",
    'env.CACHE.list({ prefix: "con" })',
    'env.CACHE.list({ prefix: "config:" })',
    "env.CACHE.list({ prefix })",
    // Not a binding.
    'env.OTHER.get("settings")',
    'registry.CACHE.get("settings")',
    'const CACHE = new Map(); CACHE.get("settings")',
    'function f(CACHE: Map<string, string>) { return CACHE.get("settings"); }',
    'const f = function CACHE() { CACHE.get("settings"); }',
    'import CACHE = require("./cache.cjs"); CACHE.get("settings")',
    'import { CACHE } from "./cache.ts"; CACHE.get("settings")',
    'kv.CACHE.settings.get(); kv.CACHE.session.get({ userId, device: "web" })',
    'env.CACHE.toString("settings")',
    "env.CACHE.get()",
    "env.CACHE.get(...keys)",
    // A program that goes round in circles.
    "const a = b, b = a; env.CACHE.get(a); a.get('settings'); const { CACHE } = CACHE; CACHE.get('settings')",
  ])("accepts: %s", async (source) => {
    expect(await problemsIn(source)).toEqual([]);
  });

  test("uses the declaration in scope", async () => {
    const source = [
      'const key = "settings";',
      "function one(env, key) { env.CACHE.get(key); }",
      "function two(env) { env.CACHE.get(key); }",
      "function three(env) { { const key = `config:flag:${env.x}`; env.CACHE.get(key); } if (key) { var CACHE = 1; } return CACHE.get(key); }",
    ].join("\n");
    expect((await problemsIn(source)).map(placeAndRule)).toEqual([
      "worker.ts:3:21 usage/raw-access",
      "worker.ts:4:61 usage/raw-access",
    ]);
  });

  test("names each collection once if a read has many keys", async () => {
    expect(
      await reached('env.CACHE.get(["settings", "config:flag:a", "config:flag:b", x])'),
    ).toEqual(["settings", "flag"]);
  });
});

test("a write without a TTL is not reported if the collection's records may stay", async () => {
  const link =
    'link: collection({ key: "session:{id}", ...rest, ttl: ttl.optional("of users", { max: "1d" }) }),';
  const source =
    "await env.CACHE.put(`session:${id}`, a);\nawait env.CACHE.put(`session:${id}`, b, { expirationTtl: 60 });\n";
  const rules = async (schema: string) =>
    (await lintProject({ "keyloom.schema.ts": schema, "a.ts": source })).map(({ rule }) => rule);
  expect(await rules(schemaWith([link]))).not.toContain("usage/missing-ttl");
  expect(await rules(schemaWith([]))).toContain("usage/missing-ttl");
});

test("the suggested call has every argument that the collection requires", async () => {
  const schema = schemaWith([
    'file: collection({ key: "file:{id}", ...rest, metadata: z.object({ by: z.string().max(9) }) }),',
    'token: collection({ key: "token:{id}", ...rest, ttl: ttl.required({ max: "1d" }) }),',
  ]);
  const source =
    "await env.CACHE.put(`file:${id}`, text);\nawait env.CACHE.put(`token:${id}`, text);\n";
  const found = await lintProject({ "keyloom.schema.ts": schema, "a.ts": source });
  expect(found.flatMap(({ rule, help }) => (rule === "usage/raw-access" ? [help] : []))).toEqual([
    "Write `keyloom(env).CACHE.file.put({ id }, value, { metadata })`.",
    "Write `keyloom(env).CACHE.token.put({ id }, value, { ttl })`.",
  ]);
});
