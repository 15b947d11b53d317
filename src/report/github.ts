import type { Problem } from "../../schema/problem.ts";
import { displayPath } from "./display-path.ts";
import { docsUrl } from "./docs-url.ts";
import type { FormatOptions } from "./format.ts";
import { sortProblems } from "./sort-problems.ts";

/** Problems as GitHub workflow commands, one a line, which GitHub shows beside the code of a pull request. */
export function formatGithub(problems: readonly Problem[], { root }: FormatOptions): string {
  return sortProblems(problems)
    .map(({ rule, severity, file, line, column, endLine, endColumn, message, help }) => {
      const properties = Object.entries({
        file: displayPath(file, root),
        line,
        endLine: endLine ?? line,
        col: column,
        // Here it is one past the last character, for GitHub it is the last one.
        endColumn: Math.max(column, (endColumn ?? column + 1) - 1),
        title: rule,
      }).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
      const text = `${message}\n${help}\n${docsUrl(rule)}`;
      return `::${severity} ${properties.join(",")}::${escapeText(text)}`;
    })
    .join("\n");
}

/** Escapes what would end the command's line, or be read as an escape. */
function escapeText(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** Escapes what would end a property as well. */
function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
