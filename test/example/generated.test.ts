import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { generate } from "../../codegen/index.ts";
import { compileFile } from "../../schema/compile-file.ts";

test("the accessors of the example are up to date with its schema", async () => {
  const schema = new URL("../../examples/compat/keyloom.schema.ts", import.meta.url);
  const { file, model } = await compileFile(fileURLToPath(schema));
  const { file: output, text } = await generate(file, model);
  expect(readFileSync(output, "utf8")).toBe(text);
});
