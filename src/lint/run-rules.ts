import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Model } from "../../schema/model.ts";
import type { Problem, SchemaProblem } from "../../schema/problem.ts";
import { sortProblems } from "../report/sort-problems.ts";
import { checkSource } from "./check-source.ts";
import { checkWrangler } from "./check-wrangler.ts";
import type { LintSettings } from "./config/settings.ts";
import { isModelRule, isSourceRule, type Rule } from "./rule.ts";
import { applySilences } from "./silence/apply.ts";
import { SILENCE, type Silence } from "./silence/read.ts";
import { KV_TYPE } from "./source/binding.ts";
import { findSources } from "./source/find-sources.ts";

/** What is linted. */
export interface LintOptions {
  readonly schemaFile: string;
  readonly model: Model;
  /** Gives a problem about the schema its place in the author's file. */
  place(problem: SchemaProblem): Problem;
  /** The folder whose source files are read. */
  readonly root: string;
}

/** Runs rules over the schema and the source, and gives what they found in the order of places. */
export async function runRules(
  rules: readonly Rule[],
  settings: LintSettings,
  options: LintOptions,
): Promise<readonly Problem[]> {
  const { schemaFile, model, root } = options;
  const wrangler = checkWrangler(rules, settings, options);
  const bindings = new Set(model.namespaces.map(({ binding }) => binding));
  for (const binding of wrangler.bindings) bindings.add(binding);
  const problems = [...schemaProblems(rules, settings, options), ...wrangler.problems];
  const silences: Silence[] = [...wrangler.silences];
  const schema = resolve(schemaFile);
  const output = resolve(dirname(schema), model.output);
  for (const path of new Set([schema, ...(await findSources(resolve(root)))])) {
    // What Keyloom writes itself uses keys as it must.
    if (path === output || (path !== schema && !settings.includes(path))) continue;
    const text = withoutMark(await readFile(path, "utf8"));
    if (!(path !== schema && mentionsKv(text, bindings)) && !text.includes(SILENCE)) continue;
    const states = settings.statesFor(path);
    // The schema file's own code uses no keys.
    const wanted = path === schema ? [] : rules.filter(isSourceRule);
    const on = wanted.filter(({ id }) => states.get(id)?.level !== "off");
    const checked = checkSource(on, states, model, bindings, path, text);
    problems.push(...checked.problems);
    silences.push(...checked.silences);
  }
  const ids = rules.map(({ id }) => id);
  const { left, found } = applySilences(atLevels(problems, settings), silences, ids);
  return sortProblems([...left, ...atLevels(found, settings)]);
}

function* schemaProblems(
  rules: readonly Rule[],
  settings: LintSettings,
  { schemaFile, model, place }: LintOptions,
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

/** Problems with the severities that the configuration gives them in their files. */
function atLevels(
  problems: readonly Omit<Problem, "severity">[],
  settings: LintSettings,
): readonly Problem[] {
  return problems.flatMap((problem): readonly Problem[] => {
    const level = settings.statesFor(problem.file).get(problem.rule)?.level ?? "error";
    return level === "off" ? [] : [{ ...problem, severity: level }];
  });
}

/** Looking for a word is far cheaper than parsing, and most files have nothing to do with KV. */
function mentionsKv(text: string, bindings: ReadonlySet<string>): boolean {
  return text.includes(KV_TYPE) || [...bindings].some((binding) => text.includes(binding));
}

/** A byte order mark takes no column in an editor. */
function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
