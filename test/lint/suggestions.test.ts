// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is linted is source code in strings
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runKeyloom } from "../cli/run-keyloom.ts";
import { writeProject } from "../project.ts";
import { compiledBeside, fixingProject } from "./fixing.ts";
import { lintProject, SHOP } from "./project.ts";

const SUGGESTED = { fixes: false, suggestions: true };

/** A Worker's function around a statement, in which nothing but the statement is wrong. */
function worker(statement: string): string {
  return `export async function handle(env: Env, userId: string, device: "web" | "ios") {
  const session = { userId, device };
  ${statement}
  return session;
}
`;
}

const KEYS = [
  ['env.CACHE.get("sesion:1:web")', 'env.CACHE.get("session:1:web")'],
  ["env.CACHE.get('Session:1:web')", "env.CACHE.get('session:1:web')"],
  ["env.CACHE.get(`SESSION:${userId}:web`)", "env.CACHE.get(`session:${userId}:web`)"],
  [
    'env.CACHE.delete("sesion:" + userId + ":web")',
    'env.CACHE.delete("session:" + userId + ":web")',
  ],
  ["env.CACHE.get(`confg:flags:${userId}`)", "env.CACHE.get(`config:flag:${userId}`)"],
  ["env.CACHE.get(`}`.length ? `sttings` : ``)", undefined],
  ["env.CACHE.get(`sttings`)", "env.CACHE.get(`settings`)"],
  ['env.CACHE.get(["settings", "sttings"])', 'env.CACHE.get(["settings", "settings"])'],
  ['env.CACHE.list({ prefix: "sessions:" })', 'env.CACHE.list({ prefix: "session:" })'],
  // Not all of the key is known, or right after the change.
  ['env.CACHE.get("session:1")', undefined],
  ["env.CACHE.get(`sesion:${userId}`)", undefined],
  ['env.CACHE.get("sesion:1:wbe")', undefined],
  ['env.CACHE.get("s\\u0065sion:1:web")', undefined],
  ["env.CACHE.get(`sesion:\\u0031:${device}`)", undefined],
  ['const KEY = "sesion:1:web"; await env.CACHE.get(KEY)', undefined],
  ['env.CACHE.get("invoice:1")', undefined],
  ['env.CACHE.delete("order:0b3a2d52-5d2e-4c3b-9b1f-0d4c7a1e2f33")', undefined],
] as const;

describe("a suggestion for a key that is almost a collection's", () => {
  test.each(KEYS)("%s → %s", async (before, after) => {
    const call = (text: string) => worker(text.startsWith("const") ? `${text};` : `await ${text};`);
    const found = await lintProject({ "keyloom.schema.ts": SHOP, "worker.ts": call(before) });
    const suggested = found.flatMap(({ rule, suggestions = [] }) =>
      rule === "usage/unknown-key" ? suggestions : [],
    );
    expect(suggested).toHaveLength(after === undefined ? 0 : 1);
    const fixed = await fixingProject(SUGGESTED);
    expect(await fixed(call(before))).toBe(call(after ?? before));
  });

  test("is shown beside the help, and says what the key becomes", async () => {
    const source = worker("await env.CACHE.get(`sesion:${userId}:web`);");
    const [problem] = await lintProject({ "keyloom.schema.ts": SHOP, "worker.ts": source });
    const start = source.indexOf("sesion");
    expect(problem).toMatchObject({
      help: "Did you mean `session:{userId}:{device}`?",
      suggestions: [
        { title: "Write `session:…:web`.", edits: [{ start, end: start + 6, text: "session" }] },
      ],
    });
  });
});

