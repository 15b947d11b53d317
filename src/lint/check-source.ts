import type { Model } from "../../schema/model.ts";
import type { Problem } from "../../schema/problem.ts";
import { placeAt } from "../../schema/source/place-at.ts";
import type { RuleState } from "./config/settings.ts";
import { PARSE_ERROR } from "./engine-checks.ts";
import type { SourceRule } from "./rule.ts";
import { type Silence, silencesIn } from "./silence/read.ts";
import { kvCalls } from "./source/kv-call.ts";
import { parseSource } from "./source/source-file.ts";

/** What one source file gives. */
export interface CheckedSource {
  /** With the severities of the rules themselves. */
  readonly problems: readonly Problem[];
  readonly silences: readonly Silence[];
}

/**
 * Runs source rules over one file.
 *
 * @param bindings the names of KV bindings in `env`.
 */
export function checkSource(
  rules: readonly SourceRule[],
  states: ReadonlyMap<string, RuleState>,
  model: Model,
  bindings: ReadonlySet<string>,
  path: string,
  text: string,
): CheckedSource {
  const file = parseSource(path, text);
  if (!("program" in file)) {
    const problem = {
      rule: PARSE_ERROR.id,
      severity: PARSE_ERROR.severity,
      ...placeAt(path, text, file.start, file.end),
      message: `the file cannot be parsed: ${file.message}`,
      help: "Mend the syntax: nothing in this file was checked.",
    };
    return { problems: [problem], silences: [] };
  }
  const calls = kvCalls(file, bindings, model);
  const problems: Problem[] = [];
  for (const { id, severity, check } of calls.length === 0 ? [] : rules) {
    const options = states.get(id)?.options;
    for (const { range, message, help } of check({ model, file, calls, options })) {
      const place = placeAt(path, text, range.start, range.end);
      problems.push({ rule: id, severity, ...place, message, help });
    }
  }
  return { problems, silences: silencesIn(path, text, file.comments) };
}
