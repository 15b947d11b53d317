import type { Problem } from "../../schema/problem.ts";
import { UNUSED_SILENCE } from "./engine-checks.ts";
import { isWranglerRule, type Rule } from "./rule.ts";

/**
 * The findings that hold whatever is wrong with the schema: not that a binding is missing in the schema,
 * nor that there is nothing to silence.
 */
export function certainOf(found: readonly Problem[], rules: readonly Rule[]): readonly Problem[] {
  const uncertain = new Set([
    UNUSED_SILENCE.id,
    ...rules.filter(isWranglerRule).map(({ id }) => id),
  ]);
  return found.filter(({ rule }) => !uncertain.has(rule));
}
