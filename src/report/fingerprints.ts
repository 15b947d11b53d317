import { createHash } from "node:crypto";
import type { Problem } from "../../schema/problem.ts";
import { displayPath } from "./display-path.ts";

/**
 * A name for each problem, the same from run to run and wherever its line moves: from the rule, the file,
 * the message, and the number of equal problems before it.
 *
 * @param problems sorted, so that equal ones are counted in the same order each time.
 */
export function fingerprints(problems: readonly Problem[], root: string): readonly string[] {
  const counts = new Map<string, number>();
  return problems.map(({ rule, file, message }) => {
    const key = JSON.stringify([rule, displayPath(file, root), message]);
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return createHash("sha256").update(`${key}${count}`).digest("hex").slice(0, 32);
  });
}
