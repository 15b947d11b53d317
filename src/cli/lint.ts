import { dirname, relative, resolve } from "node:path";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { compileFile } from "../../schema/compile.ts";
import type { Problem, Severity } from "../../schema/problem.ts";
import { baselinePath, newSince, readBaseline, writeBaseline } from "../lint/baseline.ts";
import { lint } from "../lint/index.ts";
import { printProblems } from "./print-problems.ts";

interface LintCommand {
  readonly schema: string;
  readonly format: string;
  readonly failOn: Severity;
  readonly baseline?: string;
  readonly updateBaseline?: true;
  readonly cache: boolean;
}

/** `keyloom lint`: the schema's conventions, and the source of the Worker beside it. */
export async function run(options: LintCommand): Promise<number> {
  const { file, model, problems, place } = await compileFile(options.schema);
  if (problems.length > 0) return printProblems(problems, options.format, "");
  const { cache } = options;
  const found = await lint({ schemaFile: file, model, place, root: dirname(file), cache });
  const baseline = baselinePath(file, options.baseline);
  if (options.updateBaseline === true) {
    await writeBaseline(baseline, found);
    const count = `${found.length} ${found.length === 1 ? "finding" : "findings"}`;
    console.log(`${relative(process.cwd(), baseline)} written, with ${count}`);
    return 0;
  }
  const { fresh, note } = sinceBaseline(baseline, found, options);
  const exitCode = await printProblems(fresh, options.format, "No problems found", options.failOn);
  if (note !== undefined) console.error(note);
  return exitCode;
}

/** What the baseline does not know, where there is one, and what to say of it. */
function sinceBaseline(
  file: string,
  found: readonly Problem[],
  { baseline: given }: LintCommand,
): { readonly fresh: readonly Problem[]; readonly note?: string } {
  const baseline = readBaseline(file);
  if (baseline === undefined && given !== undefined) {
    throw new CannotRunError(`there is no baseline at ${resolve(given)}`, {
      help: "Write it with `--update-baseline`, or mend the path.",
    });
  }
  if (baseline === undefined) return { fresh: found };
  const { fresh, gone } = newSince(file, baseline, found);
  if (gone === 0) return { fresh };
  const name = relative(process.cwd(), file);
  const note = `${name} still holds ${gone} ${gone === 1 ? "finding" : "findings"} that is no longer there: run \`keyloom lint --update-baseline\``;
  return { fresh, note };
}
