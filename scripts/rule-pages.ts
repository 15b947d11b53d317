import { BREAKING_RULES } from "../src/breaking/rules/index.ts";
import { allRules } from "../src/lint/all-rules.ts";
import type { Rule } from "../src/lint/rule.ts";
import { type CheckPage, checkPages, pageText } from "../src/lint/rule-page.ts";

/** The pages, by file name in docs/rules/. */
export async function rulePages(): Promise<ReadonlyMap<string, string>> {
  const checks = checkPages();
  const rules = await allRules();
  const pages = [...checks, ...rules, ...BREAKING_RULES].map(
    (page) => [`${page.id}.md`, pageText(page)] as const,
  );
  return new Map([["README.md", indexText(checks, rules)], ...pages]);
}

function indexText(checks: readonly CheckPage[], rules: readonly Rule[]): string {
  return `# Checks and rules

Each has an id that never changes, and a page that says what it finds and why, with wrong and right code.

## Definition checks

\`keyloom check\` runs them, and so does every other command: no command uses a schema with any of these
problems.

${table(checks)}

## Lint rules

\`keyloom lint\` runs them. Rules marked strict only run if the configuration has the preset \`strict\`.

${table(rules)}

## Breaking changes

\`keyloom breaking\` finds them.

${table(BREAKING_RULES)}
`;
}

function table(pages: readonly (CheckPage | Rule)[]): string {
  const rows = pages.map(({ id, severity, docs, ...page }) => {
    const what = docs.what.replaceAll("|", "\\|");
    const preset = "preset" in page && page.preset === "strict" ? ", strict" : "";
    return `| [\`${id}\`](./${id}.md) | ${severity}${preset} | ${what} |`;
  });
  return ["| id | severity | what it finds |", "| --- | --- | --- |", ...rows].join("\n");
}
