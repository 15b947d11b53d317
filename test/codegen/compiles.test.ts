import { existsSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import current from "typescript";
import { describe, expect, test } from "vitest";
import { generateFile } from "../../codegen/file.ts";
import { GOLDEN_FOLDERS } from "../golden/schemas.ts";
import { definitions, modelFor } from "./models.ts";
import { COMPILERS, compileErrors, inMemory } from "./typescript.ts";

describe("the golden files and the workers that use them", () => {
  const workers = GOLDEN_FOLDERS.map((folder) => join(folder, "worker.ts"));

  test("all exist", () => {
    expect(workers.filter((file) => !existsSync(file))).toEqual([]);
  });

  test.each(COMPILERS)("compile under TypeScript %s", (version, compiler) => {
    expect(compiler.version.startsWith(version)).toBe(true);
    expect(compileErrors(compiler, workers)).toEqual([]);
  });
});

test("the file generated from any schema compiles", () => {
  const texts = new Map(
    fc
      .sample(definitions, 60)
      .map((entries, index) => [
        inMemory(`random${index}.gen.ts`),
        generateFile(modelFor(entries), "keyloom.schema.ts"),
      ]),
  );
  texts.set(
    inMemory("keyloom.schema.ts"),
    'import { defineKv } from "keyloom";\nexport default defineKv({ namespaces: {} });\n',
  );
  const errors = compileErrors(current, [], texts);
  const wrong = errors.map(
    (error) => `${error}\n${texts.get(inMemory(/[^/]+\.ts/.exec(error)?.[0] ?? ""))}`,
  );
  expect(wrong.slice(0, 1), errors.join("\n")).toEqual([]);
});
