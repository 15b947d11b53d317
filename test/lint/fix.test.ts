import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { withFixes } from "../../src/lint/fix/apply-fixes.ts";
import { runKeyloom } from "../cli/run-keyloom.ts";
import { REPO, writeProject } from "../project.ts";
import { compiledBeside, fixingProject } from "./fixing.ts";
import { SHOP } from "./project.ts";

const USED = "// keyloom-ignore usage/raw-access: it is a test";
const SAFE = { fixes: true, suggestions: false };
const FIXTURES = globSync("test/fixtures/lint/{usage,workers}/*.ts", { cwd: REPO }).sort();

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
  ])("removes %s", async (_, before, after) => {
    const fixed = await fixingProject(SAFE);
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
    const fixed = await fixingProject(SAFE);
    expect(await fixed(text)).toBe(text);
  });

  test("leaves the code of every fixture unchanged, wherever the silence was", async () => {
    const fixed = await fixingProject(SAFE);
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

test("the compiler reports the same for every fixture before and after fixes", async () => {
  const fixed = await fixingProject(SAFE);
  const silenced = FIXTURES.map((file) => {
    const lines = readFileSync(join(REPO, file), "utf8").split("\n");
    const withSilences = lines.map((line, index) => {
      const silence = `// keyloom-ignore naming/depth: ${index}`;
      return index % 2 === 0 || line.includes("//") ? `${silence}\n${line}` : `${line} ${silence}`;
    });
    return withSilences.join("\n");
  });
  const after: string[] = [];
  for (const text of silenced) {
    const result = await fixed(text);
    expect(result).not.toContain("keyloom-ignore naming/depth");
    expect(await fixed(result)).toBe(result);
    after.push(result);
  }
  const errors = await compiledBeside(silenced, after);
  expect(errors.before.filter((error) => error.includes("Cannot find"))).toEqual([]);
  expect(errors.after).toEqual(errors.before);
});

test("the compiler would report a fix that breaks something", async () => {
  const { before, after } = await compiledBeside(
    ['export const text: string = "a";'],
    ["export const text: string = 1;"],
  );
  expect(before).toEqual([]);
  expect(after).toMatchObject([expect.stringContaining("not assignable")]);
});

function withoutSpace(text: string): string {
  return text.replace(/\s+/g, "");
}

test("only the first of overlapping fixes is applied", () => {
  const change = (start: number, end: number, text: string) => [{ start, end, text }];
  const fixes = [change(2, 4, "B"), change(0, 3, "A"), change(5, 6, "C")];
  expect(withFixes("0123456", fixes)).toEqual({ text: "A34C6", count: 2 });
});

describe("`keyloom lint --fix`", () => {
  const UNUSED = "# keyloom-ignore bindings/preview-id: why\n";

  test("fixes source, schema and wrangler file, and reports the rest", async () => {
    const root = writeProject({
      "keyloom.schema.ts": `// keyloom-ignore naming/depth: why\n${SHOP}`,
      "worker.ts": 'f(); // keyloom-ignore usage/counter: why\nenv.CACHE.get("invoice:1");\n',
      "wrangler.toml": `name = "shop"\n${UNUSED}[[kv_namespaces]]\nbinding = "CACHE"\nid = "1"\n[[kv_namespaces]]\nbinding = "ORDERS"\nid = "2"\n`,
    });
    const before = await runKeyloom(root, "lint");
    expect(before.stdout).toMatch(/\n4 errors; 3 of them can be fixed with `--fix`\n$/);
    const run = await runKeyloom(root, "lint", "--fix", "--format=json");
    expect([run.exitCode, JSON.parse(run.stdout)]).toEqual([
      1,
      [expect.objectContaining({ file: "worker.ts", line: 2, rule: "usage/unknown-key" })],
    ]);
    expect(readFileSync(join(root, "keyloom.schema.ts"), "utf8")).toBe(SHOP);
    expect(readFileSync(join(root, "wrangler.toml"), "utf8")).not.toContain("keyloom-ignore");
    expect(await runKeyloom(root, "lint", "--fix", "--format=json")).toEqual(run);
  });
});
