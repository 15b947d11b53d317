import type { Problem } from "../../schema/problem.ts";
import { displayPath } from "./display-path.ts";
import { docsUrl } from "./docs-url.ts";
import type { FormatOptions } from "./format.ts";
import { sortProblems } from "./sort-problems.ts";

/** Problems for programs: a JSON array with one object per problem, in the order of their places. */
export function formatJson(
  problems: readonly Problem[],
  { cwd }: Pick<FormatOptions, "cwd">,
): string {
  const records = sortProblems(problems).map(
    ({ rule, severity, file, line, column, message, help, fix, suggestions }) => ({
      rule,
      severity,
      file: displayPath(file, cwd),
      line,
      column,
      message,
      help,
      docs: docsUrl(rule),
      fix,
      suggestions,
    }),
  );
  return JSON.stringify(records, null, 2);
}
