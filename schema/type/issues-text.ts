import type { core } from "zod";

/** What zod finds wrong with a value, in one line. */
export function issuesText(issues: readonly core.$ZodIssue[]): string {
  return issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`))
    .join("; ");
}
