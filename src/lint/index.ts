import type { Problem } from "../../schema/problem.ts";
import { type LintOptions, runRules } from "./run-rules.ts";

export type { ModelRule, Rule, SourceRule } from "./rule.ts";
export type { LintOptions } from "./run-rules.ts";

/** Checks a schema's conventions and the source of its Worker against all rules. */
export async function lint(options: LintOptions): Promise<readonly Problem[]> {
  // Imported when needed, so that the build keeps it a file of its own among the rules it looks for.
  const { loadRules } = await import("./rules/discover.ts");
  return runRules(await loadRules(), options);
}
