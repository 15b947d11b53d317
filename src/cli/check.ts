import { compileFile } from "../../schema/compile-file.ts";
import { counted } from "../../schema/counted.ts";
import { displayPath } from "../report/display-path.ts";
import { printProblems } from "./print-problems.ts";
import type { SeedProgressBars } from "./seed-progress.ts";

/** `keyloom check`: the schema and its seeds against every definition check. */
export async function run(options: { schema: string; format: string }): Promise<number> {
  let progress: Promise<SeedProgressBars> | undefined;
  const { file, model, problems } = await compileFile(options.schema, {
    seeds: true,
    async onReading(collection, reached) {
      progress ??= progressBars();
      (await progress).checking(collection, reached);
    },
  });
  (await progress)?.stop();
  const namespaces = counted(model.namespaces.length, "namespace");
  const all = model.namespaces.flatMap(({ collections }) => collections);
  const clean = `${displayPath(file, process.cwd())}: ${namespaces}, ${counted(all.length, "collection")}, no problems`;
  return printProblems(problems, options.format, clean);
}

/** Loaded for large seeds alone. What is on standard output may be for another program. */
async function progressBars(): Promise<SeedProgressBars> {
  const { SeedProgressBars } = await import("./seed-progress.ts");
  return new SeedProgressBars(process.stderr);
}
