import { globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DEFINITION_CHECKS } from "../../schema/checks/ids.ts";
import { compileFile } from "../../schema/compile-file.ts";
import { REPO, writeProject } from "../project.ts";
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

describe("metadata-too-long", () => {
  test.each([
    [
      "z.object({ at: z.iso.datetime(), name: z.string(), size: z.int() })",
      "nothing limits the size of `at`, `name` in the metadata, and KV accepts at most 1024 bytes",
    ],
    [
      "z.object({ name: z.string().max(640), by: z.string().max(380), size: z.int() })",
      /^the metadata can take \d+ bytes of JSON, and KV accepts at most 1024; most of it is `name`, `by`$/,
    ],
    [
      "z.array(z.string())",
      "nothing limits the size of the metadata, and KV accepts at most 1024 bytes",
    ],
  ])("names the part that takes the space in %s", async (metadata, message) => {
    const root = writeProject({
      "keyloom.schema.ts": `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({ namespaces: { A: { title: "a", collections: {
  file: collection({ key: "file:{id}", value: z.string(), metadata: ${metadata}, ttl: ttl.none("they stay") }),
} } } });`,
    });
    const { problems } = await compileFile(join(root, "keyloom.schema.ts"));
    expect(problems.map((problem) => problem.message)).toEqual([
      typeof message === "string" ? message : expect.stringMatching(message),
    ]);
  });
});

test.each([
  [
    'collection({ key: "{id}", codec: "bytes", ttl: ttl.none("x") })',
    "give `{id}` a type in `params`",
  ],
  [
    'collection({ key: "it:{id}", params: { id: z.string() }, codec: "bytes", ttl: ttl.none("x") })',
    "Or leave its type out: then the limit is checked when a key is built.",
  ],
  [
    'collection({ key: "it:{id}", params: { id: z.string().min(2) }, codec: "bytes", ttl: ttl.none("x") })',
    /without `\*` and `\+`\.$/,
  ],
  [
    'collection({ key: "it", codec: "text", value: z.string(), metadata: z.object({ a: z.int() }).optional(), version: 1, versionIn: "metadata", ttl: ttl.none("x") })',
    "Give it a `.default({ … })` instead of `.optional()`, or leave `versionIn` out.",
  ],
])("the suggested option exists: %s", async (it, help) => {
  const root = writeProject({
    "keyloom.schema.ts": `import { assets, collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({ namespaces: { A: { title: "a", collections: { it: ${it} } } } });`,
  });
  const { problems } = await compileFile(join(root, "keyloom.schema.ts"));
  expect(problems.map((problem) => problem.help)).toEqual([
    typeof help === "string" ? expect.stringContaining(help) : expect.stringMatching(help),
  ]);
});

describe("an option of the wrong kind", () => {
  test.each([
    ["cache: { stale: -5 }", "`stale` cannot be negative, but is -5 s"],
    [
      'cache: { stale: "soon" }',
      "`cache` must be an object with `stale` or `negative` (durations) or `jitter` (a number), but is `{ stale: 'soon' }`",
    ],
    [
      "pointers: { byName: { kay: 'name' } }",
      "`pointers` must be an object of key templates, or of objects with `key` and `onTaken`, but is `{ byName: { kay: 'name' } }`",
    ],
  ])("is shown as it is: %s", async (option, message) => {
    const root = writeProject({
      "keyloom.schema.ts": `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({ namespaces: { CACHE: { title: "cache", collections: {
  a: collection({ key: "a:{id}", value: z.string(), ttl: ttl.fixed("1h"), ${option} } as never),
} } } });`,
    });
    const { problems } = await compileFile(join(root, "keyloom.schema.ts"));
    expect(problems.map((problem) => problem.message)).toEqual([message]);
  });
});
