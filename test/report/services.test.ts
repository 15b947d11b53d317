import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Ajv } from "ajv";
import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, test } from "vitest";
import type { Problem } from "../../schema/problem.ts";
import { formats } from "../../src/report/index.ts";
import { runKeyloom } from "../cli/run-keyloom.ts";
import { SHOP } from "../lint/project.ts";
import { writeProject } from "../project.ts";
import { problemIn } from "./problem.ts";

const OPTIONS = { cwd: "/repo/app", root: "/repo", color: false };

const problem = (changes?: Partial<Problem>) => problemIn(OPTIONS.cwd, "src/a.ts", changes);

const DOCS = "https://github.com/keyloom/keyloom/blob/main/docs/rules/usage/raw-access.md";

/** Problems whose texts hold whatever a text may hold. */
const anyProblem = fc
  .record({
    message: fc.string({ unit: "binary" }),
    help: fc.string({ unit: "binary" }),
    name: fc.string({ unit: "binary", minLength: 1 }).filter((name) => !/[/\\]|^\.\.?$/.test(name)),
    severity: fc.constantFrom("error", "warning"),
    line: fc.integer({ min: 1, max: 9 }),
    hasEnd: fc.boolean(),
  })
  .map(({ name, hasEnd, ...rest }) => {
    const { endLine, endColumn, ...start } = problem();
    return {
      ...start,
      ...rest,
      file: `/repo/${name}`,
      ...(hasEnd && { endLine: rest.line, endColumn: 9 }),
    } as Problem;
  });

function validator() {
  const file = createRequire(import.meta.url).resolve(
    "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json",
  );
  // The schema is of draft 4, whose `id` is all that ajv does not take.
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(file, "utf8"));
  return new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
}

describe("sarif", () => {
  const validate = validator();

  test("is a log with the place, the rule and its page", () => {
    const log = JSON.parse(
      formats.sarif([problem()], {
        ...OPTIONS,
        docsOf: () => ({ what: "`a` is b.", why: "Why.", wrong: "", right: "" }),
      }),
    );
    expect(validate(log) || validate.errors).toBe(true);
    const [run] = log.runs;
    expect(run.tool.driver.rules).toEqual([
      {
        id: "usage/raw-access",
        helpUri: DOCS,
        shortDescription: { text: "a is b." },
        fullDescription: { text: "Why." },
      },
    ]);
    expect(run.results).toEqual([
      {
        ruleId: "usage/raw-access",
        ruleIndex: 0,
        level: "error",
        message: { text: "two is wrong.\nWrite three." },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "app/src/a.ts", uriBaseId: "%SRCROOT%" },
              region: { startLine: 2, startColumn: 7, endLine: 2, endColumn: 10 },
            },
          },
        ],
        partialFingerprints: { "keyloom/v1": expect.stringMatching(/^[0-9a-f]{32}$/) },
      },
    ]);
  });

  test("is valid against its schema whatever the problems", () => {
    expect(validate({ version: "2.1.0" })).toBe(false);
    fc.assert(
      fc.property(fc.array(anyProblem, { maxLength: 4 }), (problems) => {
        const log = JSON.parse(formats.sarif(problems, OPTIONS));
        expect(validate(log) || validate.errors).toBe(true);
      }),
    );
  });

  test("writes a file's name as a URI", () => {
    const log = JSON.parse(formats.sarif([problem({ file: "/repo/a b#1?/ä.ts" })], OPTIONS));
    const [{ locations }] = log.runs[0].results;
    expect(locations[0].physicalLocation.artifactLocation.uri).toBe("a%20b%231%3F/%C3%A4.ts");
  });
});

describe("github", () => {
  test("is one workflow command per problem, with the columns that it marks", () => {
    expect(formats.github([problem()], OPTIONS)).toBe(
      `::error file=app/src/a.ts,line=2,endLine=2,col=7,endColumn=9,title=usage/raw-access::two is wrong%0AWrite three.%0A${DOCS}`,
    );
    expect(formats.github([], OPTIONS)).toBe("");
  });

  test("escapes characters that would end a property or the line", () => {
    const text = formats.github(
      [problem({ file: "/repo/a,b:c%.ts", message: "100%\r\n::error::x", severity: "warning" })],
      OPTIONS,
    );
    expect(text).toMatch(/^::warning file=a%2Cb%3Ac%25\.ts,line=2,/);
    expect(text).toContain("::100%25%0D%0A::error::x%0AWrite");
  });

  test("is one line per problem, from which its texts can be read back", () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const text = formats.github([problem], OPTIONS);
        const [, file = "", message = ""] = /^::\w+ file=([^,:]*),[^:]*::(.*)$/su.exec(text) ?? [];
        expect(text).not.toMatch(/[\r\n]/);
        const read = (escaped: string) =>
          escaped
            .replaceAll("%0A", "\n")
            .replaceAll("%0D", "\r")
            .replaceAll("%2C", ",")
            .replaceAll("%3A", ":")
            .replaceAll("%25", "%");
        expect(`/repo/${read(file)}`).toBe(problem.file);
        expect(read(message)).toContain(`${problem.message}\n${problem.help}\n`);
      }),
    );
  });
});

