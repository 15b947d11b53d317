import type { Model } from "../../schema/model.ts";
import type { Problem, SchemaProblem } from "../../schema/problem.ts";

/** What is linted. */
export interface LintOptions {
  readonly schemaFile: string;
  readonly model: Model;
  /** Gives a problem about the schema its place in the author's file. */
  place(problem: SchemaProblem): Problem;
  /** The folder whose source files are read. */
  readonly root: string;
  /** Whether the results for files are kept from one run to the next, in `node_modules/.cache/keyloom`. */
  readonly cache?: boolean;
  /**
   * The files whose findings are wanted, together with those of files that depend on them; all files by
   * default.
   */
  readonly changed?: ReadonlySet<string> | undefined;
}
