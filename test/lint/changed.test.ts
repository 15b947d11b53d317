import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runKeyloom } from "../cli/run-keyloom.ts";
import { writeProject } from "../project.ts";
import { SHOP } from "./project.ts";

const RAW = 'export const read = (env: Env) => env.CACHE.get("settings");\n';
const IMPORTED =
  'import { KEY } from "./keys.ts";\nexport const read = (env: Env) => env.CACHE.get(KEY);\n';

/** A repository with one commit on `main`, whose files have findings. */
function repository(files: Readonly<Record<string, string>> = {}) {
  const root = writeProject({
    "keyloom.schema.ts": SHOP,
    ".gitignore": "node_modules\n",
    "src/old.ts": RAW,
    "src/imports.ts": IMPORTED,
    "src/keys.ts": 'export const KEY = "settings";\n',
    ...files,
  });
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      cwd: root,
      encoding: "utf8",
    });
  git("init", "--quiet", "--initial-branch=main");
  git("add", ".");
  git("commit", "--quiet", "--message=first");
  const write = (name: string, text: string) => writeFileSync(join(root, name), text);
  return { root, git, write };
}

async function filesFound(root: string, ...args: readonly string[]) {
  const { stdout } = await runKeyloom(root, "lint", "--format=json", ...args);
  const found = JSON.parse(stdout) as readonly { readonly file: string }[];
  return [...new Set(found.map(({ file }) => file))];
}

describe("`keyloom lint --changed`", () => {
  test("checks files that the branch has changed, whether committed, uncommitted or new", async () => {
    const { root, git, write } = repository();
    expect(await filesFound(root, "--changed")).toEqual([]);
    git("checkout", "--quiet", "-b", "branch");
    write("src/committed.ts", RAW);
    git("add", ".");
    git("commit", "--quiet", "--message=second");
    write("src/new file.ts", RAW);
    expect(await filesFound(root, "--changed")).toEqual(["src/committed.ts", "src/new file.ts"]);
    expect(await filesFound(root, "--changed=HEAD")).toEqual(["src/new file.ts"]);
    expect(await filesFound(root)).toHaveLength(4);
  });

  test("checks files that depend on a changed module, even a deleted one", async () => {
    const { root, write } = repository();
    write("src/keys.ts", 'export const KEY = "sttings";\n');
    expect(await filesFound(root, "--changed")).toEqual(["src/imports.ts"]);
    rmSync(join(root, "src/keys.ts"));
    write("src/imports.ts", IMPORTED);
    expect(await filesFound(root, "--changed")).toEqual([]);
  });

  test("checks everything if the schema or a module of it has changed", async () => {
    const { root, write } = repository({
      "keyloom.schema.ts": `import "./part.ts";\n${SHOP}`,
      "part.ts": "export {};\n",
    });
    write("part.ts", "export const nothing = 1;\n");
    expect(await filesFound(root, "--changed")).toEqual(["src/imports.ts", "src/old.ts"]);
  });

  test("checks everything if a module of the configuration has changed", async () => {
    const { root, write } = repository({
      "keyloom.config.ts": 'import rules from "./rules.ts";\nexport default { lint: { rules } };\n',
      "rules.ts": "export default {};\n",
    });
    write("rules.ts", 'export default { "usage/raw-access": "error" };\n');
    expect(await filesFound(root, "--changed")).toEqual(["src/imports.ts", "src/old.ts"]);
  });

  test("ends with 2 and says what to do if there is nothing to compare with", async () => {
    const { root } = repository();
    const unknown = await runKeyloom(root, "lint", "--changed=nothing");
    expect([unknown.exitCode, unknown.stderr]).toEqual([
      2,
      "keyloom: there is no commit `nothing`\nhelp: Name a commit to compare with, such as `--changed main`; CI must fetch it first.\n",
    ]);
    const bare = writeProject({ "keyloom.schema.ts": SHOP });
    expect((await runKeyloom(bare, "lint", "--changed")).stderr).toContain(
      "`--changed` needs a git repository",
    );
    const baseline = await runKeyloom(root, "lint", "--changed", "--update-baseline");
    expect(baseline.exitCode).toBe(2);
  });
});
