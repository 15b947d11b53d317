import { globSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileFile } from "../../schema/compile-file.ts";
import type { Problem } from "../../schema/problem.ts";
import { allRules } from "../../src/lint/all-rules.ts";
import { LintCache } from "../../src/lint/cache/lint-cache.ts";
import type { CheckedSource } from "../../src/lint/check-source.ts";
import type { LintConfig } from "../../src/lint/config/define.ts";
import { LintSettings } from "../../src/lint/config/settings.ts";
import { runRules } from "../../src/lint/run-rules.ts";
import { runKeyloom } from "../cli/run-keyloom.ts";
import { writeProject } from "../project.ts";
import { SHOP } from "./project.ts";

const RULES = await allRules();
const RAW = 'export const read = (env: Env) => env.CACHE.get("settings");\n';

/** What the files of a project may hold at some time; nothing for a file that is not there. */
const TEXTS = [
  undefined,
  RAW,
  `\n\n${RAW}`,
  `// keyloom-ignore usage/raw-access: it is a test\n${RAW}`,
  "// keyloom-ignore usage/raw-access\nexport const nothing = 1;\n",
  'export const read = (env: Env) => env.OTHER.put("token:1", "x");\n',
  "export const broken = (env: Env) => env.CACHE.get(;\n",
  'import { KEY } from "./keys.ts";\nexport const read = (env: Env) => env.CACHE.get(KEY);\n',
  "export const plain = 1;\n",
];

/** A module whose constant the others take for their key. */
const KEYS = [undefined, 'export const KEY = "settings";\n', 'export const KEY = "sttings";\n'];

const CONFIGS: readonly LintConfig[] = [
  {},
  { rules: { "usage/raw-access": "off" } },
  { rules: { "usage/missing-ttl": ["error", { words: ["other"] }] } },
  { overrides: [{ files: ["b.ts"], rules: { "usage/raw-access": "warning" } }] },
  { exclude: ["a.ts"] },
];

const WRANGLERS = [
  undefined,
  '{ "kv_namespaces": [{ "binding": "CACHE", "id": "1" }] }',
  '{ "kv_namespaces": [{ "binding": "OTHER", "id": "1" }] }',
];

async function shop() {
  const root = writeProject({
    "keyloom.schema.ts": SHOP,
    "other.schema.ts": SHOP.replace('key: "settings"', 'key: "preferences"'),
  });
  const schemas = ["keyloom.schema.ts", "other.schema.ts"];
  const compiled = await Promise.all(schemas.map((name) => compileFile(join(root, name))));
  return { root, compiled, cacheFiles: () => globSync(`${root}/node_modules/.cache/keyloom/*`) };
}

function put(file: string, text: string | undefined) {
  if (text === undefined) rmSync(file, { force: true });
  else writeFileSync(file, text);
}

