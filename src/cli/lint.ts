import { dirname } from "node:path";
import { compileFile } from "../../schema/compile.ts";
import { lint } from "../lint/index.ts";
import { printProblems } from "./print-problems.ts";

/** `keyloom lint`: the schema's conventions, and the source of the Worker beside it. */
export async function run(options: { schema: string; format: string }): Promise<number> {
  const { file, model, problems, place } = await compileFile(options.schema);
  if (problems.length > 0) return printProblems(problems, options.format, "");
  const found = await lint({ schemaFile: file, model, place, root: dirname(file) });
  return printProblems(found, options.format, "No problems found");
}
