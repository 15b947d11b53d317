import type { Path, SchemaProblem } from "../../schema/problem.ts";
import type { BreakingRule } from "./rules/rule.ts";

/** A breaking change, which says what it breaks. */
export function change(
  { id, severity, breaks }: BreakingRule,
  path: Path,
  message: string,
  help: string,
): SchemaProblem {
  return { rule: id, severity, path, message: `${message}: this breaks ${breaks}`, help };
}
