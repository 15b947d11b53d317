import { resolve } from "node:path";
import type { Rule } from "eslint";
import type { TextChange } from "../../../schema/problem.ts";
import type { FileProblems } from "./file-problems.ts";

/** What ESLint shows about a rule. */
interface Shown {
  readonly id: string;
  readonly description: string;
  readonly url: string;
}

/** A rule that reports to ESLint, or oxlint, what was found in the text of a file. */
export function eslintRule(found: FileProblems, { id, description, url }: Shown): Rule.RuleModule {
  return {
    meta: {
      ...{ type: "problem", docs: { description, url }, schema: [] },
      ...{ fixable: "code", hasSuggestions: true },
    },
    create: (context) => ({
      Program() {
        const { filename: path, cwd, settings, sourceCode } = context;
        const { text } = sourceCode;
        const locationOf = (line: number, column: number) =>
          sourceCode.getLocFromIndex(offsetOf(text, line, column));
        for (const problem of found.of(id, { path, text, schemaFile: schemaIn(settings, cwd) })) {
          const { message, help, line, column, endLine = line, endColumn = column } = problem;
          const { fix, suggestions = [] } = problem;
          const loc = { start: locationOf(line, column), end: locationOf(endLine, endColumn) };
          context.report({
            ...{ message: `${message}. ${help}`, loc },
            ...(fix && { fix: fixerOf(fix) }),
            suggest: suggestions.map(({ title, edits }) => ({ desc: title, fix: fixerOf(edits) })),
          });
        }
      },
    }),
  };
}

/** Changes of a text, as ESLint makes them. */
function fixerOf(changes: readonly TextChange[]) {
  return (fixer: Rule.RuleFixer) =>
    changes.map(({ start, end, text }) => fixer.replaceTextRange([start, end], text));
}

/** `settings: { keyloom: { schema: "apps/shop/kv.ts" } }`, relative to the folder that the linter runs in. */
function schemaIn(settings: Readonly<Record<string, unknown>>, cwd: string): string | undefined {
  const { schema } = (settings["keyloom"] ?? {}) as { readonly schema?: string };
  return schema === undefined ? undefined : resolve(cwd, schema);
}

/** The offset of a place. ESLint knows more line ends than Keyloom, which uses only `\n`. */
function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let passed = 1; passed < line; passed++) start = text.indexOf("\n", start) + 1;
  return Math.min(start + column - 1, text.length);
}
