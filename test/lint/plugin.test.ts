import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import * as parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import { describe, expect, test } from "vitest";
import { compileFile } from "../../schema/compile-file.ts";
import { allRules } from "../../src/lint/all-rules.ts";
import { lint } from "../../src/lint/index.ts";
import keyloom from "../../src/lint/plugin/index.ts";
import { loadProject } from "../../src/lint/plugin/load-project.ts";
import { isWranglerRule } from "../../src/lint/rule.ts";
import { runNode } from "../cli/run-keyloom.ts";
import { REPO, writeProject } from "../project.ts";
import { SHOP } from "./project.ts";

const RAW = 'export const read = (env) => env.CACHE.get("settings");\n';
const SILENCED = `// keyloom-ignore usage/raw-access: of old\n${RAW}// keyloom-ignore usage/counter: none\n${RAW.replace("read", "again")}`;

/** All fixtures of rules and Workers, and what is not read or has a silence. */
const FIXTURES = {
  "keyloom.schema.ts": SHOP.replace(
    "  namespaces: {",
    "  // keyloom-ignore usage/counter: none\n  // keyloom-ignore docs/description-required: of old\n  namespaces: {",
  ),
  "wrangler.jsonc": '{ "kv_namespaces": [{ "binding": "MORE", "id": "1" }] }',
  "keyloom.config.ts": `import { defineConfig } from "keyloom";
export default defineConfig({
  lint: {
    rules: { "usage/counter": "off" },
    exclude: ["src/left-out.ts"],
    preset: "strict",
    overrides: [{ files: ["src/old/**"], rules: { "usage/raw-access": "off" } }],
  },
});`,
  "src/silences.ts": SILENCED,
  "src/left-out.ts": RAW,
  "src/old/worker.ts": RAW,
  "src/more.ts": 'export const read = (env) => env.MORE.put("session:1", "x");\n',
  "src/dist/built.js": RAW,
  "src/types.d.ts": "declare const CACHE: KVNamespace;\n",
  "src/jsx.tsx": `export const A = () => <p>{env.CACHE.get("settings")}</p>;\n`,
  ...Object.fromEntries(
    globSync("{usage,workers}/*.ts", { cwd: join(REPO, "test/fixtures/lint") }).map((name) => [
      `src/${name}`,
      readFileSync(join(REPO, "test/fixtures/lint", name), "utf8"),
    ]),
  ),
};

/** One finding as a line: where, the rule's name in ESLint, and what is said. */
async function foundByKeyloom(root: string): Promise<readonly string[]> {
  const { file, model, place } = await compileFile(join(root, "keyloom.schema.ts"));
  const kinds = new Map((await allRules()).map((rule) => [rule.id, rule]));
  const found = (await lint({ schemaFile: file, model, place, root })).filter(({ rule: id }) => {
    const rule = kinds.get(id);
    return rule !== undefined && !isWranglerRule(rule);
  });
  return found
    .map(({ file, line, column, endLine, endColumn, rule, message, help }) => {
      const name = rule.replace("usage/", "").replace("/", "-");
      const range = `${line}:${column}-${endLine}:${endColumn}`;
      return `${relative(root, file)}:${range} ${name} ${message}. ${help}`;
    })
    .sort();
}

/** ESLint in a folder, with the plugin as its documentation has it. */
function eslintIn(
  root: string,
  settings: Readonly<Record<string, unknown>> = {},
  options: ESLint.Options = {},
): ESLint {
  return new ESLint({
    ...options,
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ["**/*.{ts,tsx}"], languageOptions: { parser } },
      keyloom.configs.recommended,
      { settings },
    ],
  });
}

async function foundByEslint(eslint: ESLint, root: string, glob = "."): Promise<readonly string[]> {
  const results = await eslint.lintFiles([glob]);
  return results
    .flatMap(({ filePath, messages }) =>
      messages.map(({ line, column, endLine, endColumn, ruleId, message }) => {
        const range = `${line}:${column}-${endLine}:${endColumn}`;
        return `${relative(root, filePath)}:${range} ${ruleId?.replace("keyloom/", "")} ${message}`;
      }),
    )
    .sort();
}

