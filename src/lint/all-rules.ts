import { ENGINE_CHECKS } from "./engine-checks.ts";
import type { Rule } from "./rule.ts";
import { loadRules } from "./rules/discover.ts";

/** All rules, and the checks of the engine itself, in the order of their ids. */
export async function allRules(): Promise<readonly Rule[]> {
  return withEngineChecks(await loadRules());
}

/** Rules with the checks of the engine itself, in the order of their ids. */
export function withEngineChecks(rules: readonly Rule[]): readonly Rule[] {
  return [...rules, ...ENGINE_CHECKS].sort((a, b) => (a.id < b.id ? -1 : 1));
}
