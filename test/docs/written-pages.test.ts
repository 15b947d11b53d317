import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { commandPage } from "../../scripts/command-page.ts";
import { rulePages } from "../../scripts/rule-pages.ts";
import { docsUrl } from "../../src/report/docs-url.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("the pages of checks and rules are those that `npm run docs` writes", async () => {
  const pages = await rulePages();
  const files = readdirSync(`${root}/docs/rules`, { recursive: true, encoding: "utf8" });
  expect(files.filter((file) => file.endsWith(".md")).sort()).toEqual([...pages.keys()].sort());
  for (const [name, text] of pages) {
    expect(readFileSync(`${root}/docs/rules/${name}`, "utf8"), name).toBe(text);
  }
});

test("the page of commands is the one that `npm run docs` writes, and the README names every command", () => {
  const page = commandPage();
  expect(readFileSync(`${root}/docs/commands.md`, "utf8")).toBe(page);
  const readme = readFileSync(`${root}/README.md`, "utf8");
  const commands = Array.from(page.matchAll(/^## `keyloom (\w+)/gm), ([, name]) => name);
  expect(commands).toContain("generate");
  const unnamed = commands.filter(
    (name) => !new RegExp(`^\\| \`keyloom ${name}\\b`, "m").test(readme),
  );
  expect(unnamed).toEqual(["help"]);
});

test("the link that a problem carries leads to its page", () => {
  for (const id of ["key-collision", "usage/raw-access", "source/parse-error"]) {
    const [, path] = docsUrl(id).split("/blob/main/");
    expect(existsSync(`${root}/${path}`)).toBe(true);
  }
});
