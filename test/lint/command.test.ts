import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runKeyloom } from "../cli/run-keyloom.ts";
import { writeProject } from "../project.ts";
import { SHOP } from "./project.ts";

const RAW = 'env.CACHE.get("settings");\n';
const ERROR = 'export default { lint: { rules: { "usage/raw-access": "error" } } };';

test("`keyloom lint` shows a minimal schema, and accepts that schema", async () => {
  const worker =
    'export const keep = (env: Env, id: string) => env.CACHE.put("token:" + id, id);\n';
  const root = writeProject({ "worker.ts": worker });
  const { exitCode, stderr } = await runKeyloom(root, "lint");
  expect(exitCode).toBe(2);
  expect(stderr).toContain("there is no schema file at");
  const schema = /^import .*/ms.exec(stderr)?.[0] ?? "";
  writeFileSync(join(root, "keyloom.schema.ts"), schema);
  const run = await runKeyloom(root, "lint");
  expect([run.exitCode, run.stderr]).toEqual([0, ""]);
  expect(run.stdout).toContain("usage/missing-ttl");
});

describe("a schema with problems", () => {
  const worker = `export const keep = async (env: Env, id: string) => {
  await env.CACHE.put("token:" + id, id);
  // keyloom-ignore usage/raw-access: it is read by an old Worker
  await env.CACHE.get("settings");
  return env.ORDERS.get("order:" + id);
};
`;
  const wrangler =
    '{ "kv_namespaces": [{ "binding": "CACHE" }, { "binding": "ORDERS" }, { "binding": "BAD" }] }';

  async function lintWith(schema: string, ...args: readonly string[]) {
    const root = writeProject({
      "keyloom.schema.ts": schema,
      "worker.ts": worker,
      "wrangler.jsonc": wrangler,
    });
    const run = await runKeyloom(root, "lint", "--format=json", ...args);
    const found = JSON.parse(run.stdout) as readonly { line: number; rule: string }[];
    return { ...run, found: found.map(({ line, rule }) => `${line} ${rule}`) };
  }

  test("is reported together with findings in the source, by the keys of sound namespaces", async () => {
    const { exitCode, found } = await lintWith(SHOP.replace("session:{userId}", "session{userId"));
    expect(exitCode).toBe(1);
    expect(found).toEqual(["9 template-syntax", "2 usage/missing-ttl", "5 usage/raw-access"]);
  });

  test("leaves all keys out unless each problem is in one namespace", async () => {
    const schema = SHOP.replace("namespaces:", 'conventions: { separator: "%" },\n  namespaces:');
    const { exitCode, found } = await lintWith(schema);
    expect(exitCode).toBe(1);
    expect(found).toEqual(["5 separator-invalid", "2 usage/missing-ttl"]);
  });

  test("says in the report for people that keys were left out, and writes no baseline", async () => {
    const root = writeProject({
      "keyloom.schema.ts": SHOP.replace('"settings"', '""'),
      "worker.ts": worker,
    });
    const { stdout, stderr } = await runKeyloom(root, "lint");
    expect(stdout).toContain("key-reserved");
    expect(stdout).toContain("usage/missing-ttl");
    expect(stderr).toContain("`collections: {}`");
    expect((await runKeyloom(root, "lint", "--update-baseline")).stdout).not.toContain("usage/");
    expect(existsSync(join(root, "keyloom.lint-baseline.json"))).toBe(false);
  });
});

