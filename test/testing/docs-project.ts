import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "../../codegen/index.ts";
import { compileFile } from "../../schema/compile-file.ts";
import { linkPackage, REPO, writeProject } from "../project.ts";

/** Packages that the page expects in the project, besides `keyloom` and `zod`. */
const PACKAGES = ["vitest", "@cloudflare/workers-types"];

/** Makes the project of docs/testing.md out of the files on that page, its accessors generated. */
export async function writeDocsProject(): Promise<string> {
  const project = writeProject(filesOf(readFileSync(join(REPO, "docs/testing.md"), "utf8")));
  for (const name of PACKAGES) linkPackage(project, name);
  const schemaFile = join(project, "keyloom.schema.ts");
  const { model, problems } = await compileFile(schemaFile);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  writeFileSync(join(project, "src/kv.gen.ts"), (await generate(schemaFile, model)).text);
  return project;
}

/** The code blocks that start with a file's name. */
function filesOf(page: string): Readonly<Record<string, string>> {
  const blocks = page.matchAll(/```ts\n\/\/ (\S+)\n(.*?)```/gs);
  return Object.fromEntries(Array.from(blocks, ([, name = "", text = ""]) => [name, text]));
}
