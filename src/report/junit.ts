import type { Problem } from "../../schema/problem.ts";
import { displayPath } from "./display-path.ts";
import { docsUrl } from "./docs-url.ts";
import type { FormatOptions } from "./format.ts";
import { sortProblems } from "./sort-problems.ts";

/** Problems as a JUnit report: each is a failed test in a class named for its file; without problems, one passed test. */
export function formatJunit(
  problems: readonly Problem[],
  { cwd }: Pick<FormatOptions, "cwd">,
): string {
  const failed = sortProblems(problems).map(
    ({ rule, severity, file, line, column, message, help }) => {
      const path = displayPath(file, cwd);
      const where = `${path}:${line}:${column}`;
      const text = `${where}\n${message}\n${help}\n${docsUrl(rule)}`;
      return `    <testcase classname="${escapeXml(path)}" name="${escapeXml(`${rule} ${where}`)}" file="${escapeXml(path)}" line="${line}">
      <failure type="${severity}" message="${escapeXml(message)}">${escapeXml(text)}</failure>
    </testcase>`;
    },
  );
  const tests = failed.length === 0 ? ['    <testcase name="no problems" />'] : failed;
  const counts = `tests="${tests.length}" failures="${failed.length}" errors="0"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="keyloom" ${counts}>
  <testsuite name="keyloom" ${counts}>
${tests.join("\n")}
  </testsuite>
</testsuites>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};

/** Text for an attribute or an element. Characters that XML 1.0 cannot contain at all become U+FFFD. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[&<>"\n\r\t]/g, (character) => ENTITIES[character] ?? "");
}
