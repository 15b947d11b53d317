import { join } from "node:path";
import type { Problem } from "../../schema/problem.ts";

/** A problem in the file `name` of a folder. */
export function problemIn(folder: string, name: string, changes: Partial<Problem> = {}): Problem {
  return {
    rule: "usage/raw-access",
    severity: "error",
    file: join(folder, name),
    line: 2,
    column: 7,
    endLine: 2,
    endColumn: 10,
    message: "two is wrong",
    help: "Write three.",
    ...changes,
  };
}
