import { ENGINE_CHECKS } from "./engine-checks.ts";
import type { Rule } from "./rule.ts";
import { loadRules } from "./rules/discover.ts";

/** All rules, and the checks of the engine itself, in the order of their ids. */
export async function allRules(): Promise<readonly Rule[]> {
  const rules = [...(await loadRules()), ...ENGINE_CHECKS];
  return rules.sort((a, b) => (a.id < b.id ? -1 : 1));
}
