import type { Problem } from "../../schema/problem.ts";
import { allRules } from "./all-rules.ts";
import { certainOf } from "./certain.ts";
import { loadSettings } from "./config/load.ts";
import type { LintOptions } from "./lint-options.ts";
import { runRules } from "./run-rules.ts";

/**
 * Checks a schema's conventions and the source of its Worker, with the configuration beside the schema.
 *
 * @throws CannotRunError if the configuration is wrong.
 */
export async function lint(options: LintOptions): Promise<readonly Problem[]> {
  const rules = await allRules();
  return runRules(rules, await loadSettings(options.schemaFile, rules), options);
}

/**
 * The same for a schema with problems, whose model has only the part that is certain: without findings
 * about the rest, that a binding is missing in the schema, or that there is nothing to silence.
 *
 * @throws CannotRunError if the configuration is wrong.
 */
export async function lintSoundPart(options: LintOptions): Promise<readonly Problem[]> {
  return certainOf(await lint(options), await allRules());
}
