import { DEFINITION_CHECKS } from "../schema/checks/ids.ts";
import type { ProblemDocs, Severity } from "../schema/problem.ts";
import { PARSE_ERROR } from "../src/lint/check-source.ts";
import { loadRules } from "../src/lint/rules/discover.ts";

/** What a page is made from. */
interface Page {
  readonly id: string;
  readonly severity: Severity;
  readonly docs: ProblemDocs;
}

/** The pages by their file's name in docs/rules/. */
export async function rulePages(): Promise<ReadonlyMap<string, string>> {
  const checks = Object.entries(DEFINITION_CHECKS).map(
    ([id, docs]): Page => ({ id, severity: "error", docs }),
  );
  const rules: readonly Page[] = [...(await loadRules()), PARSE_ERROR];
  const pages = [...checks, ...rules].map((page) => [`${page.id}.md`, pageText(page)] as const);
  return new Map([["README.md", indexText(checks, rules)], ...pages]);
}

function pageText({ id, severity, docs: { what, why, wrong, right } }: Page): string {
  return `# ${id}

${what}

Severity: ${severity}.

## Why

${why}

## Wrong

${code(wrong)}

## Right

${code(right)}
`;
}

function code(text: string): string {
  return `\`\`\`ts\n${text}\n\`\`\``;
}

function indexText(checks: readonly Page[], rules: readonly Page[]): string {
  return `# Checks and rules

Each has an id that never changes, and a page with what it finds, why, wrong and right.

## Definition checks

\`keyloom check\` runs them, and so does every other command: a schema with any of these problems is
not used for anything.

${table(checks)}

## Lint rules

\`keyloom lint\` runs them.

${table(rules)}
`;
}

function table(pages: readonly Page[]): string {
  const rows = pages.map(({ id, severity, docs }) => {
    const what = docs.what.replaceAll("|", "\\|");
    return `| [\`${id}\`](./${id}.md) | ${severity} | ${what} |`;
  });
  return ["| id | severity | what it finds |", "| --- | --- | --- |", ...rows].join("\n");
}
