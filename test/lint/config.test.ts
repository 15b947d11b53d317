import { describe, expect, test } from "vitest";
import { runKeyloom } from "../cli/run-keyloom.ts";
import { placeAndRule, writeProject } from "../project.ts";
import { lintProject, SHOP } from "./project.ts";

const RAW = 'env.CACHE.get("settings");\n';

function configOf(lint: string): string {
  return `import { defineConfig } from "keyloom";\n\nexport default defineConfig({\n  lint: ${lint},\n});\n`;
}

async function foundWith(lint: string, files: Readonly<Record<string, string>> = { "a.ts": RAW }) {
  const config = { "keyloom.config.ts": configOf(lint) };
  return lintProject({ "keyloom.schema.ts": SHOP, ...config, ...files });
}

describe("a rule's level", () => {
  test("is set by the configuration", async () => {
    const [found] = await foundWith('{ rules: { "usage/raw-access": "error" } }');
    expect(found).toMatchObject({ rule: "usage/raw-access", severity: "error" });
  });

  test("may be off, even for rules on the schema and findings of the engine", async () => {
    const files = {
      "keyloom.schema.ts": SHOP.replace("settings:", "Settings:"),
      "a.ts": "env.CACHE.get(",
    };
    const off = '"naming/collection-case": "off", "source/parse-error": "off"';
    expect((await foundWith("{}", files)).map(({ rule }) => rule)).toEqual([
      "source/parse-error",
      "naming/collection-case",
    ]);
    expect(await foundWith(`{ rules: { ${off} } }`, files)).toEqual([]);
  });

  test("may differ by file, and the last matching override counts", async () => {
    const found = await foundWith(
      `{
        overrides: [
          { files: ["scripts/**"], rules: { "usage/raw-access": "error" } },
          { files: ["**/old-*.ts"], rules: { "usage/raw-access": "off" } },
        ],
      }`,
      { "a.ts": RAW, "scripts/a.ts": RAW, "scripts/old-a.ts": RAW },
    );
    expect(found.map(({ file, severity }) => `${file} ${severity}`)).toEqual([
      "a.ts warning",
      "scripts/a.ts error",
    ]);
  });
});

describe("the files of a workspace, with the schema in a package of its own", () => {
  const kv = (lint: string) => ({
    "kv/keyloom.schema.ts": SHOP,
    "kv/keyloom.config.ts": configOf(lint),
    "kv/src/scripts/a.ts": RAW,
  });
  const web = { "web/src/a.ts": RAW, "web/a.test.ts": RAW, "web/scripts/a.ts": RAW };

  test("are those of other folders too, where globs are relative to these", async () => {
    const found = await lintProject(
      {
        ...kv(`{
          folders: ["../web"],
          exclude: ["**/*.test.ts", "scripts/**"],
          overrides: [{ files: ["src/a.ts"], rules: { "usage/raw-access": "error" } }],
        }`),
        ...web,
        "api/src/a.ts": RAW,
      },
      "kv/keyloom.schema.ts",
    );
    expect(found.map(({ file, severity }) => `${file} ${severity}`)).toEqual([
      "kv/src/scripts/a.ts warning",
      "web/src/a.ts error",
    ]);
  });

  test("are those of the whole workspace if a folder is above, each once", async () => {
    const found = await lintProject(
      { ...kv('{ folders: [".."] }'), ...web, "node_modules/a.ts": RAW },
      "kv/keyloom.schema.ts",
    );
    expect(found.map(({ file }) => file)).toEqual([
      ...["kv/src/scripts/a.ts", "web/scripts/a.ts", "web/src/a.ts"],
    ]);
  });

  test("need folders that exist", async () => {
    const root = writeProject({ ...kv('{ folders: ["../web", "../apps"] }'), ...web });
    const { exitCode, stderr } = await runKeyloom(
      root,
      ...["lint", "--schema", "kv/keyloom.schema.ts"],
    );
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^keyloom: there is no folder \.\.\/apps\n {2}at kv\/keyloom\.config\.ts:4:31\n/,
    );
  });
});

describe("the files", () => {
  const files = { "src/a.ts": RAW, "lib/a.ts": RAW, "src/old/a.ts": RAW, "test/a.ts": RAW };

  test("are all files but tests", async () => {
    const found = await foundWith("{}", {
      ...files,
      "src/a.test.ts": RAW,
      "src/a.spec.d.ts": RAW,
      "src/__tests__/b.ts": RAW,
      "src/tests/deep/b.ts": RAW,
      "src/contest/latest.ts": RAW,
    });
    expect(found.map(({ file }) => file)).toEqual([
      "lib/a.ts",
      "src/a.ts",
      "src/contest/latest.ts",
      "src/old/a.ts",
    ]);
  });

  test("are those that the configuration includes and does not exclude", async () => {
    const found = await foundWith(
      '{ include: ["src/**", "test/**"], exclude: ["**/old/**"] }',
      files,
    );
    expect(found.map(({ file }) => file)).toEqual(["src/a.ts", "test/a.ts"]);
  });
});

