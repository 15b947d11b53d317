import { z } from "zod";
import { DEFINITION_CHECKS } from "../../schema/checks/ids.ts";
import type { Severity } from "../../schema/problem.ts";
import type { ProblemDocs } from "../../schema/problem-docs.ts";
import { BREAKING_RULES } from "../breaking/rules/index.ts";
import { allRules } from "./all-rules.ts";
import type { Rule } from "./rule.ts";

/** A definition check, which cannot be switched off. */
export interface CheckPage {
  readonly id: string;
  readonly severity: Severity;
  readonly docs: ProblemDocs;
}

/** The definition checks, in the order of their ids' files. */
export function checkPages(): readonly CheckPage[] {
  return Object.entries(DEFINITION_CHECKS).map(([id, docs]) => ({ id, severity: "error", docs }));
}

/** Everything that has a page: definition checks, then rules, then breaking changes. */
export async function allPages(): Promise<readonly (CheckPage | Rule)[]> {
  return [...checkPages(), ...(await allRules()), ...BREAKING_RULES];
}

/** The page of a definition check or a rule, in Markdown. */
export function pageText(page: CheckPage | Rule): string {
  const { id, docs } = page;
  const sections = [
    `# ${id}`,
    docs.what,
    levelOf(page),
    "## Why",
    docs.why,
    "## Wrong",
    code(docs.wrong),
    "## Right",
    code(docs.right),
    ...("options" in page ? ["## Options", optionsTable(page)] : []),
    ...("silence" in docs ? ["## When to silence it", docs.silence] : []),
  ];
  return `${sections.join("\n\n")}\n`;
}

function levelOf({ severity, ...page }: CheckPage | Rule): string {
  const isStrict = "preset" in page && page.preset === "strict";
  const breaks = "breaks" in page ? ` It breaks ${page.breaks}.` : "";
  const fixable = "isFixable" in page ? " `keyloom lint --fix` fixes it." : "";
  const suggests =
    "hasSuggestions" in page ? " `keyloom lint --fix-suggestions` fixes what is certain." : "";
  return `Severity: ${severity}${isStrict ? ", in the preset `strict` only" : ""}.${breaks}${fixable}${suggests}`;
}

/** Wrangler files are JSON; all other code is TypeScript. */
function code(text: string): string {
  const language = /^(?:\/\/[^\n]*\n)?[{[]/.test(text) ? "jsonc" : "ts";
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

interface OptionSchema {
  readonly description?: string;
  readonly default?: unknown;
}

function optionsTable({ options }: Rule): string {
  const { properties = {} } = z.toJSONSchema(options ?? z.object({}), { io: "input" });
  const rows = Object.entries(properties as Readonly<Record<string, OptionSchema>>).map(
    ([name, { description, default: standard }]) =>
      `| \`${name}\` | ${description} | \`${JSON.stringify(standard)}\` |`,
  );
  return ["| option | what it is | default |", "| --- | --- | --- |", ...rows].join("\n");
}
