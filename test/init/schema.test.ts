// biome-ignore-all lint/suspicious/noTemplateCurlyInString: code of Workers has templates.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { GENERATED_MARK } from "../../codegen/generated-mark.ts";
import { compileFile } from "../../schema/compile-file.ts";
import { type InitialSchema, initialSchema } from "../../src/init/index.ts";
import { writeProject } from "../project.ts";

const WRANGLER = '{ "name": "shop", "kv_namespaces": [{ "binding": "CACHE" }] }';

/** What is read out of a project, whose schema has to be one without problems. */
async function read(files: Readonly<Record<string, string>>): Promise<InitialSchema> {
  const root = writeProject(files);
  const file = join(root, "keyloom.schema.ts");
  const schema = await initialSchema(file);
  writeFileSync(file, schema.text);
  expect((await compileFile(file)).problems).toEqual([]);
  return schema;
}

/** The same of a Worker with the binding `CACHE`, by the lines of its `fetch`. */
function readLines(...lines: readonly string[]): Promise<InitialSchema> {
  const isType = (line: string) => line.startsWith("interface ");
  const source = [
    ...lines.filter(isType),
    "export default {",
    "async fetch(request, env, context) {",
    ...lines.filter((line) => !isType(line)),
    "} };",
  ];
  return read({ "wrangler.jsonc": WRANGLER, "worker.ts": source.join("\n") });
}

/** The lines of a schema from a given one on, without the text around them. */
function linesFrom(text: string, start: string, count: number): readonly string[] {
  const lines = text.split("\n").map((line) => line.trim());
  const at = lines.findIndex((line) => line.startsWith(start));
  return lines.slice(at, at + count);
}

function messages({ notes }: InitialSchema): readonly string[] {
  return notes.map(({ line, message }) => `${line}: ${message}`);
}

describe("namespaces", () => {
  const A = "a".repeat(32);
  const B = "b".repeat(32);
  const C = "c".repeat(32);

  test("of all environments become one per binding, with the ids of each to adopt", async () => {
    const { text, adopted } = await read({
      "wrangler.toml": `
name = "shop"
[[kv_namespaces]]
binding = "CACHE"
id = "${A}"
preview_id = "${B}"
[[env.production.kv_namespaces]]
binding = "CACHE"
id = "${C}"
`,
    });
    expect(linesFrom(text, "// top level", 9)).toEqual([
      `// top level: id ${A}, preview_id ${B}`,
      `// production: id ${C}`,
      "CACHE: {",
      'title: "shop-{stage}-cache",',
      "preview: true,",
      "// TODO: no code that uses it was found; add a collection for each kind of record.",
      "collections: {},",
      "},",
      "},",
    ]);
    expect(adopted).toEqual([
      { environment: undefined, adopt: { CACHE: { id: A, previewId: B } } },
      { environment: "production", adopt: { CACHE: { id: C } } },
    ]);
  });

  test("with two bindings become one, and the other name is reported", async () => {
    const found = await read({
      "wrangler.jsonc": `{
  "name": "shop",
  "kv_namespaces": [
    { "binding": "CACHE", "id": "${A}" },
    { "binding": "PAGES", "id": "${A}" },
  ],
}`,
      "worker.ts": 'export const page = (env, id) => env.PAGES.get(`page:${id}`, "json");',
    });
    expect(found.namespaces).toBe(1);
    expect(linesFrom(found.text, "page:", 2)).toEqual(["page: collection({", 'key: "page:{id}",']);
    expect(messages(found)).toEqual([
      "5: `PAGES` is another name for the namespace of `CACHE`: its keys are there, and it is left out",
    ]);
    expect(found.adopted).toEqual([{ environment: undefined, adopt: { CACHE: { id: A } } }]);
  });

  test("that no wrangler file names are found in the code's own Env", async () => {
    const { text } = await read({
      "worker.ts": `interface Env { SESSIONS: KVNamespace; FLAGS: KVNamespace }
export const flag = (env: Env, name: string) => env.FLAGS.get(\`flag:\${name}\`);
export const open = (env: Env, id: string) => read(env.SESSIONS, id);
const read = (kv: KVNamespace, id: string) => kv.get(\`session:\${id}\`);`,
    });
    expect(text).toContain("FLAGS: {");
    expect(text).toMatch(/SESSIONS: \{[^}]*\}-sessions",[^}]*session: collection/);
  });

  test("have their generated code beside the Worker's main module", async () => {
    const root = writeProject({
      "wrangler.jsonc": WRANGLER.replace("{", '{ "main": "src/index.ts",'),
    });
    const file = join(root, "keyloom.schema.ts");
    // It is not made: a folder that is not there is that of a build.
    expect((await initialSchema(file)).text).not.toContain("output");
    mkdirSync(join(root, "src"));
    expect((await initialSchema(file)).text).toContain('output: "./src/kv.gen.ts",');
    writeFileSync(join(root, "src", "kv.gen.ts"), "// of somebody else");
    expect((await initialSchema(file)).text).toContain('output: "./src/keyloom.gen.ts",');
    // What Keyloom has generated it writes again.
    writeFileSync(join(root, "src", "kv.gen.ts"), `${GENERATED_MARK}another schema`);
    expect((await initialSchema(file)).text).toContain('output: "./src/kv.gen.ts",');
  });

  test("are shown in an example schema if there are none", async () => {
    const { text, isExample } = await read({ "package.json": '{ "name": "@team/My Shop" }' });
    expect(isExample).toBe(true);
    expect(text).toContain('title: "my-shop-{stage}-cache",');
  });
});

