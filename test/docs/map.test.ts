import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
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

/** The parts of the code; each imports only those before it. */
const PARTS = [
  ...["src/runtime", "src/repeatable", "src/folders", "schema", "src/files", "src/cloudflare"],
  ...[
    "src/report",
    "src/wrangler",
    "src/breaking",
    "codegen",
    "src/testing",
    "infra",
    "src/lint",
    "src/init",
  ],
  ...["src/dev", "src/cli"],
];

/** The readers of the model, which know nothing of each other. */
const READERS = ["codegen", "infra", "src/lint"];

test("data flows one way: no part imports one that is above or beside it", () => {
  const partOf = (file: string) => PARTS.find((part) => file.startsWith(`${part}/`)) ?? file;
  const wrong: string[] = [];
  let count = 0;
  for (const file of FILES.filter((file) =>
    /^(?:schema|codegen|infra|src\/\w+)\/.*\.ts$/.test(file),
  )) {
    const own = partOf(file);
    const text = readFileSync(join(REPO, file), "utf8");
    for (const [, path = ""] of text.matchAll(/\b(?:from |import ?\(?)"(\.[^"]+\.ts)"/g)) {
      const other = partOf(posix.join(posix.dirname(file), path));
      if (other === own) continue;
      count++;
      const isBelow = PARTS.indexOf(other) < PARTS.indexOf(own) && PARTS.includes(other);
      const areReaders = READERS.includes(own) && READERS.includes(other);
      if (!isBelow || areReaders) wrong.push(`${file} imports ${path}`);
    }
  }
  expect(count).toBeGreaterThan(700);
  expect(wrong).toEqual([]);
});
