import type { Problem } from "../../schema/problem.ts";
import { allRules } from "./all-rules.ts";
import { certainOf } from "./certain.ts";
import { loadSettings } from "./config/load.ts";
import type { LintOptions } from "./lint-options.ts";
import { runRules } from "./run-rules.ts";

export type { LintOptions } from "./lint-options.ts";

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
  const found = runRules(rules, await loadSettings(options.schemaFile, rules), options);
  return certainOf(found, rules);
}