describe("the plugin in ESLint", () => {
  test("finds what `keyloom lint` finds, in the same places", async () => {
    const root = writeProject(FIXTURES);
    const found = await foundByEslint(eslintIn(root), root);
    expect(found).toEqual(await foundByKeyloom(root));
    const rules = new Set(found.map((line) => line.split(" ")[1]));
    expect(rules).toContain("silence-unused");
    expect(found).toContainEqual(
      expect.stringMatching(/^keyloom\.schema\.ts:\d+:.* silence-unused /),
    );
    expect(found).toContainEqual(
      expect.stringMatching(/^keyloom\.schema\.ts:\d+:.* docs-owner-required /),
    );
    expect(rules).not.toContain("counter");
    expect(found.filter((line) => /more\.ts/.test(line))).not.toEqual([]);
    expect(found.filter((line) => /^src\/(left-out|old\/|dist|types)/.test(line))).toEqual([]);
  });

  test("has a page for each rule, and its level unless the configuration sets another", () => {
    const { rules = {}, configs } = keyloom;
    expect(configs.recommended.rules).toMatchObject({
      "keyloom/unknown-key": "error",
      "keyloom/raw-access": "warn",
      "keyloom/schema": "error",
    });
    expect(Object.keys(configs.recommended.rules ?? {}).sort()).toEqual(
      Object.keys(rules)
        .map((name) => `keyloom/${name}`)
        .sort(),
    );
    for (const rule of Object.values(rules)) {
      const { pathname } = new URL((rule as { meta: { docs: { url: string } } }).meta.docs.url);
      const page = pathname.replace("/keyloom/keyloom/blob/main/", "");
      expect(readFileSync(join(REPO, page), "utf8")).not.toBe("");
    }
  });

  test("follows changes of the schema and of its imports", async () => {
    const schema = SHOP.replace('"settings"', "KEY").replace(
      "const value",
      'import { KEY } from "./keys.ts";\nconst value',
    );
    const root = writeProject({
      "keyloom.schema.ts": schema,
      "keys.ts": 'export const KEY = "settings";',
      "worker.js": RAW,
    });
    const eslint = eslintIn(root);
    const rulesFound = async () =>
      (await foundByEslint(eslint, root, "worker.js")).map((line) => line.split(" ")[1]);
    expect(await rulesFound()).toEqual(["raw-access"]);
    writeFileSync(join(root, "keys.ts"), 'export const KEY = "settings:all";');
    expect(await rulesFound()).toEqual(["unknown-key"]);
    writeFileSync(
      join(root, "keyloom.config.js"),
      'export default { lint: { rules: { "usage/unknown-key": "off" } } };',
    );
    expect(await rulesFound()).toEqual([]);
  });

  test("shows problems of the schema at their places, and checks the other files as far as possible", async () => {
    const root = writeProject({
      "app/keyloom.schema.ts": SHOP.replace('"settings"', '"config:flag:a"'),
      "app/src/worker.js": `${RAW}for (const n of [1, 2]) await env.ORDERS.put("ordr:1", n);\n`,
      "app/src/other.js": "export const nothing = 1; // keyloom-ignore usage/counter: none\n",
      "other.js": RAW,
    });
    const eslint = eslintIn(root);
    const [schema = "", worker = "", ...found] = await foundByEslint(eslint, root);
    expect(schema).toMatch(/^app\/keyloom\.schema\.ts:11:\d+-11:\d+ schema .*`flag`/);
    expect(worker).toMatch(
      /^app\/src\/worker\.js:1:1-\S+ schema the file was checked without the keys of .*: \.\.\/keyloom\.schema\.ts:11:/,
    );
    // Of a namespace without problems all is known, of the other one nothing.
    expect(found.map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
      "app/src/worker.js:2:31-2:45 put-in-loop",
      "app/src/worker.js:2:31-2:45 unknown-key",
    ]);
    writeFileSync(join(root, "app/keyloom.schema.ts"), "export default (;");
    const broken = await foundByEslint(eslint, root, "app/src/worker.js");
    expect(broken).toMatchObject([
      expect.stringContaining("was not checked: ../keyloom.schema.ts:1:"),
    ]);
    writeFileSync(join(root, "app/keyloom.schema.ts"), SHOP);
    const rulesFound = (await foundByEslint(eslint, root)).map((line) => line.split(" ")[1]);
    expect(rulesFound).toEqual(["silence-unused", "raw-access", "put-in-loop", "unknown-key"]);
  });

  test("uses the schema file that the settings name", async () => {
    const root = writeProject({ "kv.ts": SHOP, "worker.js": RAW });
    expect(await foundByEslint(eslintIn(root), root)).toEqual([]);
    const eslint = eslintIn(root, { keyloom: { schema: "kv.ts" } });
    expect(await foundByEslint(eslint, root)).toHaveLength(1);
    const missing = eslintIn(root, { keyloom: { schema: "no.ts" } });
    expect(await foundByEslint(missing, root, "*.js")).toMatchObject([
      expect.stringContaining("there is no schema file at"),
    ]);
  });

  test("checks the other folders that the configuration of that schema names, and nothing else", async () => {
    const root = writeProject({
      "kv/keyloom.schema.ts": SHOP,
      "kv/keyloom.config.js": 'export default { lint: { folders: ["../web"] } };\n',
      ...{ "web/src/worker.js": RAW, "api/src/worker.js": RAW },
    });
    const eslint = eslintIn(root, { keyloom: { schema: "kv/keyloom.schema.ts" } });
    expect(await foundByEslint(eslint, root, "web/src/worker.js")).toHaveLength(1);
    expect(await foundByEslint(eslint, root, "api/src/worker.js")).toEqual([]);
  });

  test("passes on safe changes as fixes, and the others as suggestions", async () => {
    const root = writeProject({ "keyloom.schema.ts": SHOP });
    const call = `env.CACHE.get(\`sesion:\${a}:web\`);`;
    const source = `//\r\nf(); // keyloom-ignore usage/counter: why\r\n${call}\r\n`;
    const [result] = await eslintIn(root).lintText(`\uFEFF${source}`, {
      filePath: join(root, "worker.js"),
    });
    const [unused, unknown, ...others] = result?.messages ?? [];
    expect(others).toEqual([]);
    expect(unused).toMatchObject({ ruleId: "keyloom/silence-unused", fix: { text: "" } });
    const start = source.indexOf("sesion");
    expect(unknown).toMatchObject({
      ruleId: "keyloom/unknown-key",
      suggestions: [
        { desc: "Write `session:…:web`.", fix: { range: [start, start + 6], text: "session" } },
      ],
    });
    expect(unknown?.fix).toBeUndefined();
    const fixing = eslintIn(root, {}, { fix: true });
    const [fixed] = await fixing.lintText(source, { filePath: join(root, "worker.js") });
    expect(fixed?.output).toBe(source.replace(/ \/\/ keyloom-ignore.*?(?=\r)/, ""));
  });

  test("reads the text of the editor, whatever its line endings", async () => {
    const root = writeProject({ "keyloom.schema.ts": SHOP });
    const [result] = await eslintIn(root).lintText(`//\r\n// \u2028// \r${RAW}`, {
      filePath: join(root, "worker.js"),
    });
    expect(result?.messages).toMatchObject([{ line: 4, column: 30, endColumn: 43 }]);
  });
});

