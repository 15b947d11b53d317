// biome-ignore-all lint/suspicious/noTemplateCurlyInString: code of Workers has templates
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeProject } from "../project.ts";
import { runKeyloom } from "./run-keyloom.ts";

const ID = "0123456789abcdef0123456789abcdef";

const WORKER = `interface Env { SESSIONS: KVNamespace }
interface Session { name: string }
export default {
  async fetch(request: Request, env: Env) {
    const id = request.headers.get("x-session") ?? "";
    const session = await env.SESSIONS.get<Session>(\`session:\${id}\`, "json");
    await env.SESSIONS.put(\`session:\${id}\`, JSON.stringify(session), { expirationTtl: 3600 });
    await env.SESSIONS.get(key);
    return Response.json(session);
  },
};
declare const key: string;
`;

const FILES = {
  "package.json": '{ "type": "module" }',
  "wrangler.jsonc": `{
  "name": "shop",
  "main": "src/worker.ts",
  "kv_namespaces": [{ "binding": "SESSIONS", "id": "${ID}" }], // of the team
}
`,
  "src/worker.ts": WORKER,
};

test("writes a schema for a project, and prints what to look at and which commands come next", async () => {
  const root = writeProject(FILES);
  const { exitCode, stdout, stderr } = await runKeyloom(root, "init");
  expect(stderr).toBe("");
  expect(exitCode).toBe(0);
  expect(stdout).toBe(`keyloom.schema.ts written: 1 namespace, 1 collection

To look at:
  src/worker.ts:8  the code does not say which key this is

Next:
  npm install --save-dev keyloom zod
      which package.json does not name
  npx keyloom generate
      writes the accessors
  npx keyloom lint
      shows the raw accesses to replace with them
  adopt: {"SESSIONS":{"id":"${ID}"}}
      in the arguments of KeyloomStack: the namespaces keep their ids
  pulumi up && pulumi stack output --json | npx keyloom wrangler --outputs -
      takes them over; the wrangler file stays as it is
`);
  expect(
    readFileSync(join(root, "keyloom.schema.ts"), "utf8"),
  ).toBe(`// \`keyloom init\` read this from wrangler.jsonc and the code that uses KV. It describes what the
// code does today; each TODO marks what the code does not say.
import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  output: "./src/kv.gen.ts",
  namespaces: {
    // top level: id ${ID}
    SESSIONS: {
      title: "shop-{stage}-sessions",
      collections: {
        // src/worker.ts:6, src/worker.ts:7
        session: collection({
          key: "session:{id}",
          value: z.object({ name: z.string() }),
          ttl: ttl.fixed("1h"),
        }),
      },
    },
  },
});
`);
  expect((await runKeyloom(root, "check")).stdout).toContain("1 collection, no problems");
  expect((await runKeyloom(root, "generate")).stdout).toBe("src/kv.gen.ts written\n");
  expect((await runKeyloom(root, "lint")).stdout.match(/usage\/raw-access/g)).toHaveLength(3);
});

test("leaves an existing schema as it is", async () => {
  const root = writeProject({ ...FILES, "keyloom.schema.ts": "// mine" });
  const { exitCode, stdout, stderr } = await runKeyloom(root, "init");
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `keyloom: keyloom.schema.ts already exists: it stays as it is
help: Give another path with \`--schema PATH\`, or use \`--dry-run\` to see what would be written.
`,
  });
  expect(readFileSync(join(root, "keyloom.schema.ts"), "utf8")).toBe("// mine");
});

test("--dry-run prints the schema alone to standard output, and writes nothing", async () => {
  const root = writeProject(FILES);
  const before = readdirSync(root);
  const { exitCode, stdout, stderr } = await runKeyloom(root, "init", "--dry-run");
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^\/\/ `keyloom init` read.*\n\}\);\n$/s);
  expect(stderr).toContain("nothing was written");
  expect(stderr).toContain("src/worker.ts:8  the code does not say which key");
  expect(readdirSync(root)).toEqual(before);
});

test("--schema and --config choose the package in a monorepo", async () => {
  const root = writeProject({
    "package.json": '{ "type": "module", "devDependencies": { "keyloom": "1", "zod": "4" } }',
    "apps/shop/src/worker.ts": WORKER,
    "apps/other/worker.ts": "export const other = (env) => env.SESSIONS.get(`other:${id}`);",
    "config/wrangler.toml": 'name = "shop"\n[[kv_namespaces]]\nbinding = "SESSIONS"\n',
  });
  const schema = "apps/shop/keyloom.schema.ts";
  const { exitCode, stdout } = await runKeyloom(
    root,
    ...["init", "--schema", schema, "--config", "config/wrangler.toml"],
  );
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`${schema} written: 1 namespace, 1 collection`);
  expect(stdout).toContain(`npx keyloom lint --schema ${schema}`);
  // There is no id to adopt.
  expect(stdout).toContain(`npx keyloom up --local --schema ${schema}`);
  expect(stdout).toContain(`npx keyloom wrangler --schema ${schema} --config config/wrangler.toml`);
  // The package above names them.
  expect(stdout).not.toContain("npm install");
  expect((await runKeyloom(root, "check", "--schema", schema)).exitCode).toBe(0);
});

test("writes an example schema if there is nothing to read", async () => {
  const root = writeProject({ "package.json": '{ "name": "shop" }' });
  const { exitCode, stdout } = await runKeyloom(root, "init");
  expect(exitCode).toBe(0);
  expect(stdout).toContain("keyloom.schema.ts written: no wrangler file or code has a namespace");
  expect((await runKeyloom(root, "check")).stdout).toContain("1 collection, no problems");
});

test("gives the schema the extension of a module in a CommonJS package", async () => {
  const root = writeProject({ ...FILES, "package.json": '{ "type": "commonjs" }' });
  const { stdout } = await runKeyloom(root, "init");
  expect(stdout).toContain("keyloom.schema.mts written: 1 namespace, 1 collection");
  expect(stdout).not.toContain("type=module");
  expect((await runKeyloom(root, "check")).stdout).toContain("1 collection, no problems");
  expect((await runKeyloom(root, "init")).stderr).toContain("keyloom.schema.mts already exists");
  const given = await runKeyloom(root, "init", "--schema", "kv.ts");
  expect(given.stdout).toContain("npm pkg set type=module");
});

test("reports a wrangler file that cannot be read with its place, and writes nothing", async () => {
  const root = writeProject({ ...FILES, "wrangler.jsonc": '{\n  "kv_namespaces": {}\n}' });
  const { exitCode, stderr } = await runKeyloom(root, "init");
  expect(exitCode).toBe(2);
  expect(stderr).toContain("the wrangler file cannot be read: `kv_namespaces` is not a list");
  expect(stderr).toContain("at wrangler.jsonc:2:");
  expect(existsSync(join(root, "keyloom.schema.ts"))).toBe(false);
});

test.each([
  ["packages/shop/keyloom.schema.ts", "there is no folder ROOT/packages/shop"],
  ["schema.json", "schema.json is not a name for a schema file"],
])("reports that a schema cannot be written to %s", async (path, why) => {
  const root = writeProject(FILES);
  const { exitCode, stderr } = await runKeyloom(root, "init", "--schema", path);
  expect(exitCode).toBe(2);
  expect(stderr.replaceAll(root, "ROOT")).toMatch(/^keyloom: .+\nhelp: .+\n$/);
  expect(stderr.replaceAll(root, "ROOT")).toContain(why);
  expect(existsSync(join(root, path))).toBe(false);
});