test("a glob that names a folder matches all files below it", async () => {
  const files = { "src/a.ts": RAW, "lib/a.ts": RAW, "src/old/b.ts": RAW, "old.ts": RAW };
  const paths = async (lint: string) => (await foundWith(lint, files)).map(({ file }) => file);
  expect(await paths('{ exclude: ["src"] }')).toEqual(["lib/a.ts", "old.ts"]);
  expect(await paths('{ include: ["src/"] }')).toEqual(["src/a.ts", "src/old/b.ts"]);
  expect(await paths('{ exclude: ["**/old"] }')).toEqual(["lib/a.ts", "old.ts", "src/a.ts"]);
  const off = '{ overrides: [{ files: ["lib"], rules: { "usage/raw-access": "off" } }] }';
  expect(await paths(off)).toEqual(["old.ts", "src/a.ts", "src/old/b.ts"]);
});

test("a configuration that is not exported is reported", async () => {
  const project = { "keyloom.schema.ts": SHOP, "keyloom.config.js": "export const lint = {};" };
  await expect(lintProject(project)).rejects.toThrow("the configuration has no default export");
});

test("a configuration in JavaScript, without `defineConfig`, is read as well", async () => {
  const found = await lintProject({
    "keyloom.schema.ts": SHOP,
    "keyloom.config.js": 'export default { lint: { rules: { "usage/raw-access": "off" } } };',
    "a.ts": RAW,
  });
  expect(found).toEqual([]);
});

describe("a configuration that is wrong", () => {
  const cases: readonly [lint: string, place: string, message: string, help: string][] = [
    [
      '{ rules: { "usage/raw-acess": "off" } }',
      "4:20",
      "there is no rule `usage/raw-acess`",
      "Did you mean `usage/raw-access`?",
    ],
    [
      '{ rules: { "raw-access": "off" } }',
      "4:20",
      "there is no rule `raw-access`",
      "Did you mean `usage/raw-access`?",
    ],
    [
      '{ rules: { "usage/raw-access": "warn" } }',
      "4:40",
      "`usage/raw-access` is not set to a level",
      'Write "off", "warning" or "error", or a level with options: ["error", { … }].',
    ],
    [
      '{ overrides: [{ files: ["a.ts"], rules: { "naming/separator": ["error", {}, 1] } }] }',
      "4:71",
      "`naming/separator` is not set to a level",
      'Write "off", "warning" or "error", or a level with options: ["error", { … }].',
    ],
    [
      '{ rules: { "usage/raw-access": ["error", { max: 1 }] } }',
      "4:40",
      "`usage/raw-access` has no options",
      'Write "error" alone.',
    ],
    ["{ lint: {} }", "4:11", "`lint` has no property `lint`", "Remove it."],
    [
      "{}, rules: {}",
      "4:13",
      "the configuration has no property `rules`",
      "It belongs in `lint`: write `lint: { rules: … }`.",
    ],
    ["{ rule: {} }", "4:11", "`lint` has no property `rule`", "Write `rules`."],
    ['{ preset: "all" }', "4:19", "`lint.preset` is wrong:", "Correct it:"],
    ['{ include: "src" }', "4:20", "`lint.include` is wrong:", "Correct it:"],
    [
      '{ exclude: ["src", "!src/a.ts"] }',
      "4:28",
      "a glob with `!` excludes nothing",
      "Correct it:",
    ],
    ['{ include: ["src", ""] }', "4:28", "`lint.include.1` is wrong: not a glob", "Correct it:"],
  ];
  test.each(cases)("is reported with its place: %s", async (lint, place, message, help) => {
    const error = await foundWith(lint).catch((error: unknown) => error);
    expect(error).toMatchObject({
      name: "CannotRunError",
      message: expect.stringContaining(message),
      help: expect.stringContaining(help),
    });
    const { file, line, column } = (
      error as { place: { file: string; line: number; column: number } }
    ).place;
    expect(`${line}:${column}`).toBe(place);
    expect(file).toMatch(/keyloom\.config\.ts$/);
  });

  test("ends the command with 2 and shows the line", async () => {
    const root = writeProject({
      "keyloom.schema.ts": SHOP,
      "keyloom.config.ts": configOf('{ rules: { "usage/raw-acess": "off" } }'),
    });
    const { exitCode, stdout, stderr } = await runKeyloom(root, "lint");
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(
      "keyloom: there is no rule `usage/raw-acess`\n  at keyloom.config.ts:4:20",
    );
    expect(stderr).toContain("> 4 |");
  });

  test.each(["throw new Error('no rules');", "export default 1;", "export const lint = {};"])(
    "ends the command with 2: %s",
    async (config) => {
      const root = writeProject({ "keyloom.schema.ts": SHOP, "keyloom.config.ts": config });
      const { exitCode, stderr } = await runKeyloom(root, "lint");
      expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/keyloom\.config\.ts:1:/)]);
      expect(stderr).not.toMatch(/^\s+at .*\(|node:internal/m);
    },
  );
});

test("an override is chosen by the file of the finding", async () => {
  const found = await foundWith(
    '{ preset: "strict", overrides: [{ files: ["keyloom.schema.ts"], rules: { "naming/separator": "error" } }] }',
    { "keyloom.schema.ts": SHOP.replace("session:{userId}:", "session-{userId}:") },
  );
  const ofRule = found.filter(({ rule }) => rule === "naming/separator");
  expect(ofRule.map((problem) => `${placeAndRule(problem)} ${problem.severity}`)).toEqual([
    "keyloom.schema.ts:9:36 naming/separator error",
  ]);
});
