import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { compileFile } from "../../schema/compile.ts";
import { applyFixes, withFixes } from "../../src/lint/fix/apply-fixes.ts";
import { lint } from "../../src/lint/index.ts";
import { runKeyloom } from "../cli/run-keyloom.ts";
import { REPO, writeProject } from "../project.ts";
import { SHOP } from "./project.ts";

const USED = "// keyloom-ignore usage/raw-access: it is a test";
const FIXTURES = globSync("test/fixtures/lint/{usage,workers}/*.ts", { cwd: REPO }).sort();

/** A project in which one file is fixed again and again, by the text that it has. */
async function project() {
  const root = writeProject({ "keyloom.schema.ts": SHOP });
  const { file, model, place } = await compileFile(join(root, "keyloom.schema.ts"));
  const worker = join(root, "worker.ts");
  return async (text: string) => {
    writeFileSync(worker, text);
    for (;;) {
      const found = await lint({ schemaFile: file, model, place, root });
      if ((await applyFixes(found)) === 0) return readFileSync(worker, "utf8");
    }
  };
}

/** What the compiler says of a text alone: its syntax. */
function syntaxErrors(text: string): readonly string[] {
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true });
  return diagnostics.map(({ messageText }) => String(messageText));
}

describe("a fix of an unused silence", () => {
  test.each([
    ["a line of its own", "// keyloom-ignore usage/counter: why\nf();\n", "f();\n"],
    ["at the end of a line", "f(); // keyloom-ignore usage/counter: why\ng();\n", "f();\ng();\n"],
    ["between words", "return/* keyloom-ignore usage/counter: why */x;\n", "return x;\n"],
    [
      "an indented line",
      "{\r\n  // keyloom-ignore usage/counter: why\r\n  f();\r\n}",
      "{\r\n  f();\r\n}",
    ],
    ["the last line", "f();\n// keyloom-ignore usage/counter: why", "f();\n"],
    ["some lines", "/*\n * keyloom-ignore usage/counter:\n * why\n */\nf();\n", "f();\n"],
    [
      "behind a byte order mark",
      "\uFEFF// keyloom-ignore usage/counter: why\nf();\n",
      "\uFEFFf();\n",
    ],
    [
      "all of several rules",
      "// keyloom-ignore usage/counter, usage/missing-ttl: why\nf();\n",
      "f();\n",
    ],
    [
      "one of several rules",
      '// keyloom-ignore usage/counter, usage/raw-access: why\nenv.CACHE.get("settings");\n',
      '// keyloom-ignore usage/raw-access: why\nenv.CACHE.get("settings");\n',
    ],
    [
      "the last of several rules",
      '// keyloom-ignore usage/raw-access, usage/counter: why\nenv.CACHE.get("settings");\n',
      '// keyloom-ignore usage/raw-access: why\nenv.CACHE.get("settings");\n',
    ],
  ])("takes out %s", async (_, before, after) => {
    const fixed = await project();
    expect(await fixed(before)).toBe(after);
    expect(await fixed(after)).toBe(after);
  });

  test.each([
    ["a silence that is used", `${USED}\nenv.CACHE.get("settings");\n`],
    [
      "a comment whose line break ends a statement",
      "f()/* keyloom-ignore usage/counter:\nwhy */g();\n",
    ],
    ["text that looks like one", "const text = `\n// keyloom-ignore usage/counter: why\n`;\n"],
  ])("leaves %s", async (_, text) => {
    const fixed = await project();
    expect(await fixed(text)).toBe(text);
  });

  test("leaves code of every fixture as it was, wherever the silence stood", async () => {
    const fixed = await project();
    const texts = FIXTURES.map((file) => readFileSync(join(REPO, file), "utf8"));
    for (const text of texts) expect(await fixed(text)).toBe(text);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...texts),
        fc.array(fc.tuple(fc.nat(), fc.boolean()), { minLength: 1, maxLength: 4 }),
        async (text, places) => {
          const lines = text.split("\n");
          for (const [place, isOwnLine] of places) {
            const at = place % (lines.length - 1);
            const silence = "// keyloom-ignore naming/depth: why";
            if (isOwnLine) lines.splice(at, 0, silence);
            else if (!lines[at]?.includes("//")) lines[at] += ` ${silence}`;
          }
          const result = await fixed(lines.join("\n"));
          expect(syntaxErrors(result)).toEqual(syntaxErrors(text));
          expect(withoutSpace(result)).toBe(withoutSpace(text));
          expect(await fixed(result)).toBe(result);
        },
      ),
      { numRuns: 30 },
    );
  });
});

function withoutSpace(text: string): string {
  return text.replace(/\s+/g, "");
}

test("of fixes that overlap the first one is made", () => {
  const change = (start: number, end: number, text: string) => [{ start, end, text }];
  const fixes = [change(2, 4, "B"), change(0, 3, "A"), change(5, 6, "C")];
  expect(withFixes("0123456", fixes)).toEqual({ text: "A34C6", count: 2 });
});

describe("`keyloom lint --fix`", () => {
  const UNUSED = "# keyloom-ignore bindings/preview-id: why\n";

  test("mends source, schema and wrangler file, and reports the rest", async () => {
    const root = writeProject({
      "keyloom.schema.ts": `// keyloom-ignore naming/depth: why\n${SHOP}`,
      "worker.ts": 'f(); // keyloom-ignore usage/counter: why\nenv.CACHE.get("settings");\n',
      "wrangler.toml": `name = "shop"\n${UNUSED}[[kv_namespaces]]\nbinding = "CACHE"\nid = "1"\n[[kv_namespaces]]\nbinding = "ORDERS"\nid = "2"\n`,
    });
    const before = await runKeyloom(root, "lint");
    expect(before.stdout).toMatch(/\n4 errors; 3 of them can be mended with `--fix`\n$/);
    const run = await runKeyloom(root, "lint", "--fix", "--format=json");
    expect([run.exitCode, JSON.parse(run.stdout)]).toEqual([
      1,
      [expect.objectContaining({ file: "worker.ts", line: 2, rule: "usage/raw-access" })],
    ]);
    expect(readFileSync(join(root, "keyloom.schema.ts"), "utf8")).toBe(SHOP);
    expect(readFileSync(join(root, "wrangler.toml"), "utf8")).not.toContain("keyloom-ignore");
    expect(await runKeyloom(root, "lint", "--fix", "--format=json")).toEqual(run);
  });
});
