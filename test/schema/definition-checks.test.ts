import { globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DEFINITION_CHECKS } from "../../schema/checks/ids.ts";
import { compileFile } from "../../schema/compile.ts";
import { REPO } from "../project.ts";
import { describeProblem, expectedProblems } from "./fixture.ts";

const FOLDER = join(REPO, "test/fixtures/definition-checks");

/** `key-collision/same-template.schema.ts`, and so on. */
const fixtures = globSync("*/*.schema.ts", { cwd: FOLDER }).sort();

test.each(fixtures)("%s", async (fixture) => {
  const file = join(FOLDER, fixture);
  const { problems } = await compileFile(file, { seeds: true });
  expect(problems.map((problem) => describeProblem(file, problem)).sort()).toEqual(
    expectedProblems(file),
  );
  for (const { severity } of problems) expect(severity).toBe("error");
});

describe("every definition check", () => {
  test.each(Object.keys(DEFINITION_CHECKS))("has a fixture: %s", (id) => {
    const found = fixtures
      .filter((fixture) => fixture.startsWith(`${id}/`))
      .flatMap((fixture) => expectedProblems(join(FOLDER, fixture)))
      .map((problem) => problem.split(" ").at(-1));
    expect(new Set(found)).toEqual(new Set([id]));
  });
});
