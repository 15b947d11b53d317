import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { REPO } from "../project.ts";
import { lintProject, SHOP } from "./project.ts";

/**
 * Workers written after public ones, each with the marks of a reviewer, who knew the rules:
 * `keep` for what the linter finds rightly, `disputed` for what it finds and the reviewer would not,
 * `missed` for what the reviewer finds alone, by a rule or in a word; `silent`, with the reason, for a line
 * that looks as if there were something.
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
  const silent: string[] = [];
  for (const name of FIXTURES) {
    const source = readFileSync(join(FOLDER, name), "utf8");
    for (const [index, line] of source.split("\n").entries()) {
      for (const [, kind = "", rules = ""] of line.matchAll(
        / \/\/ (keep|disputed|missed) ([^ ,]+(?:, [^ ,]+)*)/g,
      )) {
        const names = rules.split(", ").map((rule) => `${name}:${index + 1} ${rule}`);
        marks[kind as keyof typeof marks].push(...names);
      }
      if (line.includes(" // silent ")) silent.push(`${name}:${index + 1}`);
    }
    const problems = await lintProject({ "keyloom.schema.ts": SHOP, [name]: source });
    found.push(...problems.map(({ file, line, rule }) => `${file}:${line} ${rule}`));
  }
  return { marks, found, silent };
}

describe("on Workers like published ones", () => {
  test("the linter finds what the marks say, and nothing else", async () => {
    const { marks, found } = await readAll();
    expect(found.toSorted()).toEqual([...marks.keep, ...marks.disputed].toSorted());
  });

  test("it reports nothing that a careful reviewer would accept, even if it looks like a mistake", async () => {
    const { found, silent } = await readAll();
    expect(silent).toHaveLength(62);
    const lines = found.map((mark) => mark.split(" ")[0]);
    expect(silent.filter((line) => lines.includes(line))).toEqual([]);
  });

  // The figures are in docs/lint.md.
  test("a reviewer would keep all of its findings, and miss few", async () => {
    const { marks } = await readAll();
    const [kept, disputed, missed] = [marks.keep, marks.disputed, marks.missed].map(
      (m) => m.length,
    );
    expect({ workers: FIXTURES.length, kept, disputed, missed }).toEqual({
      workers: 62,
      kept: 161,
      disputed: 2,
      missed: 9,
    });
  });
});
