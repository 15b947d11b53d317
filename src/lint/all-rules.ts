import { ENGINE_CHECKS } from "./engine-checks.ts";
import type { Rule } from "./rule.ts";

/** All rules, and what the engine finds by itself, in the order of their ids. */
export async function allRules(): Promise<readonly Rule[]> {
  // Imported when needed, so that the build keeps it a file of its own among the rules it looks for.
  const { loadRules } = await import("./rules/discover.ts");
  const rules = [...(await loadRules()), ...ENGINE_CHECKS];
  return rules.sort((a, b) => (a.id < b.id ? -1 : 1));
}
