import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { REPO } from "../project.ts";
import { writeDocsProject } from "./docs-project.ts";

const VITEST = join(REPO, "node_modules/vitest/vitest.mjs");

const CONFIG = `
const conditions = ["@keyloom/source", "node", "import", "default"];
export default { ssr: { resolve: { conditions } } };
`;

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

test("the tests on the page pass as written", async () => {
  const project = await writeDocsProject();
  writeFileSync(join(project, "vitest.config.js"), CONFIG);
  const output = join(project, "report.json");
  const run = spawnSync(
    process.execPath,
    [VITEST, "run", "--root", project, "--reporter=json", `--outputFile=${output}`],
    { encoding: "utf8", env: { PATH: process.env["PATH"] } },
  );
  expect(run).toMatchObject({ status: 0, stderr: "" });
  const report = JSON.parse(readFileSync(output, "utf8")) as Report;
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  expect(results.filter(({ status }) => status !== "passed")).toEqual([]);
  const page = readFileSync(join(REPO, "docs/testing.md"), "utf8");
  expect(results).toHaveLength(page.split("\ntest(").length - 1);
});
