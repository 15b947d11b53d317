import { execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { REPO } from "../project.ts";
import { workerProject, written } from "./worker-project.ts";

const GOLDEN = ["logins", "polls", "retry-queue", "throttle", "webhooks", "wishes"];

describe("the first schema of", () => {
  test.each(GOLDEN)("%s", async (name) => {
    const { text } = await written(workerProject(name));
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, "golden", `${name}.ts`));
  });
});

test("is formatted as formatters would format it", () => {
  const files = globSync("golden/*.ts", { cwd: import.meta.dirname }).sort();
  expect(files).toHaveLength(GOLDEN.length);
  const texts = files.map((file) => readFileSync(join(import.meta.dirname, file), "utf8"));
  const formatted = files.map((file, index) =>
    execFileSync(
      join(REPO, "node_modules/.bin/biome"),
      ["format", `--stdin-file-path=test/init/${file}`],
      { cwd: REPO, input: texts[index] ?? "", encoding: "utf8" },
    ),
  );
  expect(formatted).toEqual(texts);
});
