import { keepMemorySmall } from "../../infra/memory.ts";
import { compileFile } from "../../schema/compile.ts";
import { displayPath } from "../report/display-path.ts";
import { printProblems } from "./print-problems.ts";

/** `keyloom check`: the schema and its seeds against every definition check. */
export async function run(options: { schema: string; format: string }): Promise<number> {
  keepMemorySmall();
  const { file, model, problems } = await compileFile(options.schema, { seeds: true });
  const namespaces = counted(model.namespaces.length, "namespace");
  const all = model.namespaces.flatMap(({ collections }) => collections);
  const clean = `${displayPath(file, process.cwd())}: ${namespaces}, ${counted(all.length, "collection")}, no problems`;
  return printProblems(problems, options.format, clean);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