/** Collections of every kind that a call may be rewritten for, or not. */
const KINDS = `import { collection, defineKv, param, ttl } from "keyloom";
import { z } from "zod";
const value = z.object({ name: z.string() });
const text = { value: z.string(), codec: "text" as const, ttl: ttl.none("they stay") };
export default defineKv({
  namespaces: {
    CACHE: {
      title: "cache-{stage}",
      collections: {
        session: collection({ key: "session:{userId}:{device}", params: { device: z.enum(["web", "ios"]) }, value, ttl: ttl.default("1h", { max: "7d" }) }),
        user: collection({ key: "user:{id}", params: { id: z.uuid() }, value, ttl: ttl.none("they stay") }),
        brief: collection({ key: "brief:{id}", value, ttl: ttl.fixed("1h") }),
        token: collection({ key: "token:{id}", value, ttl: ttl.required({ max: "1d" }) }),
        link: collection({ key: "link:{id}", value, ttl: ttl.optional("those of users stay", { max: "3d" }) }),
        note: collection({ key: "note:{id}", ...text }),
        settings: collection({ key: "settings", value, ttl: ttl.none("they stay") }),
        level: collection({ key: "level:{at}", params: { at: z.int().min(0).max(99) }, value, ttl: ttl.none("they stay") }),
        floor: collection({ key: "floor:{at}", params: { at: param.unpadded(z.int()) }, value, ttl: ttl.none("they stay") }),
        tagged: collection({ key: "tagged:{id}", value, metadata: z.object({ by: z.string().max(20) }), ttl: ttl.none("they stay") }),
        shown: collection({ key: "shown:{id}", value, fallback: { name: "" }, ttl: ttl.none("they stay") }),
        read: collection({ key: "read:{id}", value, methods: ["get"], ttl: ttl.none("they stay") }),
      },
    },
  },
});
`;

/** A Worker with an accessor in sight of a statement. */
function accessing(statement: string): string {
  return `import { keyloom } from "./keyloom.gen.ts";

export async function handle(env: Env, id: string, device: "web" | "ios", count: number, text: string, user: { id: string }, other?: string) {
  const kv = keyloom(env);
  const value = { name: text };
  const found = ${statement};
  return [found, kv, id, device, count, value, user, other];
}
`;
}

const CALLS = [
  ['env.CACHE.get("settings", "json")', "kv.CACHE.settings.get()"],
  ['env.CACHE.get("settings", { type: "json" })', "kv.CACHE.settings.get()"],
  ['env.CACHE.get("user:" + id, "json")', "kv.CACHE.user.get({ id })"],
  [
    'env.CACHE.get(`session:${id}:${device}`, "json")',
    "kv.CACHE.session.get({ userId: id, device })",
  ],
  [
    'env["CACHE"].get(`session:${user.id}:web`, "json")',
    'kv.CACHE.session.get({ userId: String(user.id), device: "web" })',
  ],
  ['env.CACHE.get(`floor:${count}`, "json")', "kv.CACHE.floor.get({ at: count })"],
  ["env.CACHE.get(`note:${id}`)", "kv.CACHE.note.get({ id })"],
  ['env.CACHE.get(`note:${count}`, "text")', "kv.CACHE.note.get({ id: String(count) })"],
  ["env.CACHE.get(`note:${other}`)", "kv.CACHE.note.get({ id: String(other) })"],
  ["env.CACHE.get('note:a')", 'kv.CACHE.note.get({ id: "a" })'],
  ["env.CACHE.put(`note:${id}`, text)", "kv.CACHE.note.put({ id }, text)"],
  ["env.CACHE.delete(`tagged:${id}`)", "kv.CACHE.tagged.delete({ id })"],
  ['env.CACHE.get(`tagged:${id}`, "json")', "kv.CACHE.tagged.get({ id })"],
  [
    "env.CACHE.put(`user:${id}`, JSON.stringify({\n    name: text,\n  }))",
    "kv.CACHE.user.put({ id }, {\n    name: text,\n  })",
  ],
  [
    "env.CACHE.put(`brief:${id}`, JSON.stringify(value), { expirationTtl: 60 * 60 })",
    "kv.CACHE.brief.put({ id }, value)",
  ],
  [
    "env.CACHE.put(`session:${id}:ios`, JSON.stringify(value), { expirationTtl: 7200 })",
    'kv.CACHE.session.put({ userId: id, device: "ios" }, value, { ttl: 7200 })',
  ],
  [
    "env.CACHE.put(`token:${id}`, JSON.stringify(value), { expirationTtl: 600 })",
    "kv.CACHE.token.put({ id }, value, { ttl: 600 })",
  ],
  ["env.CACHE.put(`link:${id}`, JSON.stringify(value))", "kv.CACHE.link.put({ id }, value)"],
  [
    "env.CACHE.put(`link:${id}`, JSON.stringify(value), { expirationTtl: 86_400 })",
    "kv.CACHE.link.put({ id }, value, { ttl: 86_400 })",
  ],
  ...[
    // The accessor returns or accepts something else.
    'env.CACHE.get("settings")',
    'env.CACHE.get<{ name: string }>("settings", "json")',
    '(await env.CACHE.get("settings", "json")) as { name: number }',
    'env.CACHE.get("settings", { type: "json", cacheTtl: 60 })',
    'env.CACHE.get(`shown:${id}`, "json")',
    'env.CACHE.getWithMetadata("settings", "json")',
    'env.CACHE.get(["settings"], "json")',
    "env.CACHE.delete(`read:${id}`)",
    'env.CACHE.put("settings", text)',
    'env.CACHE.put("settings", JSON.stringify(value, null, 2))',
    "env.CACHE.put(`tagged:${id}`, JSON.stringify(value))",
    // The record would live for another time.
    'env.CACHE.put("settings", JSON.stringify(value), { expirationTtl: 60 })',
    "env.CACHE.put(`brief:${id}`, JSON.stringify(value))",
    "env.CACHE.put(`brief:${id}`, JSON.stringify(value), { expirationTtl: 60 })",
    "env.CACHE.put(`session:${id}:web`, JSON.stringify(value), { expirationTtl: 8 * 86400 })",
    "env.CACHE.put(`session:${id}:web`, JSON.stringify(value), { expirationTtl: count })",
    "env.CACHE.put(`link:${id}`, JSON.stringify(value), { expirationTtl: 4 * 86400 })",
    "env.CACHE.put(`note:${id}`, text, { expiration: 1800000000 })",
    // The accessor could make another key of it.
    "env.CACHE.get(`note:u-${id}`)",
    'env.CACHE.get("note:a%3Ab")',
    "env.CACHE.delete(`level:${count}`)",
    "env.CACHE.delete(`floor:${text}`)",
    'env.CACHE.get(`session:${id}:${text}`, "json")',
    // There is more than the call.
    "env.CACHE.delete(`note:${id}` /* of old */)",
    "env?.CACHE?.delete(`note:${id}`)",
  ].map((call) => [call, undefined] as const),
] as const;

