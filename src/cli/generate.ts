import { relative } from "node:path";
import { type Generated, generate, isUpToDate, writeGenerated } from "../../codegen/index.ts";
import { compileFile } from "../../schema/compile-file.ts";
import { authoredParts } from "./authored-parts.ts";

/** `keyloom generate`: writes the accessors, or with `--check` says whether they are up to date. */
export async function run(options: { schema: string; check?: true }): Promise<number> {
  const compiled = await compileFile(options.schema);
  const { file, model, problems } = compiled;
  if (problems.length > 0) {
    const { printProblems } = await import("./print-problems.ts");
    return printProblems(problems, "pretty", "");
  }

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
  console.error(await whatDiffers(name, relative(process.cwd(), file), generated));
  console.error("help: Run `keyloom generate` and commit the result.");
  return 1;
}

async function whatDiffers(
  name: string,
  schema: string,
  { current, text }: Generated,
): Promise<string> {
  if (current === undefined) return `${name} does not exist`;
  const { difference } = await import("./difference.ts");
  return difference(`${name} is not up to date with ${schema}:`, name, current, text, "generated");
}
