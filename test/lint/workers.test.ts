import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { REPO } from "../project.ts";
import { lintProject, SHOP } from "./project.ts";

/**
 * Workers written after public ones, each with the marks of a reviewer, who knew the rules:
 * `keep` for what the linter finds rightly, `disputed` for what it finds and the reviewer would not,
 * `missed` for what the reviewer finds alone, by a rule or in a word.
 */
const FOLDER = join(REPO, "test/fixtures/lint/workers");
const FIXTURES = globSync("*.ts", { cwd: FOLDER }).sort();

/** A finding by file, line and rule. */
type Mark = string;

async function readAll() {
  const marks: Record<"keep" | "disputed" | "missed", Mark[]> = {
    keep: [],
    disputed: [],
    missed: [],
  };
  const found: Mark[] = [];
  for (const name of FIXTURES) {
    const source = readFileSync(join(FOLDER, name), "utf8");
    for (const [index, line] of source.split("\n").entries()) {
      for (const [, kind = "", rules = ""] of line.matchAll(
        / \/\/ (keep|disputed|missed) (.*)$/g,
      )) {
        const names = rules.split(", ").map((rule) => `${name}:${index + 1} ${rule}`);
        marks[kind as keyof typeof marks].push(...names);
      }
    }
    const problems = await lintProject({ "keyloom.schema.ts": SHOP, [name]: source });
    found.push(...problems.map(({ file, line, rule }) => `${file}:${line} ${rule}`));
  }
  return { marks, found };
}

describe("on Workers like those in the open", () => {
  test("the linter finds what the marks say, and nothing else", async () => {
    const { marks, found } = await readAll();
    expect(FIXTURES.length).toBeGreaterThanOrEqual(8);
    expect(found.toSorted()).toEqual([...marks.keep, ...marks.disputed].toSorted());
  });

  test("a reviewer would keep 95% of it at least", async () => {
    const { marks, found } = await readAll();
    expect(found.length).toBeGreaterThan(20);
    expect(marks.keep.length / found.length).toBeGreaterThanOrEqual(0.95);
  });

  test("it finds 80% of what a reviewer finds at least", async () => {
    const { marks } = await readAll();
    const all = marks.keep.length + marks.missed.length;
    expect(marks.keep.length / all).toBeGreaterThanOrEqual(0.8);
  });
});
