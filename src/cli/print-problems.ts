import { CannotRunError } from "../../schema/cannot-run.ts";
import type { Problem } from "../../schema/problem.ts";
import { formats } from "../report/index.ts";
import { colors } from "./colors.ts";

/**
 * Prints problems to standard output.
 *
 * @param clean what to say where there are none, in formats for people.
 * @returns the command's exit code: 1 where any of them is an error.
 */
export function printProblems(problems: readonly Problem[], format: string, clean: string): number {
  const print = Object.hasOwn(formats, format)
    ? formats[format as keyof typeof formats]
    : undefined;
  if (print === undefined) {
    throw new CannotRunError(`there is no format \`${format}\``, {
      help: `Use one of: ${Object.keys(formats).join(", ")}.`,
    });
  }
  if (problems.length === 0 && format === "pretty") console.log(clean);
  else console.log(print(problems, { cwd: process.cwd(), color: colors(process.stdout) }));
  return problems.some(({ severity }) => severity === "error") ? 1 : 0;
}
