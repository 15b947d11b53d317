import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runKeyloom } from "../cli/run-keyloom.ts";
import { SHOP } from "../lint/project.ts";
import { writeProject } from "../project.ts";

const CHANGED = SHOP.replace("config:flag:{name}", "flag:{name}");

describe("`keyloom breaking`", () => {
  test("compares with the baseline beside the schema, and writes it when told to", async () => {
    const root = writeProject({ "keyloom.schema.ts": SHOP });
    expect(await runKeyloom(root, "breaking")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("help: Write one with `keyloom breaking --update-baseline`"),
    });
    const written = await runKeyloom(root, "breaking", "--update-baseline");
    expect(written).toEqual({ exitCode: 0, stdout: "keyloom.baseline.json written\n", stderr: "" });
    expect(await runKeyloom(root, "breaking")).toMatchObject({
      exitCode: 0,
      stdout: "No breaking changes\n",
    });
    writeFileSync(join(root, "keyloom.schema.ts"), CHANGED);
    const { exitCode, stdout } = await runKeyloom(root, "breaking", "--format=json");
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([
      { rule: "breaking/key-changed", severity: "error", file: "keyloom.schema.ts", line: 10 },
    ]);
  });

  test.each([
    "[]",
    '{ "version": 1, "namespaces": [{}] }',
    '{ "version": 1, "namespaces": [{ "binding": "A", "title": "a", "collections": [{ "name": "b" }] }] }',
  ])("rejects a file that is not a baseline: %s", async (text) => {
    const root = writeProject({ "keyloom.schema.ts": SHOP, "a.json": text });
    const run = await runKeyloom(root, "breaking", "--against=a.json");
    expect(run).toMatchObject({
      exitCode: 2,
      // Rewritten, it would hide what has broken.
      stderr: expect.stringMatching(/a\.json is not a baseline\nhelp: Restore it from the repo/),
    });
  });

  test.each(["main", "npm:@acme/kv"])(
    "rejects a commit or a package as the baseline to write: %s",
    async (against) => {
      const root = writeProject({ "keyloom.schema.ts": SHOP });
      const run = await runKeyloom(root, "breaking", "--update-baseline", `--against=${against}`);
      expect(run).toMatchObject({
        exitCode: 2,
        stderr: expect.stringMatching(
          /^keyloom: .+ does not name one\nhelp: Leave out `--against`/,
        ),
      });
      expect(existsSync(join(root, against))).toBe(false);
    },
  );

  test("rejects a baseline of another version", async () => {
    const root = writeProject({ "keyloom.schema.ts": SHOP });
    await runKeyloom(root, "breaking", "--update-baseline");
    const file = join(root, "keyloom.baseline.json");
    const model = { ...JSON.parse(readFileSync(file, "utf8")), version: 0 };
    writeFileSync(file, JSON.stringify(model));
    expect((await runKeyloom(root, "breaking")).stderr).toContain("another version of Keyloom");
  });

  test("compares with the schema of a commit and its imports, and leaves the files alone", async () => {
    const root = writeProject({
      "app/keyloom.schema.ts": SHOP.replace('"order:{id}"', "ORDER").replace(
        "const value",
        'import { ORDER } from "../shared/keys.ts";\nconst value',
      ),
      "shared/keys.ts": 'export const ORDER = "order:{id}";',
      ".gitignore": "node_modules\n",
      // What releases leave out is in the commit all the same.
      ".gitattributes": "shared export-ignore\n",
    });
    const git = (...args: readonly string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], { cwd: root });
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "--message=one");
    const app = join(root, "app");
    expect(await runKeyloom(app, "breaking", "--against=HEAD")).toMatchObject({
      exitCode: 0,
      stdout: "No breaking changes\n",
    });
    writeFileSync(join(root, "shared/keys.ts"), 'export const ORDER = "orders:{id}";');
    const run = await runKeyloom(app, "breaking", "--against=HEAD");
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain("keys were `order:{id}`: this breaks stored data");
    expect(git("status", "--porcelain").toString()).toBe(" M shared/keys.ts\n");

    const missing = await runKeyloom(app, "breaking", "--against=nowhere");
    expect(missing).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("no commit `nowhere`"),
    });

    writeFileSync(join(root, "app/keyloom.schema.ts"), "export default (;\n");
    git("commit", "--quiet", "--all", "--message=broken");
    writeFileSync(join(root, "app/keyloom.schema.ts"), SHOP);
    const broken = await runKeyloom(app, "breaking", "--against=HEAD");
    expect(broken.exitCode).toBe(2);
    expect(broken.stderr).toMatch(/^keyloom: the schema in `HEAD` cannot be run: .+ \(line 1\)$/m);
    expect(broken.stderr).toContain("help: Compare with a commit whose schema passes");
    expect(broken.stderr).not.toContain("keyloom-breaking-");
  });

  test("compares with the model in a package, installed or fetched by npm", async () => {
    const root = writeProject({
      "keyloom.schema.ts": SHOP,
      "published/package.json": '{ "name": "@acme/shop-kv", "version": "1.0.0" }',
      "bare/package.json": '{ "name": "bare", "version": "1.0.0" }',
      "bare/index.js": "",
    });
    const published = join(root, "published/keyloom.baseline.json");
    await runKeyloom(root, "breaking", "--update-baseline", `--against=${published}`);
    mkdirSync(join(root, "node_modules/@acme"));
    symlinkSync(join(root, "published"), join(root, "node_modules/@acme/shop-kv"), "junction");
    writeFileSync(join(root, "keyloom.schema.ts"), CHANGED);
    const app = join(root, "keyloom.schema.ts");
    for (const against of ["@acme/shop-kv", "npm:./published"]) {
      const run = await runKeyloom(root, "breaking", `--schema=${app}`, `--against=${against}`);
      expect(run).toMatchObject({ exitCode: 1, stderr: "" });
      expect(run.stdout).toContain("keys were `config:flag:{name}`: this breaks stored data");
    }
    expect(await runKeyloom(root, "breaking", "--against=npm:./bare")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/the package \.\/bare carries no model\nhelp: Publish/),
    });
    expect(await runKeyloom(root, "breaking", "--against=npm:./nowhere")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^keyloom: npm cannot fetch \.\/nowhere: .+\nhelp: Give/),
    });
  });
});
