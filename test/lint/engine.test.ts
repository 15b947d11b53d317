import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { compileFile } from "../../schema/compile-file.ts";
import { LintSettings } from "../../src/lint/config/settings.ts";
import { loadRules } from "../../src/lint/rules/discover.ts";
import { runRules } from "../../src/lint/run-rules.ts";
import { placeAndRule, writeProject } from "../project.ts";
import { lintProject, SHOP } from "./project.ts";

const RAW = 'env.CACHE.get("settings");\n';

async function placesIn(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return (await lintProject({ "keyloom.schema.ts": SHOP, ...files })).map(placeAndRule);
}

describe("the source files", () => {
  test("have any of the extensions, and are in the order of their paths", async () => {
    const extensions = ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs"];
    const files = Object.fromEntries(extensions.map((extension) => [`src/a.${extension}`, RAW]));
    expect(await placesIn(files)).toEqual(
      extensions.sort().map((extension) => `src/a.${extension}:1:1 usage/raw-access`),
    );
  });

  test("exclude dependencies, files of tools, and those of Keyloom itself", async () => {
    const folders = [
      "node_modules/a",
      "dist",
      "build",
      "coverage",
      ".wrangler",
      "src/node_modules",
    ];
    const files = Object.fromEntries(folders.map((folder) => [`${folder}/a.ts`, RAW]));
    expect(
      await placesIn({
        ...files,
        "keyloom.gen.ts": RAW,
        "types.d.ts": "env.CACHE.get(",
        "types.d.mts": "env.CACHE.get(",
        "notes.md": RAW,
        "keyloom.schema.ts": `${SHOP}${RAW.replace("env", "globalThis.env?")}`.replace(
          "CACHE.get",
          "CACHE?.get",
        ),
      }),
    ).toEqual([]);
  });

  test("exclude the generated file where the schema puts it", async () => {
    const schema = SHOP.replace("defineKv({", 'defineKv({ output: "./src/kv.ts",');
    expect(
      await placesIn({ "keyloom.schema.ts": schema, "src/kv.ts": RAW, "src/worker.ts": RAW }),
    ).toEqual(["src/worker.ts:1:1 usage/raw-access"]);
  });
});

describe("a file that does not parse", () => {
  test("is one problem at the place where the parser stopped", async () => {
    const found = await lintProject({
      "keyloom.schema.ts": SHOP,
      "a.ts": 'const face = "😀"; env.CACHE;\nconst "😀" = ;\n',
    });
    expect(found.map(placeAndRule)).toEqual(["a.ts:2:7 source/parse-error"]);
    expect(found[0]?.severity).toBe("error");
  });

  test.each(["[", "f(", "{a:", "(function(){return ", "(class{a(){", "`${"])(
    "or where too much of it is open, which would end the process: %s",
    async (open) => {
      const found = await lintProject({
        "keyloom.schema.ts": SHOP,
        "a.ts": `env.CACHE;\nconst deep = ${open.repeat(20_000)}`,
      });
      expect(found).toMatchObject([
        { file: "a.ts", line: 2, message: expect.stringContaining("more than 1000 brackets") },
      ]);
    },
  );

  test("is not parsed if it mentions no binding", async () => {
    expect(await placesIn({ "a.ts": "const = ;" })).toEqual([]);
  });

  test("may be a CommonJS script", async () => {
    expect(await placesIn({ "a.js": `if (done) return;\n${RAW}` })).toEqual([
      "a.js:2:1 usage/raw-access",
    ]);
  });
});

test("a byte order mark counts as no column", async () => {
  expect(await placesIn({ "a.ts": `\uFEFF${RAW}` })).toEqual(["a.ts:1:1 usage/raw-access"]);
});

test("a Windows line ending counts as no line and no column", async () => {
  expect(await placesIn({ "a.ts": `\r\n${RAW.replace("\n", "\r\n")}  ${RAW}` })).toEqual([
    "a.ts:2:1 usage/raw-access",
    "a.ts:3:3 usage/raw-access",
  ]);
});

describe("the rules", () => {
  test("each have the id of their file and a page", async () => {
    const rules = await loadRules();
    expect(rules.map(({ id }) => id)).toEqual([
      "bindings/missing-binding",
      "bindings/preview-id",
      "bindings/preview-missing",
      "bindings/stack-id",
      "bindings/unknown-binding",
      "docs/description-required",
      "docs/owner-required",
      "limits/headroom",
      "limits/wide-characters",
      "naming/collection-case",
      "naming/depth",
      "naming/namespace-case",
      "naming/owner-prefix",
      "naming/param-case",
      "naming/plural",
      "naming/prefix-overlap",
      "naming/reserved-prefix",
      "naming/segment-case",
      "naming/separator",
      "privacy/personal-data",
      "ttl/cache-ttl-missing",
      "ttl/cache-ttl-too-long",
      "ttl/short-lived",
      "ttl/too-long",
      "usage/check-then-write",
      "usage/chosen-key",
      "usage/counter",
      "usage/delete-many",
      "usage/deprecated-write",
      "usage/failed-read",
      "usage/floating-promise",
      "usage/get-after-put",
      "usage/get-each",
      "usage/key-form",
      "usage/list-prefix",
      "usage/list-then-get",
      "usage/list-without-cursor",
      "usage/lost-update",
      "usage/missing-ttl",
      "usage/null-unchecked",
      "usage/option-range",
      "usage/polled-key",
      "usage/put-in-loop",
      "usage/put-value",
      "usage/raw-access",
      "usage/renew-each-time",
      "usage/sequential-reads",
      "usage/shared-answer",
      "usage/shared-memo",
      "usage/stale-fallback",
      "usage/unbounded-key",
      "usage/unbounded-metadata",
      "usage/unbounded-ttl",
      "usage/unknown-key",
      "usage/whole-value",
      "usage/write-twice",
    ]);
    for (const { docs } of rules) {
      for (const text of [docs.what, docs.why, docs.wrong, docs.right]) expect(text).not.toBe("");
    }
  });

  test("are found by their files alone", async () => {
    const root = writeProject({ "keyloom.schema.ts": SHOP, "a.ts": RAW });
    const rules = join(root, "build", "rules");
    mkdirSync(join(rules, "team"), { recursive: true });
    writeFileSync(
      join(rules, "team", "no-env.ts"),
      `export const rule = {
        id: "team/no-env", severity: "warning", docs: {},
        *check({ file }: { file: { text: string } }) {
          const start = file.text.indexOf("env");
          yield { range: { start, end: start + 3 }, message: "env", help: "none" };
        },
      };`,
    );
    writeFileSync(join(rules, "team", "no-env.d.ts"), "export declare const rule: unknown;");
    const { file, model, place } = await compileFile(join(root, "keyloom.schema.ts"));
    const loaded = await loadRules(pathToFileURL(`${rules}/`));
    const settings = new LintSettings(loaded, {}, root);
    const found = await runRules(loaded, settings, { schemaFile: file, model, place, root });
    expect(found).toEqual([
      {
        rule: "team/no-env",
        severity: "warning",
        file: join(root, "a.ts"),
        line: 1,
        column: 1,
        endLine: 1,
        endColumn: 4,
        message: "env",
        help: "none",
      },
    ]);
  });

  test("whose ids do not match their files are rejected", async () => {
    const root = writeProject({ "rules/team/a.ts": 'export const rule = { id: "team/b" };' });
    await expect(loadRules(pathToFileURL(join(root, "rules/")))).rejects.toThrow("`team/a`");
  });
});
