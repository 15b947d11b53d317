import type { Node } from "oxc-parser";
import type { Model } from "../../schema/model.ts";
import type { Problem } from "../../schema/problem.ts";
import { remembered } from "../../schema/remembered.ts";
import { placeAt } from "../../schema/source/place-at.ts";
import type { RuleState } from "./config/settings.ts";
import { PARSE_ERROR } from "./engine-checks.ts";
import type { SourceRule } from "./rule.ts";
import { silencesIn } from "./silence/read.ts";
import type { Silence } from "./silence/silence.ts";
import { kvCalls } from "./source/kv-call.ts";
import { Modules } from "./source/modules/modules.ts";
import { parseSource } from "./source/parsed-file.ts";
import { Imports, type SourceFile } from "./source/source-file.ts";
import type { KvTypes } from "./types/kv-types.ts";

/** The result for one source file. */
export interface CheckedSource {
  /** With the severities of the rules themselves. */
  readonly problems: readonly Problem[];
  readonly silences: readonly Silence[];
  /**
   * The absolute paths of the other files that the problems depend on, including missing ones: as long as
   * none of them changes, the same text has the same problems.
   */
  readonly dependencies: ReadonlySet<string>;
  /** Whether types were used, which depend on more than those files: on packages as well. */
  readonly usesTypes?: true;
}

/**
 * Runs source rules over one file.
 *
 * @param bindings the names of KV bindings in `env`.
 * @param modules the modules that files import, shared by the files of one run.
 * @param types recognizes KV by inferred types, if the configuration asks for them.
 */
export function checkSource(
  rules: readonly SourceRule[],
  states: ReadonlyMap<string, RuleState>,
  model: Model,
  bindings: ReadonlySet<string>,
  path: string,
  text: string,
  modules: Modules = new Modules(),
  types?: KvTypes,
): CheckedSource {
  const parsed = modules.known(path, text) ?? parseSource(path, text);
  if (!("program" in parsed)) {
    const problem = {
      rule: PARSE_ERROR.id,
      severity: PARSE_ERROR.severity,
      ...placeAt(path, text, parsed.start, parsed.end),
      message: `the file cannot be parsed: ${parsed.message}`,
      help: "Fix the syntax: nothing in this file was checked.",
    };
    return { problems: [problem], silences: [], dependencies: new Set() };
  }
  const imports = new Imports(modules);
  const file = { ...parsed, imports };
  let usesTypes = false;
  const isKv =
    types &&
    ((expression: Node) => {
      usesTypes = true;
      return types.isKv(expression, file);
    });
  const calls = kvCalls(file, bindings, model, isKv);
  const callsIn = remembered(
    (module: SourceFile) => kvCalls(module, bindings, model),
    ({ tree }) => tree,
  );
  const problems: Problem[] = [];
  for (const { id, severity, check, followsModules } of rules) {
    if (calls.length === 0 && followsModules !== true) continue;
    const options = states.get(id)?.options;
    for (const { range, ...finding } of check({ model, file, calls, callsIn, options })) {
      const place = placeAt(path, text, range.start, range.end);
      problems.push({ rule: id, severity, ...place, ...finding });
    }
  }
  const silences = silencesIn(path, text, file.comments);
  const { dependencies } = imports;
  if (types === undefined || !usesTypes) return { problems, silences, dependencies };
  return {
    problems,
    silences,
    dependencies: new Set([...dependencies, ...types.files]),
    usesTypes: true,
  };
}
