import { dirname } from "node:path";
import { CannotRunError } from "../../schema/cannot-run.ts";
import type { Problem, Severity } from "../../schema/problem.ts";
import type { ProblemDocs } from "../../schema/problem-docs.ts";
import { nearest } from "../folders/folders-from.ts";
import { formats } from "../report/index.ts";
import { colors } from "./colors.ts";

/**
 * Prints problems to standard output.
 *
 * @param clean what to say if there are none, in formats for people.
 * @param failOn the lowest severity that fails the command.
 * @returns the command's exit code: 1 if a problem is at least that severe.
 */
export async function printProblems(
  problems: readonly Problem[],
  format: string,
  clean: string,
  failOn: Severity = "error",
): Promise<number> {
  const print = Object.hasOwn(formats, format)
    ? formats[format as keyof typeof formats]
    : undefined;
  if (print === undefined) {
    throw new CannotRunError(`there is no format \`${format}\``, {
      help: `Use one of: ${Object.keys(formats).join(", ")}.`,
    });
  }
  const cwd = process.cwd();
  const repository = nearest(cwd, ".git");
  const text =
    problems.length === 0 && format === "pretty"
      ? clean
      : print(problems, {
          cwd,
          root: repository === undefined ? cwd : dirname(repository),
          color: colors(process.stdout),
          // No other format describes rules, and loading all of them takes time.
          ...(format === "sarif" && (await pages())),
        });
  if (text !== "") console.log(text);
  return problems.some(({ severity }) => severity === "error" || failOn === "warning") ? 1 : 0;
}

async function pages() {
  const { allPages } = await import("../lint/rule-page.ts");
  const docs = new Map<string, ProblemDocs>((await allPages()).map(({ id, docs }) => [id, docs]));
  return { docsOf: (rule: string) => docs.get(rule) };
}
