import type { Problem } from "../../schema/problem.ts";

/** What every format is told of where it prints. */
export interface FormatOptions {
  /** The folder that printed paths are relative to. */
  readonly cwd: string;
  /** Whether the output may hold colours. */
  readonly color: boolean;
}

/** An output format: problems in, the text to print out. */
export type Format = (problems: readonly Problem[], options: FormatOptions) => string;
