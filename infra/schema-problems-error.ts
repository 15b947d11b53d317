import type { Problem } from "../schema/problem.ts";
import { formatPretty } from "../src/report/pretty.ts";

/** A schema, or one of its seeds, has problems. */
export class SchemaProblemsError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(formatPretty(problems, { cwd: process.cwd(), color: false }));
    this.problems = problems;
  }
}