describe("keys", () => {
  test("of other collections are excluded from a parameter", async () => {
    const { text } = await readLines(
      "await env.CACHE.get(`user:${request.id}`);",
      'await env.CACHE.get("user:index");',
      'await env.CACHE.get("user:count");',
    );
    expect(linesFrom(text, 'key: "user:{id}"', 2)).toEqual([
      'key: "user:{id}",',
      "params: { id: z.string().regex(/^(?!(?:index|count)$).{1,507}$/) },",
    ]);
  });

  test("with a literal part belong to those that have a parameter there", async () => {
    const found = await readLines(
      "await env.CACHE.get(`said:${request.chat}:${request.id}`);",
      "await env.CACHE.get(`said:all:${request.id}`);",
    );
    expect(found.collections).toBe(1);
    expect(messages(found)).toEqual(["4: `said:all:…` is treated as one of `said:…:…`"]);
  });

  test("that could be the same are left out, with a message", async () => {
    const found = await readLines(
      "await env.CACHE.get(`user_${request.id}`);",
      "await env.CACHE.get(request.code);",
    );
    expect(found.text).toContain('key: "user_{id}"');
    expect(found.text).not.toContain("{code}");
    expect(messages(found)).toEqual([
      expect.stringMatching(/^4: `\{code\}` is left out: .* can make the same key/),
    ]);
  });

  test("whose parameters touch have one parameter for both", async () => {
    const { text } = await readLines(
      "await env.CACHE.get(`a:${request.year}${request.month}`);",
      "await env.CACHE.get(`b:${request.id}px-${request.size}`);",
    );
    expect(text).toContain('key: "a:{yearMonth}"');
    expect(text).toContain('key: "b:{id}-{size}"');
  });

  test("known only from a list have the rest of the key as a parameter", async () => {
    const { text } = await readLines(
      'for (const { name } of (await env.CACHE.list({ prefix: "event:" })).keys) {',
      '  show(await env.CACHE.get<{ at: string }>(name, "json"));',
      "}",
    );
    expect(linesFrom(text, "// TODO: say what", 7)).toEqual([
      "// TODO: say what follows the prefix: the code only lists these keys",
      "// TODO: say how long it lives: no code that writes it was found",
      "event: collection({",
      'key: "event:{rest}",',
      "params: { rest: param.rest() },",
      "value: z.object({ at: z.string() }),",
      'ttl: ttl.none("no code that writes it was found"),',
    ]);
  });

  test("in an array are those of its elements, and those of a list have its prefix", async () => {
    const { text } = await readLines(
      "const keys = request.ids.map((id) => `user:${id}`);",
      "await env.CACHE.get(keys);",
      'const page = await env.CACHE.list({ prefix: "team:" });',
      "await env.CACHE.get(page.keys.map(({ name }) => name));",
    );
    expect([...text.matchAll(/key: (.*),/g)].map(([, key]) => key)).toEqual([
      '"user:{id}"',
      '"team:{rest}"',
    ]);
  });

  test("in a variable are all its assigned values", async () => {
    const found = await readLines(
      "let key = `order:${request.id}`;",
      "if (request.isTest) key = `test:${request.id}`;",
      "await env.CACHE.put(key, request.count.toString());",
      "const cacheKey = new URL(request.url).pathname;",
      "await env.CACHE.delete(cacheKey);",
    );
    expect([...found.text.matchAll(/key: (.*),/g)].map(([, key]) => key)).toEqual([
      '"order:{id}"',
      '"test:{id}"',
    ]);
    // Any path may be one of those.
    expect(messages(found)).toEqual([expect.stringMatching(/^7: `\{pathname\}` is left out: /)]);
  });

  test("from elsewhere are reported, and those with braces", async () => {
    const found = await readLines(
      "await env.CACHE.get(key);",
      "await env.CACHE.get(`{${request.id}}`);",
    );
    expect(messages(found)).toEqual([
      "3: the code does not say which key this is",
      "4: the key contains braces, or half a character, which a template cannot",
    ]);
  });

  test("keep URLs unencoded, and known texts become an enum", async () => {
    const { text } = await readLines(
      "await env.CACHE.get(`page:${request.url}`);",
      'const side = request.isLeft ? "left" : "right";',
      "await env.CACHE.get(`side:${side}`);",
    );
    expect(text).toContain("params: { url: param.rest() }");
    expect(text).toContain('params: { side: z.enum(["left", "right"]) }');
  });

  test("have valid parameter names, each used once", async () => {
    const { text } = await readLines(
      "await env.CACHE.get(`delete:${request.id}`);",
      "await env.CACHE.get(`2fa:${request.headers.get('x-user')}`);",
      "await env.CACHE.get(`user:${request.user.id}:${request.team.id}`);",
      "await env.CACHE.get(`user:${request.id}`);",
      "await env.CACHE.get(`__proto__:${request.id}`);",
    );
    const names = [...text.matchAll(/(\w+): collection\(\{\s+key: ("[^"]*")/g)];
    expect(names.map(([, name, key]) => `${name} ${key}`)).toEqual([
      'deleteRecord "delete:{id}"',
      'n2fa "2fa:{xUser}"',
      'user "user:{id}:{teamId}"',
      'userId "user:{id}"',
      'proto "__proto__:{id}"',
    ]);
  });
});

describe("values", () => {
  test("have the types of reads and writes, and are optional if a write leaves them out", async () => {
    const { text } = await readLines(
      "interface Cart { items: string[]; note: string | null; kind: 'a' | 'b'; seen?: number }",
      'const cart = await env.CACHE.get<Cart>(`cart:${request.id}`, "json");',
      "await env.CACHE.put(`cart:${request.id}`, JSON.stringify({ items: [], kind: 'a', at: Date.now() }));",
    );
    expect(linesFrom(text, "value:", 7)).toEqual([
      "value: z.object({",
      "items: z.array(z.string()),",
      "note: z.string().nullable().optional(),",
      'kind: z.enum(["a", "b"]),',
      "seen: z.number().optional(),",
      "at: z.number(),",
      "}),",
    ]);
  });

  test("of unknown type are marked", async () => {
    const { text } = await readLines(
      "const body = await request.json();",
      "await env.CACHE.put(`a:${request.id}`, JSON.stringify(body));",
      "await env.CACHE.put(`b:${request.id}`, JSON.stringify({ body }));",
      "await env.CACHE.put(`c:${request.id}`, JSON.stringify(body as { id: string }));",
    );
    expect(text).toMatch(
      /TODO: say what the value is: the code does not\n.*\n.*\n\s+value: z.unknown\(\)/,
    );
    expect(text).toContain("// TODO: say what `z.unknown()` is: the code does not");
    expect(text).toContain("z.object({ body: z.unknown() })");
    // There may be more values from elsewhere than the code shows.
    expect(text).toContain("z.looseObject({ id: z.string() })");
  });

  test("are text, bytes or streams, depending on how they are written and read", async () => {
    const { text } = await readLines(
      "await env.CACHE.put(`a:${request.id}`, await request.arrayBuffer());",
      "await env.CACHE.put(`b:${request.id}`, request.body);",
      "await env.CACHE.put(`c:${request.id}`, request.isOn ? 'on' : 'off');",
      "await env.CACHE.put(`d:${request.id}`, await request.text());",
      'await env.CACHE.get(`e:${request.id}`, { type: "stream" });',
    );
    const stored = [...text.matchAll(/(value: .*|codec: .*),/g)].map(([, line]) => line);
    expect(stored).toEqual([
      'codec: "bytes"',
      'codec: "stream"',
      'value: z.enum(["on", "off"])',
      'codec: "text"',
      "value: z.string()",
      'codec: "text"',
      'codec: "stream"',
    ]);
  });

  test("that are written in two ways are reported where they differ", async () => {
    const found = await readLines(
      "await env.CACHE.put(`a:${request.id}`, JSON.stringify({ id: 1 }));",
      "await env.CACHE.put(`a:${request.id}`, await request.text());",
    );
    expect(messages(found)).toEqual(["4: it writes text, but others have JSON"]);
  });

  test("have metadata that fits into KV, and none without a bound", async () => {
    const { text } = await readLines(
      "const metadata = { type: `${request.type}`, at: Date.now() };",
      "await env.CACHE.put(`a:${request.id}`, `${1}`, { metadata });",
      "await env.CACHE.put(`b:${request.id}`, `${1}`, { metadata: { tags: request.tags } });",
    );
    // Whatever is stored has fitted: the texts have all the room that KV leaves them.
    expect(text).toContain("metadata: z.object({ type: z.string().max(981), at: z.number() }),");
    expect(text.match(/metadata:/g)).toHaveLength(1);
    expect(text).toContain("// TODO: describe the metadata, and limit its size: the code does not");
  });

  test("that contain themselves end somewhere", async () => {
    const { text } = await readLines(
      "interface Tree { name: string; children: Tree[] }",
      'await env.CACHE.get<Tree>(`tree:${request.id}`, "json");',
    );
    expect(text).toContain("z.unknown()");
  });
});

describe("ends", () => {
  test("are those of the writes", async () => {
    const found = await readLines(
      "const DAY = 24 * 60 * 60;",
      "await env.CACHE.put(`a:${request.id}`, `1`, { expirationTtl: DAY * 7 });",
      "await env.CACHE.put(`b:${request.id}`, `1`, { expirationTtl: 60 });",
      "await env.CACHE.put(`b:${request.id}`, `1`, { expirationTtl: 90 });",
      "await env.CACHE.put(`c:${request.id}`, `1`, { expirationTtl: 3600 });",
      "await env.CACHE.put(`c:${request.id}`, `1`, { expirationTtl: request.seconds });",
      "await env.CACHE.put(`d:${request.id}`, `1`, { expiration: request.at });",
      "await env.CACHE.put(`e:${request.id}`, `1`);",
      "await env.CACHE.put(`f:${request.id}`, `1`, { expirationTtl: 30 });",
      "await env.CACHE.put(`g:${request.id}`, `1`, { expirationTtl: 300 });",
      "await env.CACHE.put(`g:${request.id}`, `1`);",
      "const options = request.ttl ? { expirationTtl: request.ttl } : undefined;",
      "await env.CACHE.put(`h:${request.id}`, `1`, options);",
    );
    expect([...found.text.matchAll(/ttl: (ttl.*),/g)].map(([, policy]) => policy)).toEqual([
      'ttl.fixed("7d")',
      'ttl.required({ min: "1m", max: "90s" })',
      'ttl.default("1h")',
      "ttl.required()",
      'ttl.none("no write sets an expiration")',
      'ttl.fixed("1m")',
      'ttl.fixed("5m")',
      'ttl.optional("some writes may set no expiration")',
    ]);
    expect(messages(found)).toEqual([
      "11: KV rejects an expiration of 30 s: the minimum is 60 s",
      "13: it writes without the expiration that others set",
    ]);
  });
});

test("files that do not parse and unknown namespaces are reported", async () => {
  const found = await read({
    "wrangler.jsonc":
      '{ "name": "shop", "kv_namespaces": [{ "binding": "A" }, { "binding": "B" }] }',
    "broken.ts": "export const kv = env.A.get(;",
    "worker.ts": "export const read = (kv: KVNamespace, id: string) => kv.get(`x:${id}`);",
    "worker.test.ts": "await env.A.get('in:tests');",
  });
  expect(messages(found)).toEqual([
    "1: the file cannot be parsed: nothing in it was read",
    "1: the code does not say which namespace this is",
  ]);
  expect(found.collections).toBe(0);
});
