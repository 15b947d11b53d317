import ts from "typescript";
import { describe, expect, test } from "vitest";
import { writeProject } from "../project.ts";
import { type Run, runKeyloom } from "./run-keyloom.ts";

const HEAD = `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
`;

/** One collection, whose options start at line 6. */
function schemaWith(options: string): string {
  return `${HEAD}export default defineKv({
  namespaces: {
    CACHE: { title: "cache", collections: { user: collection({
${options}
    }) } },
  },
});
`;
}

const CLEAN = schemaWith('key: "user:{id}", value: z.string(), ttl: ttl.fixed("1h"),');
const SHORT = schemaWith('key: "user:{id}", value: z.string(), ttl: ttl.fixed("1s"),');

async function check(
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Run> {
  const run = await runKeyloom(writeProject(files), "check", ...args);
  // Whatever is wrong with a schema, its author sees no stack of Keyloom's or of Node's.
  expect(run.stderr).not.toMatch(/^\s+at .*\(|node:internal|\bschema\/\w+\.ts/m);
  return run;
}

describe("a schema file that is not given", () => {
  test.each([
    ["keyloom.schema.mts", "{}"],
    ["keyloom.schema.js", '{"type":"module"}'],
    ["keyloom.schema.mjs", "{}"],
  ])("is found as %s", async (file, manifest) => {
    const { stdout } = await check({ [file]: CLEAN, "package.json": manifest });
    expect(stdout).toBe(`${file}: 1 namespace, 1 collection, no problems\n`);
  });

  test("is rejected if there are two, since one may be compiled from the other", async () => {
    const files = { "keyloom.schema.ts": CLEAN, "keyloom.schema.js": CLEAN };
    expect(await check(files)).toMatchObject({
      exitCode: 2,
      stderr:
        "keyloom: there are two schema files: keyloom.schema.ts and keyloom.schema.js\nhelp: Remove one of them, or choose one with `--schema`.\n",
    });
    const { exitCode } = await check(files, "--schema", "keyloom.schema.js");
    expect(exitCode).toBe(0);
  });
});

describe("a schema without problems", () => {
  test("ends with 0 and says what was checked", async () => {
    expect(await check({ "keyloom.schema.ts": CLEAN })).toEqual({
      exitCode: 0,
      stdout: "keyloom.schema.ts: 1 namespace, 1 collection, no problems\n",
      stderr: "",
    });
  });

  test("may be in another folder, and be JavaScript", async () => {
    const files = { "config/kv.mjs": CLEAN };
    const { exitCode, stdout } = await check(files, "--schema", "config/kv.mjs");
    expect([exitCode, stdout]).toEqual([
      0,
      "config/kv.mjs: 1 namespace, 1 collection, no problems\n",
    ]);
  });

  test("may ask zod for messages in another language", async () => {
    const other = schemaWith(
      'key: "user:{id}", value: z.int(), ttl: ttl.fixed("1h"), fallback: "x",',
    );
    const german = other.replace("export", "z.config(z.locales.de());\nexport");
    const { exitCode, stdout } = await check({ "keyloom.schema.ts": german });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("Ungültige Eingabe: erwartet Zahl, erhalten string");
  });

  test("is an empty array as JSON", async () => {
    const { exitCode, stdout } = await check({ "keyloom.schema.ts": CLEAN }, "--format", "json");
    expect([exitCode, JSON.parse(stdout)]).toEqual([0, []]);
  });
});

describe("a schema with problems", () => {
  test("ends with 1 and shows each with its place, its id and the code", async () => {
    expect(await check({ "keyloom.schema.ts": SHORT })).toEqual({
      exitCode: 1,
      stdout: `keyloom.schema.ts:6:43  error  ttl-range
KV rejects a TTL of 1 s: it accepts 60 to 2147483647 s
  4 |   namespaces: {
  5 |     CACHE: { title: "cache", collections: { user: collection({
> 6 | key: "user:{id}", value: z.string(), ttl: ttl.fixed("1s"),
    |                                           ^^^^^^^^^^^^^^^
  7 |     }) } },
  8 |   },
  9 | });
help: Choose a TTL of a minute or more: \`"60s"\`.

1 error
`,
      stderr: "",
    });
  });

  test("shows the same problems as JSON", async () => {
    const { exitCode, stdout } = await check({ "keyloom.schema.ts": SHORT }, "--format", "json");
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([
      { rule: "ttl-range", severity: "error", file: "keyloom.schema.ts", line: 6, column: 43 },
    ]);
  });

  test("places problems of a seed in the seed's file, and shows none of its lines, which may be secret", async () => {
    const schema = schemaWith(
      'key: "user:{id}", value: z.string(), ttl: ttl.fixed("1h"), seed: "./users.json",',
    );
    const seed = '[\n  { "params": { "id": "1" }, "value": 1 }\n]\n';
    const { exitCode, stdout } = await check({ "keyloom.schema.ts": schema, "users.json": seed });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("users.json:2:3  error  seed-mismatch\n");
    expect(stdout).not.toContain('"params"');
  });

  test("stops after twenty bad records of a seed", async () => {
    const records = Array.from({ length: 30 }, (_, id) => ({ params: { id: `${id}` }, value: 1 }));
    const schema = schemaWith(
      `key: "user:{id}", value: z.string(), ttl: ttl.fixed("1h"), seed: ${JSON.stringify(records)} as never,`,
    );
    const { stdout } = await check({ "keyloom.schema.ts": schema });
    expect(stdout).toMatch(/\n20 errors\n$/);
  });

  test.each([
    ["a byte order mark", `\uFEFF${SHORT}`],
    ["Windows line ends", SHORT.replaceAll("\n", "\r\n")],
  ])("counts columns past %s", async (_, schema) => {
    const { stdout } = await check({ "keyloom.schema.ts": schema });
    expect(stdout).toContain("keyloom.schema.ts:6:43  error  ttl-range");
  });
});

describe("a schema with values of the wrong types", () => {
  test.each(["", "{}", '"CACHE"'])("is reported where defineKv takes %j", async (options) => {
    const schema = `${HEAD}export default defineKv(${options});`;
    const { exitCode, stdout } = await check({ "kv.mjs": schema }, "--schema=kv.mjs");
    expect(stdout).toContain("kv.mjs:3:16  error  definition-invalid\n");
    expect(exitCode).toBe(1);
  });

  test("has each reported with its place", async () => {
    const schema = `${HEAD}const [value, hour] = [z.string(), ttl.fixed("1h")];
export default defineKv({
  namespaces: {
    A: null,
    B: { title: "b" },
    C: { title: "c", collections: {
      a: 5,
      b: collection(),
      c: collection({ value, ttl: hour }),
      d: collection({ key: 42, value, ttl: hour }),
      e: collection({ key: "e", value: String, ttl: hour }),
      f: collection({ key: "f", value, ttl: "1h" }),
      g: collection({ key: "g", value, params: null, ttl: hour }),
      h: collection({ key: "h:{x}", params: { x: 5 }, value, ttl: hour }),
      i: collection({ key: "i", value, ttl: hour, seed: 5 }),
    } },
  },
});
`;
    const { exitCode, stdout } = await check({ "kv.mjs": schema }, "--schema=kv.mjs");
    const found = [...stdout.matchAll(/^kv\.mjs:(\S+) {2}error {2}definition-invalid\n(.+)$/gm)];
    expect(found.map(([, place, message]) => `${place} ${message}`)).toEqual([
      "6:8 a namespace must be an object of options, but is null",
      "7:8 a namespace needs the option `collections`",
      "9:10 `a` is not a collection",
      "10:10 a collection must be an object of options, but is nothing",
      "11:10 a collection needs the option `key`",
      "12:28 `key` must be a string, but is a number",
      "13:40 `value` must be a zod 4 type, but is a function",
      '14:45 `ttl` must be a policy made by `ttl`, but is "1h"',
      "15:48 `params` must be an object, but is null",
      "16:50 the parameter `{x}` must be a zod 4 type, `param.rest`, `param.unpadded` or `param.custom`, but is a number",
      "17:57 `seed` must be a path or an array of records, but is a number",
    ]);
    expect(exitCode).toBe(1);
  });
});

describe("an option that does not exist", () => {
  test.each([
    ["metdata", "Did you mean `metadata`? Its options are: key, params,"],
    ["colour", "Its options are: key, params,"],
  ])("is reported with what was meant, if that is clear: %s", async (name, help) => {
    const text = schemaWith(
      `key: "user:{id}", value: z.string(), ttl: ttl.fixed("1h"), ${name}: 1,`,
    );
    const { stdout } = await check({ "keyloom.schema.ts": text });
    expect(stdout).toContain(`a collection has no option \`${name}\``);
    expect(stdout).toContain(`\nhelp: ${help}`);
  });
});

test("shows the progress of a seed that takes long to read, apart from the output", async () => {
  const files = {
    "keyloom.schema.ts": schemaWith(
      'key: "user:{id}", value: z.string(), ttl: ttl.fixed("1h"), seed: "./seed.ts",',
    ),
    "seed.ts": `export default async function* () {
  yield { params: { id: "1" }, value: "a" };
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  yield { params: { id: "2" }, value: "a" };
}
`,
  };
  const { stdout, stderr } = await check(files);
  expect(stdout).toBe("keyloom.schema.ts: 1 namespace, 1 collection, no problems\n");
  expect(stderr).toMatch(/^ {2}checking CACHE\.user 1, \d+\/s\n/);
  expect(stderr).toMatch(/\n {2}checking CACHE\.user 2, \d+\/s\n+$/);
  const quick = { ...files, "seed.ts": files["seed.ts"].replace("2_500", "0") };
  expect((await check(quick)).stderr).toBe("");
});

test("finds the places in a schema whose type is written down, as isolatedDeclarations requires", async () => {
  const typed = SHORT.replace("{ collection", "{ type KvDefinition, collection").replace(
    "export default defineKv",
    "const kv: KvDefinition = defineKv",
  );
  const text = `${typed}export default kv;\n`;
  const codes = (of: string) =>
    ts
      .transpileDeclaration(of, {
        reportDiagnostics: true,
        compilerOptions: { isolatedDeclarations: true },
      })
      .diagnostics?.map(({ code }) => code);
  expect([codes(SHORT), codes(text)]).toEqual([[9037], []]);
  const place = ({ stdout }: Run) => stdout.split("\n")[0];
  const found = place(await check({ "keyloom.schema.ts": text }));
  expect(found).toBe(place(await check({ "keyloom.schema.ts": SHORT })));
  expect(found).toMatch(/^keyloom\.schema\.ts:6:\d+ .* ttl-range$/);
});
