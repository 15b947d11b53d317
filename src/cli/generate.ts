import { relative } from "node:path";
import { createTwoFilesPatch } from "diff";
import { type Generated, generate, isUpToDate, writeGenerated } from "../../codegen/index.ts";
import { compileFile } from "../../schema/compile.ts";
import { authoredParts } from "./authored-parts.ts";
import { printProblems } from "./print-problems.ts";

/** So many lines of difference are shown; a reader wants the start, CI logs are not for more. */
const MAX_DIFF_LINES = 60;

/** Where more lines differ, finding out which would take long, and say nothing. */
const MAX_CHANGED_LINES = 2_000;

/** `keyloom generate`: writes the accessors, or with `--check` says whether they are up to date. */
export async function run(options: { schema: string; check?: true }): Promise<number> {
  const compiled = await compileFile(options.schema);
  const { file, model, problems } = compiled;
  if (problems.length > 0) return printProblems(problems, "pretty", "");

  const generated = await generate(file, model);
  const name = relative(process.cwd(), generated.file);
  if (isUpToDate(generated)) {
    console.log([`${name} is up to date`, ...authoredParts(compiled)].join("\n"));
    return 0;
  }
  if (options.check !== true) {
    await writeGenerated(generated);
    console.log([`${name} written`, ...authoredParts(compiled)].join("\n"));
    return 0;
  }
  console.error(whatDiffers(name, relative(process.cwd(), file), generated));
  console.error("help: Run `keyloom generate` and commit the result.");
  return 1;
}

function whatDiffers(name: string, schema: string, { current, text }: Generated): string {
  if (current === undefined) return `${name} does not exist`;
  const patch = createTwoFilesPatch(name, name, current, text, "on the disk", "generated", {
    maxEditLength: MAX_CHANGED_LINES,
  });
  // The lines above say nothing that is not said already.
  const shown = patch?.slice(patch.indexOf("--- ")).trimEnd() ?? "they differ throughout";
  const lines = shown.split("\n");
  const rest = lines.length - MAX_DIFF_LINES;
  return [
    `${name} is not what ${schema} says:`,
    ...lines.slice(0, MAX_DIFF_LINES),
    ...(rest > 0 ? [`… ${rest} more lines`] : []),
  ].join("\n");
}
