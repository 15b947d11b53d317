import { CannotRunError } from "../../schema/cannot-run.ts";
import type { Problem, Severity } from "../../schema/problem.ts";
import { formats } from "../report/index.ts";
import { colors } from "./colors.ts";

/**
 * Prints problems to standard output.
 *
 * @param clean what to say where there are none, in formats for people.
 * @param failOn the least severity that fails the command.
 * @returns the command's exit code: 1 where a problem is as severe as that.
 */
export function printProblems(
  problems: readonly Problem[],
  format: string,
  clean: string,
  failOn: Severity = "error",
): number {
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
  return problems.some(({ severity }) => severity === "error" || failOn === "warning") ? 1 : 0;
}
