import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { compileFile } from "../../schema/compile-file.ts";
import type { Model } from "../../schema/model.ts";
import type { Severity } from "../../schema/problem.ts";
import { DEFAULT_BASELINE, readModel, writeModel } from "../breaking/baseline.ts";
import { compareModels } from "../breaking/compare.ts";
import { printProblems } from "./print-problems.ts";

interface BreakingCommand {
  readonly schema: string;
  readonly against?: string;
  readonly format: string;
  readonly failOn: Severity;
  readonly updateBaseline?: true;
}

/** `keyloom breaking`: what the schema breaks compared with a baseline, a package or a commit. */
export async function run(options: BreakingCommand): Promise<number> {
  checkBaseline(options);
  const { file, model, problems, place } = await compileFile(options.schema);
  if (problems.length > 0) return printProblems(problems, options.format, "");
  const baseline = resolve(options.against ?? join(dirname(file), DEFAULT_BASELINE));
  if (options.updateBaseline === true) {
    await writeModel(baseline, model);
    console.log(`${relative(process.cwd(), baseline)} written`);
    return 0;
  }
  const before = await modelBefore(baseline, options.against, file);
  const found = compareModels(before, model).map((problem) => place(problem));
  return printProblems(found, options.format, "No breaking changes", options.failOn);
}

/** @throws CannotRunError if a baseline should be written, but `--against` is not a file. */
function checkBaseline({ against, updateBaseline }: BreakingCommand): void {
  if (updateBaseline !== true || against === undefined || against.endsWith(".json")) return;
  throw new CannotRunError(
    `\`--update-baseline\` writes a file, but ${JSON.stringify(against)} does not name one`,
    {
      help: `Leave out \`--against\` to write ${DEFAULT_BASELINE} beside the schema, or give it a path that ends with \`.json\`.`,
    },
  );
}

async function modelBefore(
  baseline: string,
  against: string | undefined,
  schemaFile: string,
): Promise<Model> {
  const isFile = existsSync(baseline) && statSync(baseline).isFile();
  const model = isFile ? readModel(baseline) : undefined;
  if (model !== undefined) return model;
  if (against === undefined) {
    throw new CannotRunError(`there is no baseline at ${baseline}`, {
      help: "Write one with `keyloom breaking --update-baseline` and commit it, or compare with a commit: `--against main`.",
    });
  }
  const { modelOfPackage } = await import("../breaking/package-model.ts");
  const published = modelOfPackage(against, schemaFile);
  if (published !== undefined) return published;
  const { modelAt } = await import("../breaking/git-model.ts");
  return modelAt(against, schemaFile);
}