describe("a suggestion for raw access beside an accessor", () => {
  const statement = (call: string) => accessing(call.startsWith("(") ? call : `await ${call}`);

  test.each(CALLS)("%s → %s", async (before, after) => {
    const fixed = await fixingProject(SUGGESTED, KINDS);
    expect(await fixed(statement(before))).toBe(statement(after ?? before));
  });

  test.each([
    [
      "there is no accessor",
      (source: string) => source.replace("const kv = keyloom(env);", "const kv = env;"),
    ],
    [
      "another function has the accessor",
      (source: string) =>
        source.replace(
          "const kv = keyloom(env);",
          "const kv = () => { const kv = keyloom(env); return kv; };",
        ),
    ],
    [
      "the accessor is made later",
      (source: string) => source.replace(/( {2}const kv.*\n)([\s\S]*?)( {2}return)/, "$2$1$3"),
    ],
    [
      "`keyloom` is the Worker's own",
      (source: string) => source.replace(/^import.*/, "const keyloom = (env: Env) => env;"),
    ],
  ])("is not made if %s", async (_, change) => {
    const original = accessing('await env.CACHE.get("settings", "json")');
    const source = change(original);
    expect(source).not.toBe(original);
    const fixed = await fixingProject(SUGGESTED, KINDS);
    expect(await fixed(source)).toBe(source);
  });

  test("says what to write", async () => {
    const source = accessing("await env.CACHE.delete(`user:${id}`)");
    const found = await lintProject({ "keyloom.schema.ts": KINDS, "worker.ts": source });
    expect(found).toMatchObject([
      {
        rule: "usage/raw-access",
        suggestions: [{ title: "Write `kv.CACHE.user.delete({ id })`." }],
      },
    ]);
  });

  test("compiles like the code before", async () => {
    const changed = CALLS.filter(([, after]) => after !== undefined);
    const errors = await compiledBeside(
      changed.map(([before]) => statement(before)),
      changed.map(([, after]) => statement(after ?? "")),
      KINDS,
    );
    expect(errors).toEqual({ before: [], after: [] });
  });
});

