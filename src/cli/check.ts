import { relative } from "node:path";
import { compileFile } from "../../schema/compile.ts";
import { printProblems } from "./print-problems.ts";

/** `keyloom check`: the schema and its seeds against every definition check. */
export async function run(options: { schema: string; format: string }): Promise<number> {
  const { file, model, problems } = await compileFile(options.schema, { seeds: true });
  const collections = model.namespaces.flatMap(({ collections }) => collections).length;
  const clean = `${relative(process.cwd(), file)}: ${model.namespaces.length} namespaces, ${collections} collections, no problems`;
  return printProblems(problems, options.format, clean);
}