describe("`keyloom lint` ends", () => {
  test("with 0 if there are no findings", async () => {
    const root = writeProject({ "keyloom.schema.ts": SHOP });
    expect(await runKeyloom(root, "lint")).toEqual({
      exitCode: 0,
      stdout: "No problems found\n",
      stderr: "",
    });
  });

  test("with 1 if a finding is at or above the threshold", async () => {
    const error = writeProject({
      "keyloom.schema.ts": SHOP,
      "keyloom.config.ts": ERROR,
      "a.ts": RAW,
    });
    expect((await runKeyloom(error, "lint")).exitCode).toBe(1);
    const warning = writeProject({ "keyloom.schema.ts": SHOP, "a.ts": RAW });
    const run = await runKeyloom(warning, "lint");
    expect([run.exitCode, run.stdout]).toEqual([0, expect.stringMatching(/\n1 warning\n$/)]);
    expect((await runKeyloom(warning, "lint", "--fail-on=warning")).exitCode).toBe(1);
  });

  test("with 2 if it could not run", async () => {
    const root = writeProject({ "keyloom.schema.ts": SHOP });
    expect((await runKeyloom(root, "lint", "--fail-on=info")).exitCode).toBe(2);
    const { exitCode, stderr } = await runKeyloom(root, "lint", "--baseline=known.json");
    expect([exitCode, stderr]).toEqual([
      2,
      `keyloom: there is no baseline at ${join(root, "known.json")}\nhelp: Write it with \`--update-baseline\`, or fix the path.\n`,
    ]);
    writeFileSync(join(root, "known.json"), "[]");
    expect(await runKeyloom(root, "lint", "--baseline=known.json")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("known.json is not a baseline"),
    });
  });
});

describe("a baseline", () => {
  test("accepts the findings that it lists, wherever they have moved, and no others", async () => {
    const root = writeProject({
      "keyloom.schema.ts": SHOP,
      "keyloom.config.ts": ERROR,
      "src/a.ts": RAW + RAW,
    });
    expect(await runKeyloom(root, "lint", "--update-baseline")).toMatchObject({
      exitCode: 0,
      stdout: "keyloom.lint-baseline.json written, with 2 findings\n",
    });
    const file = join(root, "keyloom.lint-baseline.json");
    const text = readFileSync(file, "utf8");
    expect(JSON.parse(text)).toEqual({
      findings: [
        {
          file: "src/a.ts",
          rule: "usage/raw-access",
          message:
            "`get` of the binding `CACHE` bypasses the accessor of the collection `settings` (`settings`)",
          count: 2,
        },
      ],
    });
    writeFileSync(join(root, "src/a.ts"), `\n\nconst a = 1;\n  ${RAW}\n    ${RAW}`);
    expect(await runKeyloom(root, "lint")).toEqual({
      exitCode: 0,
      stdout: "No problems found\n",
      stderr: "",
    });
    writeFileSync(join(root, "src/a.ts"), `${RAW.repeat(3)}await env.CACHE.delete("settings");\n`);
    const { exitCode, stdout } = await runKeyloom(root, "lint", "--format=json");
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout).map(({ line }: { line: number }) => line)).toEqual([3, 4]);

    await runKeyloom(root, "lint", "--update-baseline");
    writeFileSync(join(root, "src/a.ts"), RAW.repeat(3));
    expect(await runKeyloom(root, "lint")).toMatchObject({
      exitCode: 0,
      stderr:
        "keyloom.lint-baseline.json still holds 1 finding that is no longer there: run `keyloom lint --update-baseline`\n",
    });

    await runKeyloom(root, "lint", "--update-baseline");
    writeFileSync(join(root, "src/a.ts"), RAW);
    const { stderr } = await runKeyloom(root, "lint");
    expect(stderr).toContain("still holds 2 findings that are no longer there");
  });

  test("may be in another folder", async () => {
    const root = writeProject({
      "keyloom.schema.ts": SHOP,
      "keyloom.config.ts": ERROR,
      "a.ts": RAW,
    });
    await runKeyloom(root, "lint", "--update-baseline", "--baseline=ci/known.json");
    expect(readFileSync(join(root, "ci/known.json"), "utf8")).toContain('"file": "../a.ts"');
    expect((await runKeyloom(root, "lint", "--baseline=ci/known.json")).exitCode).toBe(0);
    expect((await runKeyloom(root, "lint")).exitCode).toBe(1);
  });
});
