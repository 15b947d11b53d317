import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { requireInTime } from "../../schema/modules/require-in-time.ts";
import { writeProject } from "../project.ts";

function run(files: Readonly<Record<string, string>>, timeLimit?: number) {
  const [name = ""] = Object.keys(files);
  return requireInTime(join(writeProject(files), name), timeLimit);
}

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("a module of the author", () => {
  test.each([
    ["loops", "for (;;);\n"],
    ["calls what loops", "const wait = (): never => {\n  for (;;);\n};\nwait();\n"],
    ["catches all that it can", "for (;;) {\n  try {\n    for (;;);\n  } catch {}\n}\n"],
  ])("that %s is stopped, with a message about what to do", (_, text) => {
    const error = thrownBy(() => run({ "schema.ts": text }, 300));
    expect(error).toBeInstanceOf(CannotRunError);
    expect(error).toMatchObject({
      message: "the file has not finished after 0.3 s",
      place: { file: expect.stringMatching(/schema\.ts$/), line: 1, column: 1 },
      help: expect.stringContaining("top-level code must finish"),
    });
  });

  test("that imports one that loops is stopped as well", () => {
    const files = { "schema.ts": 'import "./other.ts";\n', "other.ts": "for (;;);\n" };
    expect(thrownBy(() => run(files, 300))).toBeInstanceOf(CannotRunError);
  });

  test("that finishes returns its exports, or its default if it is CommonJS", () => {
    expect(run({ "schema.ts": "export default { a: 1 as number };\n" })).toMatchObject({
      default: { a: 1 },
    });
    expect(run({ "schema.ts": "export const a: number = 1;\n" })).toMatchObject({ a: 1 });
    expect(run({ "schema.cjs": "module.exports = { a: 1 };\n" })).toEqual({ default: { a: 1 } });
  });

  test("that awaits is not run, and throws Node's error", () => {
    expect(thrownBy(() => run({ "schema.ts": "await 1;\nexport default 1;\n" }))).toMatchObject({
      code: "ERR_REQUIRE_ASYNC_MODULE",
    });
  });
});
