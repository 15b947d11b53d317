import type { Severity } from "../../../schema/problem.ts";
import type { ProblemDocs } from "../../../schema/problem-docs.ts";

/** What a change of the schema breaks. */
export type Breaks =
  | "stored data"
  | "running readers"
  | "writers"
  /** Code that is compiled against the accessors, and clients that request the files that they serve. */
  | "callers"
  | "infrastructure";

/** A kind of breaking change; like a rule, it has a page. */
export interface BreakingRule {
  readonly id: string;
  readonly severity: Severity;
  readonly breaks: Breaks;
  readonly docs: ProblemDocs;
}
