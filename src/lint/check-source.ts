import type { Model } from "../../schema/model.ts";
import type { Problem } from "../../schema/problem.ts";
import { placeAt } from "../../schema/source/place-at.ts";
import type { SourceRule } from "./rule.ts";
import { walk } from "./source/children.ts";
import { parseSource } from "./source/source-file.ts";

/** A file that cannot be judged is an error: what it does to KV is not known. It has a page as rules have. */
export const PARSE_ERROR = {
  id: "source/parse-error",
  severity: "error",
  docs: {
    what: "A source file that mentions a binding cannot be parsed.",
    why: "What the file does to KV is not known, and a linter that passes over it in silence would call it clean.",
    wrong: 'const session = await env.CACHE.get("session:1";',
    right: "const session = await kv.CACHE.session.get({ userId });",
  },
} as const;

/** Runs all source rules over one file, in one walk. */
export function checkSource(
  rules: readonly SourceRule[],
  model: Model,
  path: string,
  text: string,
): readonly Problem[] {
  const file = parseSource(path, text);
  if (!("program" in file)) {
    return [
      {
        rule: PARSE_ERROR.id,
        severity: PARSE_ERROR.severity,
        ...placeAt(path, text, file.start, file.end),
        message: `the file cannot be parsed: ${file.message}`,
        help: "Mend the syntax: nothing in this file was checked.",
      },
    ];
  }
  const context = { model, file };
  const problems: Problem[] = [];
  for (const node of walk(file.program)) {
    for (const { id, severity, nodeTypes, checkNode } of rules) {
      if (!nodeTypes.includes(node.type)) continue;
      for (const { range, message, help } of checkNode(node, context)) {
        const place = placeAt(path, text, range.start, range.end);
        problems.push({ rule: id, severity, ...place, message, help });
      }
    }
  }
  return problems;
}
