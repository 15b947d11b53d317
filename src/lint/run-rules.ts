import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Model } from "../../schema/model.ts";
import type { Problem } from "../../schema/problem.ts";
import { sortProblems } from "../report/sort-problems.ts";
import { cacheFileOf } from "./cache/cache-file.ts";
import { inputsText } from "./cache/inputs.ts";
import { LintCache } from "./cache/lint-cache.ts";
import { checkFile, isChecked, reported } from "./check-file.ts";
import { type CheckedWrangler, checkWrangler } from "./check-wrangler.ts";
import type { LintSettings } from "./config/settings.ts";
import type { LintOptions } from "./lint-options.ts";
import { isModelRule, type Rule } from "./rule.ts";
import type { Silence } from "./silence/silence.ts";
import { findSources } from "./source/find-sources.ts";
import { Modules } from "./source/modules/modules.ts";
import { KvTypes } from "./types/kv-types.ts";

/** Runs rules over the schema and the source, and returns what they found in the order of places. */
export function runRules(
  rules: readonly Rule[],
  settings: LintSettings,
  options: LintOptions,
): readonly Problem[] {
  const { model, root, changed } = options;
  const wrangler = checkWrangler(rules, settings, options);
  const bindings = bindingsOf(model, wrangler);
  const schemaFile = resolve(options.schemaFile);
  const cache = cacheFor(rules, settings, options, bindings);
  const sources = [resolve(root), ...settings.folders].flatMap(findSources);
  const types = settings.config.types === true ? new KvTypes(resolve(root), sources) : undefined;
  const project = { rules, settings, schemaFile, model, bindings, cache, types };
  const problems = [...schemaProblems(rules, settings, options), ...wrangler.problems];
  const silences: Silence[] = [...wrangler.silences];
  const modules = new Modules();
  const wanted = new Set(changed);
  for (const path of new Set([schemaFile, ...sources])) {
    if (!isChecked(project, path)) continue;
    // They are small and many: reading them synchronously takes half the time.
    const checked = checkFile(project, path, readFileSync(path, "utf8"), modules);
    const follows = [...checked.dependencies].some((other) => changed?.has(other));
    if (follows) wanted.add(path);
    problems.push(...checked.problems);
    silences.push(...checked.silences);
  }
  cache?.save(true);
  const found = reported(problems, silences, project);
  return sortProblems(changed === undefined ? found : found.filter(({ file }) => wanted.has(file)));
}

/** The names of KV bindings in `env`: of the schema, and of the wrangler file. */
export function bindingsOf(model: Model, wrangler: CheckedWrangler): ReadonlySet<string> {
  return new Set([...model.namespaces.map(({ binding }) => binding), ...wrangler.bindings]);
}

function cacheFor(
  rules: readonly Rule[],
  { config }: LintSettings,
  { cache, schemaFile, model, root }: LintOptions,
  bindings: ReadonlySet<string>,
): LintCache | undefined {
  const file = cache === true ? cacheFileOf(resolve(schemaFile)) : undefined;
  if (file === undefined) return undefined;
  const ids = rules.map(({ id }) => id);
  return new LintCache(file, root, inputsText(model, config, bindings, ids));
}

/** What the rules on the schema find, with their own severities. */
export function* schemaProblems(
  rules: readonly Rule[],
  settings: LintSettings,
  { schemaFile, model, place }: Pick<LintOptions, "schemaFile" | "model" | "place">,
): Generator<Problem> {
  const states = settings.statesFor(resolve(schemaFile));
  for (const { id, severity, checkModel } of rules.filter(isModelRule)) {
    const state = states.get(id);
    if (state === undefined || state.level === "off") continue;
    for (const finding of checkModel(model, state.options)) {
      yield place({ rule: id, severity, ...finding });
    }
  }
}
