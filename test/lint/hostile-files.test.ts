import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { compileFile } from "../../schema/compile-file.ts";
import type { Place } from "../../schema/problem.ts";
import { allRules } from "../../src/lint/all-rules.ts";
import { checkWrangler } from "../../src/lint/check-wrangler.ts";
import { loadConfig } from "../../src/lint/config/load.ts";
import { LintSettings } from "../../src/lint/config/settings.ts";
import type { Rule } from "../../src/lint/rule.ts";
import { makeProject, REPO } from "../project.ts";
import { SHOP } from "./project.ts";

/** How many files of a kind a test makes. A file is run by Node, and stays in its memory. */
const RUNS = Number(process.env["KEYLOOM_HOSTILE_RUNS"] ?? 2_500);

const read = (path: string) => readFileSync(join(REPO, path), "utf8");

const SCHEMAS = [
  SHOP,
  read("test/workerd/keyloom.schema.ts"),
  read("test/workerd/pointed.schema.ts"),
  read("test/workerd/stored.schema.ts"),
];

const CONFIG = `import { defineConfig } from "keyloom";
export default defineConfig({
  lint: {
    preset: "strict",
    rules: { "naming/prefix-overlap": "off", "limits/headroom": ["error", { percent: 20 }] },
    exclude: ["**/*.test.ts", "legacy/**"],
    overrides: [{ files: ["scripts/**"], rules: { "usage/raw-access": "warning" } }],
  },
});
`;

const JSONC = `{
  // bindings
  "name": "shop", "main": "src/worker.ts",
  "kv_namespaces": [{ "binding": "CACHE", "id": "1", "preview_id": "1" }, { "binding": "MORE", "id": "2", }],
  "env": { "staging": { "kv_namespaces": [] }, "prod": { "vars": { "A": "\\u00e9" } } }
}
`;

const TOML = `name = "shop" # a comment
kv_namespaces = [{ binding = "CACHE", id = '1', preview_id = """1""" }]
[[env.staging.kv_namespaces]]
binding = "CACHE"
id = "2"
[env.prod]
vars = { A = 1_000.5, since = 1979-05-27T07:32:00Z }
`;

const TOKENS = [
  ...["{", "}", "[", "]", "(", ")", '"', "'", "`", "${", ",", ":", ";", ".", "=", "=>", "\n", "//"],
  ..."undefined|null|-1|1e999|NaN|[]|{}|() => {}|z.any()|z.never()|z.lazy(() => z.any())|ttl".split(
    "|",
  ),
  ...["enum A {}", "await ", "export ", "import ", "class ", "😀", "\uD800", "\0", "\uFEFF", "#"],
];

let root: string;
let rules: readonly Rule[];
let count = 0;

beforeAll(async () => {
  const project = makeProject({ "keyloom.schema.ts": SHOP });
  root = project.path;
  rules = await allRules();
  return project.remove;
});

/** Any offset alike: small numbers are not more telling than others here. */
const ANY = fc.noBias(fc.nat());

/** Real files that end early, have pieces cut out, put twice or moved, or something foreign in them. */
function broken(texts: readonly string[]): fc.Arbitrary<string> {
  const cut = fc.tuple(fc.constantFrom(...texts), ANY, ANY, ANY);
  const at = (text: string, offset: number) => offset % (text.length + 1);
  return fc.oneof(
    cut.map(([text, end]) => text.slice(0, at(text, end))),
    cut.map(([text, start, length]) => {
      const from = at(text, start);
      return text.slice(0, from) + text.slice(from + (length % 60));
    }),
    cut.map(([text, start, length, to]) => {
      const piece = text.slice(at(text, start), at(text, start) + (length % 200));
      return text.slice(0, at(text, to)) + piece + text.slice(at(text, to));
    }),
    fc.tuple(cut, fc.constantFrom(...TOKENS)).map(([[text, start, length], token]) => {
      const from = at(text, start);
      return text.slice(0, from) + token + text.slice(from + (length % 8));
    }),
    fc.array(fc.constantFrom(...TOKENS), { maxLength: 20 }).map((tokens) => tokens.join(" ")),
  );
}

/** Files of their own, since Node runs a module once. */
async function withFile<T>(name: string, text: string, use: (file: string) => T | Promise<T>) {
  const file = join(root, name.replace("*", String(count++)));
  writeFileSync(file, text);
  try {
    return await use(file);
  } finally {
    rmSync(file);
  }
}

/** A message must say what is wrong and what to do, and its place must be in the file. */
function expectClear(told: { readonly message: string; readonly help: string }, place?: Place) {
  expect(told.message).toMatch(/\S/);
  expect(told.help).toMatch(/\S/);
  if (place === undefined) return;
  const lines = readFileSync(place.file, "utf8").split("\n");
  expect(place.line).toBeLessThanOrEqual(lines.length);
  expect(place.column).toBeGreaterThan(0);
}

/** Runs code that may reject a file, but only with an error that people see. */
async function refusing(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof CannotRunError)) throw error;
    expectClear(error, error.place);
  }
}

test("each broken schema file is reported with a clear message", async () => {
  await fc.assert(
    fc.asyncProperty(broken(SCHEMAS), (text) =>
      withFile("schema-*.ts", text, (file) =>
        refusing(async () => {
          const { problems } = await compileFile(file);
          for (const problem of problems) expectClear(problem, problem);
        }),
      ),
    ),
    { numRuns: RUNS },
  );
}, 600_000);

test("each broken configuration is reported with a clear message", async () => {
  // The configuration is found beside a schema file, by its name: a folder for each.
  await fc.assert(
    fc.asyncProperty(broken([CONFIG]), async (text) => {
      const { path, remove } = makeProject({ "keyloom.config.ts": text });
      await refusing(() => loadConfig(join(path, "keyloom.schema.ts"), rules));
      remove();
    }),
    { numRuns: RUNS },
  );
}, 600_000);

test.each([
  ["wrangler.jsonc", JSONC],
  ["wrangler.toml", TOML],
])(
  "a broken %s is reported with a clear message",
  async (name, whole) => {
    const schemaFile = join(root, "keyloom.schema.ts");
    const { model } = await compileFile(schemaFile);
    const settings = new LintSettings(rules, { preset: "strict" }, root);
    const check = () => checkWrangler(rules, settings, { schemaFile, model });
    await withFile(name, whole, () => expect(check().bindings).toContain("CACHE"));
    await fc.assert(
      fc.asyncProperty(broken([whole]), (text) =>
        withFile(name, text, () =>
          refusing(() => {
            for (const problem of check().problems) expectClear(problem, problem);
          }),
        ),
      ),
      { numRuns: RUNS },
    );
  },
  600_000,
);
