import { relative } from "node:path";
import { createTwoFilesPatch } from "diff";
import { generate, writeGenerated } from "../../codegen/index.ts";
import { compileFile } from "../../schema/compile.ts";
import { printProblems } from "./print-problems.ts";

/** So many lines of difference are shown; a reader wants the start, CI logs are not for more. */
const MAX_DIFF_LINES = 60;

/** `keyloom generate`: writes the accessors, or with `--check` says whether they are up to date. */
export async function run(options: { schema: string; check?: true }): Promise<number> {
  const { file, model, problems } = await compileFile(options.schema);
  if (problems.length > 0) return printProblems(problems, "pretty", "");

  const generated = await generate(file, model);
  const name = relative(process.cwd(), generated.file);
  const fresh = generated.current === generated.text;
  if (options.check !== true) {
    await writeGenerated(generated);
    console.log(fresh ? `${name} is up to date` : `${name} written`);
    return 0;
  }
  if (fresh) {
    console.log(`${name} is up to date`);
    return 0;
  }
  console.error(
    generated.current === undefined
      ? `${name} does not exist`
      : `${name} is not what ${relative(process.cwd(), file)} says:\n${diff(name, generated.current, generated.text)}`,
  );
  console.error("help: Run `keyloom generate` and commit the result.");
  return 1;
}

function diff(name: string, current: string, wanted: string): string {
  const lines = createTwoFilesPatch(name, name, current, wanted, "on the disk", "generated").split(
    "\n",
  );
  const rest = lines.length - MAX_DIFF_LINES;
  return [...lines.slice(0, MAX_DIFF_LINES), ...(rest > 0 ? [`… ${rest} more lines`] : [])].join(
    "\n",
  );
}
