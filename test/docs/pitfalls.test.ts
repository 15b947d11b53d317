import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DEFINITION_CHECKS } from "../../schema/checks/ids.ts";
import { loadRules } from "../../src/lint/rules/discover.ts";
import { REPO } from "../project.ts";
import { testTitles } from "./titles.ts";

interface Row {
  readonly pitfall: string;
  readonly rule: string;
  readonly accessor: string;
  readonly tests: string;
}

interface Link {
  readonly text: string;
  readonly path: string;
}

const PAGE = readFileSync(join(REPO, "docs/pitfalls.md"), "utf8");

/** The tables' rows, without their heads. */
const ROWS: readonly Row[] = PAGE.split("\n")
  .filter((line) => line.startsWith("| ") && !/^\| (?:pitfall|-+) +\|/.test(line))
  .map((line) => {
    const [pitfall = "", rule = "", accessor = "", tests = "", ...more] = line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim());
    if (more.length > 0) throw new Error(`a row has more than four cells: ${line}`);
    return { pitfall, rule, accessor, tests };
  });

function linksIn(text: string): readonly Link[] {
  const links = [...text.matchAll(/\[((?:`[^`]*`|[^\]`])+)\]\(([^)]+)\)/g)];
  return links.map(([, text = "", path = ""]) => ({ text, path }));
}

/** A text with a word for each link. */
function withoutLinks(text: string): string {
  return linksIn(text).reduce(
    (left, { text, path }) => left.replace(`[${text}](${path})`, "LINK"),
    text,
  );
}

describe("the page of pitfalls", () => {
  test("has rows, each with what covers it or a note that nothing does", () => {
    expect(ROWS.length).toBeGreaterThan(20);
    for (const { pitfall, rule, accessor } of ROWS) {
      expect(rule + accessor, pitfall).not.toBe("");
    }
  });

  test.each(ROWS.map((row) => [row.pitfall, row] as const))("names tests: %s", (_, row) => {
    const isOpen = row.accessor.startsWith("nothing");
    expect(linksIn(row.tests).length > 0).toBe(!isOpen);
  });

  test("names tests that exist, by their titles", () => {
    const missing = ROWS.flatMap(({ tests }) => linksIn(tests)).filter(({ text, path }) => {
      const file = join(REPO, "docs", path);
      return !existsSync(file) || !testTitles(file).has(text);
    });
    expect(missing).toEqual([]);
  });

  test("has only links in the cells of tests, and only links or `planned` in those of rules", () => {
    for (const { tests, rule, pitfall } of ROWS) {
      expect(withoutLinks(tests), pitfall).toMatch(/^(?:|LINK(?:, LINK)*)$/);
      expect(withoutLinks(rule), pitfall).toMatch(/^(?:|planned|LINK(?:, LINK)*)$/);
    }
  });

  test("names rules and checks that exist, by their pages", async () => {
    const ids = [...Object.keys(DEFINITION_CHECKS), ...(await loadRules()).map(({ id }) => id)];
    const links = ROWS.flatMap(({ rule, accessor }) => linksIn(rule + accessor));
    expect(links.length).toBeGreaterThan(5);
    for (const { text, path } of links) {
      const id = text.replaceAll("`", "");
      expect(ids).toContain(id);
      expect(path).toBe(`rules/${id}.md`);
    }
  });
});
