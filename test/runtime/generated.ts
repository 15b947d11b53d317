import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { generate } from "../../codegen/index.ts";
import { compileFile } from "../../schema/compile-file.ts";
import type { MemoryKv } from "../../src/testing/index.ts";
import { makeProject } from "../project.ts";

// biome-ignore lint/suspicious/noExplicitAny: its type is in the file that the test generates.
export type Accessor = any;

/**
 * Generates the accessors of one namespace for the tests of a file.
 *
 * @param collections the options of each collection, as they stand in a schema.
 * @returns binds an accessor to a KV.
 */
export function generatedAccessors(
  collections: Readonly<Record<string, string>>,
): (kv: MemoryKv, collection: string) => Accessor {
  const texts = Object.entries(collections).map(
    ([name, options]) => `${name}: collection({ ${options} }),`,
  );
  const schema = `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({
  output: "./kv.gen.ts",
  namespaces: { APP: { title: "app", collections: {\n${texts.join("\n")}\n} } },
});`;
  const project = makeProject({ "keyloom.schema.ts": schema });
  let keyloom: ((env: object) => { readonly APP: Readonly<Record<string, Accessor>> }) | undefined;

  beforeAll(async () => {
    const schemaFile = join(project.path, "keyloom.schema.ts");
    const { model, problems } = await compileFile(schemaFile);
    expect(problems).toEqual([]);
    const { file, text } = await generate(schemaFile, model);
    writeFileSync(file, text);
    ({ keyloom } = await import(/* @vite-ignore */ file));
  });
  afterAll(project.remove);

  return (kv, collection) => keyloom?.({ APP: kv }).APP[collection];
}