test("suggested code compiles like the code before", async () => {
  const changed = KEYS.flatMap(([before, after]) => (after === undefined ? [] : [[before, after]]));
  const [before, after] = [0, 1].map((at) => changed.map((pair) => worker(`await ${pair[at]};`)));
  const errors = await compiledBeside(before ?? [], after ?? []);
  expect(errors).toEqual({ before: [], after: [] });
});

describe("`keyloom lint --fix-suggestions`", () => {
  const SOURCE = 'await env.CACHE.get("sesion:1:web"); // keyloom-ignore usage/counter: why\n';
  const project = () => writeProject({ "keyloom.schema.ts": SHOP, "worker.ts": SOURCE });
  const textIn = (root: string) => readFileSync(join(root, "worker.ts"), "utf8");

  test("applies suggestions, which `--fix` does not", async () => {
    const root = project();
    const before = await runKeyloom(root, "lint", "--fix");
    expect(textIn(root)).toBe('await env.CACHE.get("sesion:1:web");\n');
    expect(before.stdout).toContain("\nsuggestion: Write `session:1:web`.\n");
    expect(before.stdout).toMatch(
      /\n1 error; 1 of them can be fixed with `--fix-suggestions`, which may change what the code does\n$/,
    );
    await runKeyloom(root, "lint", "--fix-suggestions");
    expect(textIn(root)).toBe('await env.CACHE.get("session:1:web");\n');
  });

  test("leaves other code alone, and lists possible suggestions only in JSON", async () => {
    const root = project();
    const { stdout } = await runKeyloom(root, "lint", "--format=json");
    const edits = [{ start: 21, end: 27, text: "session" }];
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({
        rule: "usage/unknown-key",
        suggestions: [{ title: "Write `session:1:web`.", edits }],
      }),
    );
    const sarif = JSON.parse((await runKeyloom(root, "lint", "--format=sarif")).stdout);
    const fixes = sarif.runs[0].results.flatMap((result: { fixes?: [] }) => result.fixes ?? []);
    expect(fixes).toHaveLength(1);
    await runKeyloom(root, "lint", "--fix-suggestions");
    expect(textIn(root)).toBe(SOURCE.replace("sesion", "session"));
  });
});

describe("a suggestion for a promise that nothing waits for", () => {
  test.each([
    ['env.CACHE.delete("settings");', 'await env.CACHE.delete("settings");'],
    ['void env.CACHE.delete("settings");', 'await env.CACHE.delete("settings");'],
    [
      'env.CACHE.delete("settings").catch(() => {});',
      'await env.CACHE.delete("settings").catch(() => {});',
    ],
    ['userId && env.CACHE.delete("settings");', 'userId && await env.CACHE.delete("settings");'],
    [
      'const text = env.CACHE.get("settings");\n  console.log(`${text}`);',
      'const text = await env.CACHE.get("settings");\n  console.log(`${text}`);',
    ],
    [
      'if (env.CACHE.get("settings") === userId) return;',
      'if ((await env.CACHE.get("settings")) === userId) return;',
    ],
    [
      'Promise.all([env.CACHE.delete("settings")]);',
      'await Promise.all([env.CACHE.delete("settings")]);',
    ],
    // An `await` would not be enough, or is not allowed there.
    ['["a"].forEach(() => env.CACHE.delete("settings"));', undefined],
    ['["a"].map(() => env.CACHE.delete("settings"));', undefined],
    ['const later = () => {\n    env.CACHE.delete("settings");\n  };\n  later();', undefined],
  ])("puts an `await` before it where one is allowed: %s", async (before, after) => {
    const source = worker(before);
    const found = await lintProject({ "keyloom.schema.ts": SHOP, "worker.ts": source });
    const floating = found.filter(({ rule }) => rule === "usage/floating-promise");
    expect(floating).toHaveLength(1);
    expect(floating[0]?.suggestions ?? []).toHaveLength(after === undefined ? 0 : 1);
    const fixed = await fixingProject(SUGGESTED);
    expect(await fixed(source)).toBe(worker(after ?? before));
  });
});
