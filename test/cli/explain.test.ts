import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { REPO, writeProject } from "../project.ts";
import { runKeyloom } from "./run-keyloom.ts";

test.each(["usage/raw-access", "key-collision", "silence/unused"])(
  "`keyloom explain %s` prints its page, without a schema file",
  async (rule) => {
    const page = readFileSync(join(REPO, "docs/rules", `${rule}.md`), "utf8");
    expect(await runKeyloom(writeProject({}), "explain", rule)).toEqual({
      exitCode: 0,
      stdout: page,
      stderr: "",
    });
  },
);

test.each([
  ["raw-access", "help: Did you mean `keyloom explain usage/raw-access`?"],
  ["USAGE/RAW-ACCESS", "help: Did you mean `keyloom explain usage/raw-access`?"],
  ["usage/raw-acess", "help: Did you mean `keyloom explain usage/raw-access`?"],
  ["key-colision", "help: Did you mean `keyloom explain key-collision`?"],
  ["nothing-like-any-of-them", "help: Run `keyloom explain` for the list."],
])("`keyloom explain %s` suggests what was meant, or says what exists", async (rule, help) => {
  const { exitCode, stdout, stderr } = await runKeyloom(writeProject({}), "explain", rule);
  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(`keyloom: there is no check or rule \`${rule}\`\n${help}`);
});

test("`keyloom explain` alone lists every page on a line of its own", async () => {
  const { exitCode, stdout, stderr } = await runKeyloom(writeProject({}), "explain");
  expect([exitCode, stderr]).toEqual([0, ""]);
  const lines = stdout.trimEnd().split("\n");
  const pages = globSync("**/*.md", { cwd: join(REPO, "docs/rules"), exclude: ["README.md"] });
  const ids = lines.map((line) => `${line.split(" ")[0]}.md`);
  expect(ids.sort()).toEqual(pages.sort());
  expect(lines).toContainEqual(expect.stringMatching(/^key-collision +\S.+\.$/));
});
