import type { Problem } from "../../schema/problem.ts";
import { allRules } from "./all-rules.ts";
import { loadSettings } from "./config/load.ts";
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
