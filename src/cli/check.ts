import { compileFile } from "../../schema/compile.ts";
import { printProblems } from "./print-problems.ts";

/** `keyloom check`: the schema and its seeds against every definition check. */
export async function run(options: { schema: string; format: string }): Promise<number> {
  const { file, problems } = await compileFile(options.schema, { seeds: true });
  return printProblems(problems, options.format, `${relativePath(file)}: no problems`);
}

function relativePath(file: string): string {
  return file.startsWith(`${process.cwd()}/`) ? file.slice(process.cwd().length + 1) : file;
}
