import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect } from "vitest";
import { generateFile } from "../../codegen/file.ts";
import { compileFile } from "../../schema/compile-file.ts";
import { applyFixes, type WantedFixes } from "../../src/lint/fix/apply-fixes.ts";
import { lint } from "../../src/lint/index.ts";
import { compileErrors, inMemory } from "../codegen/typescript.ts";
import { writeProject } from "../project.ts";
import { SHOP } from "./project.ts";

/** The types that the fixtures take for granted, as `wrangler types` writes them. */
const ENV = `declare global {
  interface Env { readonly CACHE: KVNamespace; readonly ORDERS: KVNamespace; readonly OTHER: KVNamespace }
}
export {};
`;

/** A project in which one file is fixed again and again, by the text that it has. */
export async function fixingProject(wanted: WantedFixes, schema: string = SHOP) {
  const root = writeProject({ "keyloom.schema.ts": schema });
  const { file, model, place, problems } = await compileFile(join(root, "keyloom.schema.ts"));
  expect(problems).toEqual([]);
  const worker = join(root, "worker.ts");
  return async (text: string) => {
    writeFileSync(worker, text);
    for (;;) {
      const found = await lint({ schemaFile: file, model, place, root });
      if ((await applyFixes(found, wanted)) === 0) return readFileSync(worker, "utf8");
    }
  };
}

/** What the compiler says of Workers before and after a change, in one program and without the places. */
export async function compiledBeside(
  before: readonly string[],
  after: readonly string[],
  schema: string = SHOP,
): Promise<{ readonly before: readonly string[]; readonly after: readonly string[] }> {
  const root = writeProject({ "keyloom.schema.ts": schema });
  const { model } = await compileFile(join(root, "keyloom.schema.ts"));
  const texts = new Map([
    [inMemory("env.d.ts"), ENV],
    [inMemory("keyloom.schema.ts"), schema],
    [inMemory("keyloom.gen.ts"), generateFile(model, "keyloom.schema.ts")],
  ]);
  for (const [time, workers] of Object.entries({ before, after })) {
    for (const [index, text] of workers.entries()) {
      texts.set(inMemory(`${time}-${index}.ts`), text);
    }
  }
  const errors = compileErrors(ts, [], texts);
  const errorsOf = (time: string) =>
    errors.flatMap((error) => {
      const [, file, message] = /^test\/codegen\/(\w+-\d+)\.ts:\d+ (.*)$/s.exec(error) ?? [];
      return file?.startsWith(time) ? [`${file.slice(time.length + 1)}: ${message}`] : [];
    });
  return { before: errorsOf("before").sort(), after: errorsOf("after").sort() };
}
