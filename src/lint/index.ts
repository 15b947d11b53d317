import type { Problem } from "../../schema/problem.ts";
import { allRules } from "./all-rules.ts";
import { loadSettings } from "./config/load.ts";
import { UNUSED_SILENCE } from "./engine-checks.ts";
import { isWranglerRule } from "./rule.ts";
import { type LintOptions, runRules } from "./run-rules.ts";

export type { ModelRule, Rule, SourceRule } from "./rule.ts";
export type { LintOptions } from "./run-rules.ts";

/**
 * Checks a schema's conventions and the source of its Worker, by the configuration beside the schema.
 *
 * @throws CannotRunError where the configuration is wrong.
 */
export async function lint(options: LintOptions): Promise<readonly Problem[]> {
  const rules = await allRules();
  return runRules(rules, await loadSettings(options.schemaFile, rules), options);
}

/**
 * The same for a schema with problems, of whose model that part is given which is certain: without what
 * is said of the rest, that a binding is in no schema, or that there is nothing to silence.
 *
 * @throws CannotRunError where the configuration is wrong.
 */
export async function lintSoundPart(options: LintOptions): Promise<readonly Problem[]> {
  const rules = await allRules();
  const uncertain = new Set([
    UNUSED_SILENCE.id,
    ...rules.filter(isWranglerRule).map(({ id }) => id),
  ]);
  const found = runRules(rules, await loadSettings(options.schemaFile, rules), options);
  return found.filter(({ rule }) => !uncertain.has(rule));
}
