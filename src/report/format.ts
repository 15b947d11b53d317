import type { Problem } from "../../schema/problem.ts";
import type { ProblemDocs } from "../../schema/problem-docs.ts";

/** What every format is told about its output. */
export interface FormatOptions {
  /** The folder that paths for people are relative to. */
  readonly cwd: string;
  /** The folder that paths for services are relative to: the repository's. */
  readonly root: string;
  /** Whether the output may contain colors. */
  readonly color: boolean;
  /** The content of the page of a check or a rule. */
  docsOf?(rule: string): ProblemDocs | undefined;
}

/** An output format: problems in, the text to print out. */
export type Format = (problems: readonly Problem[], options: FormatOptions) => string;
