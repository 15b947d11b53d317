import type { Problem, Severity } from "../../schema/problem.ts";
import { displayPath } from "./display-path.ts";
import { docsUrl } from "./docs-url.ts";
import { fingerprints } from "./fingerprints.ts";
import type { FormatOptions } from "./format.ts";
import { sortProblems } from "./sort-problems.ts";

/** GitLab's own names; it has five. */
const SEVERITIES: Readonly<Record<Severity, string>> = { error: "major", warning: "minor" };

/** Problems as a GitLab code quality report, which GitLab compares with that of the target branch. */
export function formatGitlab(problems: readonly Problem[], { root }: FormatOptions): string {
  const sorted = sortProblems(problems);
  const names = fingerprints(sorted, root);
  const report = sorted.map(({ rule, severity, file, line, column, message, help }, index) => ({
    description: `${message}. ${help}`,
    check_name: rule,
    fingerprint: names[index],
    severity: SEVERITIES[severity],
    location: {
      path: displayPath(file, root),
      lines: { begin: line },
      positions: { begin: { line, column } },
    },
    content: { body: docsUrl(rule) },
  }));
  return JSON.stringify(report, null, 2);
}
