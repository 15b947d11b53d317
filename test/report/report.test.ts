import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Problem } from "../../schema/problem.ts";
import { formats } from "../../src/report/index.ts";
import { sortProblems } from "../../src/report/sort-problems.ts";
import { problemIn } from "./problem.ts";

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "keyloom-report-"));
  writeFileSync(join(cwd, "a.ts"), "const one = 1;\nconst two = 2;\n");
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

function plain() {
  return { cwd, root: cwd, color: false };
}

const problem = (changes?: Partial<Problem>) => problemIn(cwd, "a.ts", changes);

const FRAME = `a.ts:2:7  error  usage/raw-access
two is wrong
  1 | const one = 1;
> 2 | const two = 2;
    |       ^^^
  3 |
help: Write three.

1 error`;

describe("pretty", () => {
  test("shows place, rule, message, code and help, and counts", () => {
    expect(formats.pretty([problem()], plain())).toBe(FRAME);
  });

  test.each([
    [0, /^> 1 \| two;x{236}…\n {4}\| \^\^\^$/m],
    [100_000, /^> 1 \| …x{80}two;x{156}…\n {4}\| {82}\^\^\^$/m],
    [200_000, /^> 1 \| …x{80}two;$/m],
  ])("cuts a line of minified code around the place: %i characters in", (before, frame) => {
    const code = `${"x".repeat(before)}two;${"x".repeat(200_000 - before)}\nconst one = 1;\n`;
    writeFileSync(join(cwd, "minified.ts"), code);
    const [column, endColumn] = [before + 1, before + 4];
    const at = { file: join(cwd, "minified.ts"), line: 1, endLine: 1, column, endColumn };
    const shown = formats.pretty([problem(at)], plain());
    expect(shown).toMatch(frame);
    expect(shown.length).toBeLessThan(800);
  });

  test("shows control characters of messages and code instead of sending them to the terminal", () => {
    const code = "const \u001b[2Jone = 1;\n\tconst two = 2; // \u202e\u0007\n";
    writeFileSync(join(cwd, "b.ts"), code);
    const message = "no key `a:\u001b[31mred\u009b`";
    const shown = formats.pretty([problem({ file: join(cwd, "b.ts"), message })], plain());
    expect(stripVTControlCharacters(shown)).toBe(shown);
    expect(shown).toContain("no key `a:\u241b[31mred\uFFFD`");
    expect(shown).toContain("const \u241b[2Jone = 1;");
    expect(shown).toContain("> 2 | \tconst two = 2; // \uFFFD\u2407\n");
  });

  test("shows the same in colors", () => {
    const colored = formats.pretty([problem()], { ...plain(), color: true });
    expect(colored).not.toBe(FRAME);
    expect(stripVTControlCharacters(colored)).toBe(FRAME);
  });

  test("marks one character if the end is unknown", () => {
    const { endLine, endColumn, ...start } = problem();
    expect([endLine, endColumn]).toEqual([2, 10]);
    expect(formats.pretty([start], plain())).toContain("\n    |       ^\n");
  });

  test("leaves the code out if the file cannot be read", () => {
    const gone = problem({ file: join(cwd, "sub", "gone.ts"), severity: "warning" });
    expect(formats.pretty([gone], plain())).toBe(
      "sub/gone.ts:2:7  warning  usage/raw-access\ntwo is wrong\nhelp: Write three.\n\n1 warning",
    );
  });

  test("does not fail on a place past the end of its file", () => {
    const past = problem({ line: 90, endLine: 90 });
    expect(formats.pretty([past], plain())).toContain("a.ts:90:7");
  });

  test("counts errors and warnings", () => {
    const problems = [problem(), problem({ severity: "warning" }), problem()];
    expect(formats.pretty(problems, plain())).toMatch(/\n\n2 errors, 1 warning$/);
    expect(formats.pretty([], plain())).toBe("no problems");
  });
});

describe("json", () => {
  test("is an array with a link to each rule's page", () => {
    const problems = JSON.parse(formats.json([problem()], plain()));
    expect(problems).toEqual([
      {
        rule: "usage/raw-access",
        severity: "error",
        file: "a.ts",
        line: 2,
        column: 7,
        message: "two is wrong",
        help: "Write three.",
        docs: "https://github.com/keyloom/keyloom/blob/main/docs/rules/usage/raw-access.md",
      },
    ]);
    expect(JSON.parse(formats.json([], plain()))).toEqual([]);
  });
});

test("problems are sorted by file, line, column and rule", () => {
  const sorted = [
    problem({ file: "/B.ts", line: 10, rule: "z" }),
    problem({ file: "/a.ts", line: 2, column: 9, rule: "a" }),
    problem({ file: "/a.ts", line: 2, column: 10, rule: "a" }),
    problem({ file: "/a.ts", line: 2, column: 10, rule: "b" }),
    problem({ file: "/a.ts", line: 10, column: 1, rule: "a" }),
  ];
  expect(sortProblems(sorted.toReversed())).toEqual(sorted);
  const shuffled = [3, 0, 4, 2, 1].flatMap((index) => sorted[index] ?? []);
  expect(sortProblems(shuffled)).toEqual(sorted);
});
