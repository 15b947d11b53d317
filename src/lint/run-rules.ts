import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Model } from "../../schema/model.ts";
import type { Problem, SchemaProblem } from "../../schema/problem.ts";
import { sortProblems } from "../report/sort-problems.ts";
import { checkSource } from "./check-source.ts";
import { isModelRule, type Rule, type SourceRule } from "./rule.ts";
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
  options: LintOptions,
): Promise<readonly Problem[]> {
  const { schemaFile, model, place, root } = options;
  const schema = rules
    .filter(isModelRule)
    .flatMap(({ id, severity, checkModel }) =>
      [...checkModel(model)].map((finding) => place({ rule: id, severity, ...finding })),
    );
  const sourceRules = rules.filter((rule): rule is SourceRule => !isModelRule(rule));
  const problems = [...schema];
  for (const path of await sourcesOf(schemaFile, model, root)) {
    const text = withoutMark(await readFile(path, "utf8"));
    if (mentionsBinding(text, model)) problems.push(...checkSource(sourceRules, model, path, text));
  }
  return sortProblems(problems);
}

/** The Worker's own files: what Keyloom reads and writes itself uses keys as it must. */
async function sourcesOf(
  schemaFile: string,
  { output }: Model,
  root: string,
): Promise<readonly string[]> {
  const own = [resolve(schemaFile), resolve(dirname(schemaFile), output)];
  return (await findSources(resolve(root))).filter((path) => !own.includes(path));
}

/** Looking for a word is far cheaper than parsing, and most files have nothing to do with KV. */
function mentionsBinding(text: string, { namespaces }: Model): boolean {
  return namespaces.some(({ binding }) => text.includes(binding));
}

/** A byte order mark takes no column in an editor. */
function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
