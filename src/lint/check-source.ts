import type { Model } from "../../schema/model.ts";
import type { Problem } from "../../schema/problem.ts";
import { placeAt } from "../../schema/source/place-at.ts";
import type { RuleState } from "./config/settings.ts";
import { PARSE_ERROR } from "./engine-checks.ts";
import type { SourceRule } from "./rule.ts";
import { type Silence, silencesIn } from "./silence/read.ts";
import { kvCalls } from "./source/kv-call.ts";
import { Imports, Modules } from "./source/modules/modules.ts";
import { parseSource } from "./source/source-file.ts";

/** What one source file gives. */
export interface CheckedSource {
  /** With the severities of the rules themselves. */
  readonly problems: readonly Problem[];
  readonly silences: readonly Silence[];
  /**
   * The absolute paths of the other files on which the problems depend, also of such as are not there:
   * as long as all of them stay as they are, the same text has the same problems.
   */
  readonly dependencies: ReadonlySet<string>;
}

/**
 * Runs source rules over one file.
 *
 * @param bindings the names of KV bindings in `env`.
 * @param modules the modules that files import, which those of one run share.
 */
export function checkSource(
  rules: readonly SourceRule[],
  states: ReadonlyMap<string, RuleState>,
  model: Model,
  bindings: ReadonlySet<string>,
  path: string,
  text: string,
  modules: Modules = new Modules(),
): CheckedSource {
  const parsed = parseSource(path, text);
  if (!("program" in parsed)) {
    const problem = {
      rule: PARSE_ERROR.id,
      severity: PARSE_ERROR.severity,
      ...placeAt(path, text, parsed.start, parsed.end),
      message: `the file cannot be parsed: ${parsed.message}`,
      help: "Mend the syntax: nothing in this file was checked.",
    };
    return { problems: [problem], silences: [], dependencies: new Set() };
  }
  const imports = new Imports(modules);
  const file = { ...parsed, imports };
  const calls = kvCalls(file, bindings, model);
  const problems: Problem[] = [];
  for (const { id, severity, check } of calls.length === 0 ? [] : rules) {
    const options = states.get(id)?.options;
    for (const { range, ...finding } of check({ model, file, calls, options })) {
      const place = placeAt(path, text, range.start, range.end);
      problems.push({ rule: id, severity, ...place, ...finding });
    }
  }
  const silences = silencesIn(path, text, file.comments);
  return { problems, silences, dependencies: imports.dependencies };
}