describe("the cache of `keyloom lint`", () => {
  test("finds the same as a run without it after any change", async () => {
    const { root, compiled } = await shop();
    const change = fc.record({
      a: fc.constantFrom(...TEXTS),
      b: fc.constantFrom(...TEXTS),
      keys: fc.constantFrom(...KEYS),
      config: fc.constantFrom(...CONFIGS),
      wrangler: fc.constantFrom(...WRANGLERS),
      schema: fc.constantFrom(...compiled),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 2, maxLength: 6 }), async (changes) => {
        for (const { a, b, keys, config, wrangler, schema } of changes) {
          const { model, place } = schema;
          put(join(root, "a.ts"), a);
          put(join(root, "b.ts"), b);
          put(join(root, "keys.ts"), keys);
          put(join(root, "wrangler.jsonc"), wrangler);
          const settings = new LintSettings(RULES, config, root);
          const options = { schemaFile: join(root, "keyloom.schema.ts"), model, place, root };
          const found = await runRules(RULES, settings, { ...options, cache: true });
          expect(found).toEqual(await runRules(RULES, settings, options));
        }
      }),
      { numRuns: 40 },
    );
  });

  test("is written once, and again if something has changed", async () => {
    const root = writeProject({ "keyloom.schema.ts": SHOP, "a.ts": RAW });
    const first = await runKeyloom(root, "lint");
    const [file = "", ...others] = globSync(`${root}/node_modules/.cache/keyloom/*`);
    expect(others).toEqual([]);
    const written = statSync(file).ino;
    expect(await runKeyloom(root, "lint")).toEqual(first);
    expect(statSync(file).ino).toBe(written);
    writeFileSync(join(root, "a.ts"), `\n${RAW}`);
    expect((await runKeyloom(root, "lint")).stdout).toContain("a.ts:2:");
    expect(statSync(file).ino).not.toBe(written);
  });

  test("is left alone with --no-cache", async () => {
    const root = writeProject({ "keyloom.schema.ts": SHOP, "a.ts": RAW });
    await runKeyloom(root, "lint", "--no-cache");
    expect(globSync(`${root}/node_modules/.cache/keyloom/*`)).toEqual([]);
  });

  test("counts as empty if it is broken", async () => {
    const { root, compiled, cacheFiles } = await shop();
    const [first] = compiled;
    if (first === undefined) throw new Error("there is no schema");
    writeFileSync(join(root, "a.ts"), RAW);
    const run = () =>
      runRules(RULES, new LintSettings(RULES, {}, root), {
        schemaFile: first.file,
        ...first,
        root,
        cache: true,
      });
    const found = await run();
    const [file = ""] = cacheFiles();
    const text = readFileSync(file, "utf8");
    for (const broken of ["", "{", text.slice(0, -1), text.replace('"line":1', '"line":7')]) {
      writeFileSync(file, broken);
      expect(await run()).toEqual(found);
      expect(readFileSync(file, "utf8")).toBe(text);
    }
  });
});

describe("the cached result of a file", () => {
  const problem: Omit<Problem, "file"> = {
    ...{ rule: "usage/counter", severity: "warning", line: 1, column: 2 },
    ...{ message: "a message", help: "Help." },
  };

  /** Stores the result of `a.ts` after reading others, and returns whether it is known later. */
  async function kept(others: readonly string[]) {
    const root = writeProject({ "keys.ts": "one" });
    const file = join(root, "cache.json");
    const path = join(root, "a.ts");
    const checked: CheckedSource = {
      problems: [{ ...problem, file: path }],
      silences: [],
      dependencies: new Set(others.map((name) => join(root, name))),
    };
    const cache = new LintCache(file, root, "inputs");
    cache.keep(path, "text", checked);
    await cache.save(true);
    const find = (text = "text", inputs = "inputs") =>
      new LintCache(file, root, inputs).find(path, text);
    return { root, file, checked, find };
  }

  test("is used as long as its text and the other inputs are the same", async () => {
    const { checked, find } = await kept([]);
    expect(find()).toEqual(checked);
    expect(find("another text")).toBeUndefined();
    expect(find("text", "other inputs")).toBeUndefined();
  });

  test("is dropped if a file that it depends on is changed, added or deleted", async () => {
    const { root, checked, find } = await kept(["keys.ts", "missing.ts"]);
    expect(find()).toEqual(checked);
    writeFileSync(join(root, "keys.ts"), "two");
    expect(find()).toBeUndefined();
    rmSync(join(root, "keys.ts"));
    expect(find()).toBeUndefined();
    writeFileSync(join(root, "keys.ts"), "one");
    expect(find()).toEqual(checked);
    writeFileSync(join(root, "missing.ts"), "");
    expect(find()).toBeUndefined();
  });

  test("is kept if only some files were checked, and dropped with its file", async () => {
    const { root, file, find } = await kept([]);
    const cache = () => new LintCache(file, root, "inputs");
    const part = cache();
    part.keep(join(root, "b.ts"), "b", { problems: [], silences: [], dependencies: new Set() });
    await part.save(false);
    expect(find()).toBeDefined();
    const whole = cache();
    whole.find(join(root, "b.ts"), "b");
    await whole.save(true);
    expect(find()).toBeUndefined();
  });
});
