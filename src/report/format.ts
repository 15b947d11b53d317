import type { Problem } from "../../schema/problem.ts";
import type { ProblemDocs } from "../../schema/problem-docs.ts";

/** What every format is told of where it prints. */
export interface FormatOptions {
  /** The folder that paths for people are relative to. */
  readonly cwd: string;
  /** The folder that paths for services are relative to: the repository's. */
  readonly root: string;
  /** Whether the output may hold colours. */
  readonly color: boolean;
  /** What the page of a check or a rule says. */
  docsOf?(rule: string): ProblemDocs | undefined;
}

/** An output format: problems in, the text to print out. */
export type Format = (problems: readonly Problem[], options: FormatOptions) => string;
