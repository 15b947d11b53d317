import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const REPO = fileURLToPath(new URL("../..", import.meta.url));

const PAGES = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
  {
    cwd: REPO,
    encoding: "utf8",
  },
)
  .split("\n")
  .filter((file) => file !== "" && existsSync(join(REPO, file)));

test("there are pages to check", () => {
  expect(PAGES).toContain("README.md");
  expect(PAGES.length).toBeGreaterThan(100);
});

test.each(PAGES)("%s links only to pages, files and headings that exist", (page) => {
  const text = readFileSync(join(REPO, page), "utf8");
  const broken = linksOf(text).filter((link) => !leadsSomewhere(page, link));
  expect(broken).toEqual([]);
});

/** The targets of links within the repository, outside of code. */
function linksOf(text: string): readonly string[] {
  const prose = withoutBlocks(text).replace(/`[^`\n]*`/g, "");
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)$/gm)];
  return targets
    .map(([, inline, reference]) => inline ?? reference ?? "")
    .filter((target) => !/^[a-z]+:/.test(target));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = "", heading] = link.split("#");
  const file = path === "" ? join(REPO, page) : join(REPO, dirname(page), decodeURI(path));
  if (relative(REPO, file).startsWith("..") || !existsSync(file)) return false;
  if (heading === undefined) return true;
  return statSync(file).isFile() && anchorsOf(readFileSync(file, "utf8")).has(heading);
}

/** The anchors that GitHub gives to headings. */
function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, title = ""] of withoutBlocks(text).matchAll(/^#+ (.*)$/gm)) {
    const anchor = title
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, "")
      .trim()
      .replaceAll(" ", "-");
    let own = anchor;
    for (let count = 1; anchors.has(own); count++) own = `${anchor}-${count}`;
    anchors.add(own);
  }
  return anchors;
}

function withoutBlocks(text: string): string {
  return text.replace(/^( *)(```+)[\s\S]*?^\1\2\s*$/gm, "");
}
