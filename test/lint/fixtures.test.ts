import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isSourceRule } from "../../src/lint/rule.ts";
import { loadRules } from "../../src/lint/rules/discover.ts";
import { REPO } from "../project.ts";
import { lintProject, SHOP } from "./project.ts";

const FOLDER = join(REPO, "test/fixtures/lint");
const FIXTURES = globSync("usage/*.ts", { cwd: FOLDER }).sort();
const RULES = (await loadRules()).filter(isSourceRule);

/** What a rule finds in a file, one text a line that has findings: its number, messages and helps. */
async function linesOf(rule: string, source: string) {
  const found = await lintProject({ "keyloom.schema.ts": SHOP, "worker.ts": source });
  const lines = new Map<number, string>();
  for (const { line, message, help } of found.filter((problem) => problem.rule === rule)) {
    lines.set(line, `${lines.get(line) ?? ""}${message}. ${help}`);
  }
  return lines;
}

test("each rule on source has a file of bad and good code", () => {
  expect(FIXTURES).toEqual(RULES.map(({ id }) => `${id}.ts`).sort());
});

describe.each(FIXTURES)("%s", (fixture) => {
  const rule = fixture.replace(/\.ts$/, "");
  const source = readFileSync(join(FOLDER, fixture), "utf8");
  const marked = source.split("\n").flatMap((text, index): readonly [number, string][] => {
    const [, words] = / \/\/ finds ?(.*)$/.exec(text) ?? [];
    return words === undefined ? [] : [[index + 1, words]];
  });

  test("has findings on the lines that say so, and on no others", async () => {
    expect(marked.length).toBeGreaterThan(0);
    const found = await linesOf(rule, source);
    expect([...found.keys()].sort((a, b) => a - b)).toEqual(marked.map(([line]) => line));
    for (const [line, words] of marked) expect(found.get(line)).toContain(words);
  });
});

describe.each(RULES.map((rule) => [rule.id, rule.docs] as const))("the page of %s", (id, docs) => {
  const asFunction = (code: string) => `export async function handle(env: Env) {\n${code}\n}`;

  test("shows code with the problem, and code without it", async () => {
    expect((await linesOf(id, asFunction(docs.wrong))).size).toBe(1);
    expect((await linesOf(id, asFunction(docs.right))).size).toBe(0);
  });
});