describe("a schema file that", () => {
  test.each([
    ["loops", "for (;;);", "has not finished after 3 s", 3_000],
    ["waits forever", "await new Promise(() => {});", "waits for something that never happens"],
    ["ends the process", "process.exit(0);", "`process.exit(0)` is called"],
    ["throws", 'throw new Error("no");', "no"],
  ])("%s is reported", async (_, code, message, limit?: number) => {
    const root = writeProject({ "keyloom.schema.ts": `${code}\n${SHOP}` });
    const { loaded } = loadProject(join(root, "keyloom.schema.ts"), [], limit);
    expect(loaded).toMatchObject({ message: expect.stringContaining(message) });
  });
});

describe("the plugin in oxlint", () => {
  /** The same, of oxlint's JSON: it counts columns in bytes, so that lines tell enough. */
  async function foundByOxlint(root: string): Promise<readonly string[]> {
    const oxlint = join(REPO, "node_modules/oxlint/bin/oxlint");
    const { stdout, stderr } = await runNode(
      root,
      oxlint,
      "--format=json",
      "src",
      "keyloom.schema.ts",
    );
    if (stderr !== "") throw new Error(stderr);
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: {
        code: string;
        message: string;
        filename: string;
        labels: { span: { line: number } }[];
      }[];
    };
    return diagnostics
      .map(({ code, message, filename, labels }) => {
        const rule = /\((.*)\)/.exec(code)?.[1];
        return `${filename}:${labels[0]?.span.line} ${rule} ${message}`;
      })
      .sort();
  }

  test("finds what `keyloom lint` finds, on the same lines", async () => {
    const root = writeProject(FIXTURES);
    const { rules } = keyloom.configs.recommended;
    const config = {
      jsPlugins: [join(REPO, "src/lint/plugin/index.ts")],
      categories: { correctness: "off" },
      rules,
    };
    writeFileSync(join(root, ".oxlintrc.json"), JSON.stringify(config));
    const found = await foundByOxlint(root);
    const expected = await foundByKeyloom(root);
    expect(found).toEqual(
      expected.map((line) => line.replace(/^(\S+?:\d+):\S+/, "$1").replace(/(?<!\.)$/, "")).sort(),
    );
  });
});
