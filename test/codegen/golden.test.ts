import { spawnSync } from "node:child_process";
import { basename, join } from "node:path";
import { ESLint, type Linter } from "eslint";
import tseslint from "typescript-eslint";
import { describe, expect, test } from "vitest";
import { generate } from "../../codegen/index.ts";
import { MAX_LINE } from "../../codegen/text/print-doc.ts";
import { compileFile } from "../../schema/compile-file.ts";
import { GOLDEN_FOLDERS } from "../golden/schemas.ts";
import { REPO, writeProject } from "../project.ts";

const GOLDEN = join(REPO, "test", "golden");

async function generated(folder: string) {
  const { file, model, problems } = await compileFile(join(folder, "keyloom.schema.ts"));
  expect(problems).toEqual([]);
  return generate(file, model);
}

describe.each(GOLDEN_FOLDERS.map((folder) => [basename(folder), folder]))("%s", (_, folder) => {
  test("is generated as before", async () => {
    const { file, text } = await generated(folder);
    await expect(text).toMatchFileSnapshot(file);
  });

  test("has no line that is too long, except for a single long word", async () => {
    const { text } = await generated(folder);
    const long = text.split("\n").filter((line) => line.length > MAX_LINE);
    // Regular expressions, template literals, and names that are long themselves.
    expect(
      long.filter((line) => !/^\s+(?:\/\^.*\/[a-z]*[,;]|`.*`,|readonly \w+: \w+;)$/.test(line)),
    ).toEqual([]);
  });
});

test.each([
  ["as it comes", []],
  ["with typescript-eslint's rules", [tseslint.configs.recommended]],
  ["of a strict team", [tseslint.configs.strict, tseslint.configs.stylistic]],
])(
  "ESLint %s finds nothing in generated files, not even an unused directive",
  async (_, configs) => {
    const eslint = new ESLint({
      cwd: GOLDEN,
      overrideConfigFile: true,
      overrideConfig: tseslint.config(
        { files: ["**/*.ts"], languageOptions: { parser: tseslint.parser } },
        ...configs,
      ) as Linter.Config[],
    });
    // A schema without namespaces has next to nothing to silence.
    const empty = writeProject({
      "keyloom.schema.ts":
        'import { defineKv } from "keyloom";\nexport default defineKv({ namespaces: {} });\n',
    });
    const texts = await Promise.all([...GOLDEN_FOLDERS, empty].map(generated));
    const results = await Promise.all(
      texts.map(({ text }) => eslint.lintText(text, { filePath: join(GOLDEN, "kv.gen.ts") })),
    );
    expect(results.flat().flatMap(({ messages }) => messages)).toEqual([]);
  },
);

test("a formatter finds nothing to change in the golden files", async () => {
  const files = await Promise.all(
    GOLDEN_FOLDERS.map(async (folder) => {
      const { text } = await generated(folder);
      // The line that keeps other people's formatters away would keep this one away.
      return [`${basename(folder)}.ts`, text.replace(/^\/\/ biome-ignore-all.*\n/m, "")] as const;
    }),
  );
  const formatter = { indentStyle: "space", indentWidth: 2, lineWidth: MAX_LINE };
  const root = writeProject({
    ...Object.fromEntries(files),
    "biome.json": JSON.stringify({ root: true, formatter }),
  });
  const biome = join(REPO, "node_modules", "@biomejs", "biome", "bin", "biome");
  const names = files.map(([name]) => name);
  const { status, stdout, stderr } = spawnSync(process.execPath, [biome, "format", ...names], {
    cwd: root,
    encoding: "utf8",
  });
  expect(status, `${stdout}${stderr}`).toBe(0);
});
