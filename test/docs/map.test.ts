import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { REPO } from "../project.ts";

const FILES = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: REPO,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(join(REPO, file)));

const PAGE = readFileSync(join(REPO, "CONTRIBUTING.md"), "utf8");

test("the map says what each folder of code holds", () => {
  const folders = new Set(
    FILES.filter((file) => /^(?:schema|codegen|infra|src)\//.test(file)).map(dirname),
  );
  // Of a rule's category its name says all.
  const wanted = [...folders].filter((folder) => folder !== "src" && !/\/rules\/./.test(folder));
  const rows = new Set(Array.from(PAGE.matchAll(/^\| `([\w/-]+)\/` /gm), ([, folder]) => folder));
  expect(wanted.length).toBeGreaterThan(40);
  expect(wanted.filter((folder) => !rows.has(folder))).toEqual([]);
});

test("every file and folder that it names exists", () => {
  // What users have is not here.
  const theirs = new Set(["keyloom.config.ts"]);
  const named = Array.from(
    PAGE.matchAll(/`([\w./-]+(?:\/|\.ts|\.mjs))`/g),
    ([, path = ""]) => path,
  );
  const isThere = (path: string) =>
    FILES.some((file) =>
      path.endsWith("/") ? `/${file}`.includes(`/${path}`) : `/${file}`.endsWith(`/${path}`),
    );
  expect(named.length).toBeGreaterThan(80);
  expect(named.filter((path) => !isThere(path) && !theirs.has(path))).toEqual([]);
});