describe("gitlab", () => {
  test("is a list with everything that GitLab requires", () => {
    expect(JSON.parse(formats.gitlab([problem()], OPTIONS))).toEqual([
      {
        description: "two is wrong. Write three.",
        check_name: "usage/raw-access",
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
        severity: "major",
        location: {
          path: "app/src/a.ts",
          lines: { begin: 2 },
          positions: { begin: { line: 2, column: 7 } },
        },
        content: { body: DOCS },
      },
    ]);
  });

  test("recognizes a problem by its fingerprint wherever it moves, and tells two of a kind apart", () => {
    const prints = (...problems: readonly Problem[]) =>
      JSON.parse(formats.gitlab(problems, OPTIONS)).map(
        ({ fingerprint }: { fingerprint: string }) => fingerprint,
      );
    const [first] = prints(problem());
    expect(prints(problem({ line: 90, column: 1 }))).toEqual([first]);
    const both = prints(problem({ line: 90 }), problem());
    expect(both[0]).toBe(first);
    expect(both[1]).not.toBe(first);
    for (const change of [{ rule: "a/b" }, { file: "/repo/b.ts" }, { message: "other" }]) {
      expect(prints(problem(change))).not.toEqual([first]);
    }
  });
});

describe("junit", () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "",
    trimValues: false,
  });

  test("is one failed test per problem, or a single passed one", () => {
    expect(formats.junit([problem()], OPTIONS)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="keyloom" tests="1" failures="1" errors="0">
  <testsuite name="keyloom" tests="1" failures="1" errors="0">
    <testcase classname="src/a.ts" name="usage/raw-access src/a.ts:2:7" file="src/a.ts" line="2">
      <failure type="error" message="two is wrong">src/a.ts:2:7&#10;two is wrong&#10;Write three.&#10;${DOCS}</failure>
    </testcase>
  </testsuite>
</testsuites>`);
    const { testsuites } = parser.parse(formats.junit([], OPTIONS));
    expect(testsuites).toMatchObject({ tests: "1", failures: "0" });
    expect(testsuites.testsuite.testcase.name).toBe("no problems");
  });

  test("is well-formed whatever the texts contain, and keeps them", () => {
    const read = (text: string) =>
      text.replaceAll("&#10;", "\n").replaceAll("&#13;", "\r").replaceAll("&#9;", "\t");
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const xml = formats.junit([problem], OPTIONS);
        expect(XMLValidator.validate(xml)).toBe(true);
        const { failure } = parser.parse(xml).testsuites.testsuite.testcase;
        const kept = problem.message
          .toWellFormed()
          // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot hold them
          .replace(/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g, "\uFFFD");
        expect(read(failure.message)).toBe(kept);
      }),
    );
  });
});

describe("`--format`", () => {
  test.each(["lint", "check"])("of `keyloom %s` accepts each format", async (command) => {
    const schema =
      command === "lint" ? SHOP : SHOP.replaceAll('ttl.fixed("1h")', 'ttl.fixed("1s")');
    const root = writeProject({
      "app/keyloom.schema.ts": schema,
      "app/a.ts": 'env.CACHE.get("invoice:1");',
    });
    mkdirSync(join(root, ".git"));
    const rule = command === "lint" ? "usage/unknown-key" : "ttl-range";
    for (const format of Object.keys(formats)) {
      const run = await runKeyloom(join(root, "app"), command, `--format=${format}`);
      expect(run).toMatchObject({ exitCode: 1, stderr: "" });
      expect(run.stdout).toContain(rule);
      if (format === "sarif") expect(run.stdout).toContain('"uri": "app/');
      if (format === "sarif") expect(run.stdout).toContain('"shortDescription"');
    }
  });
});
