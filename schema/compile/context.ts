import type { DefinitionProblem } from "../problem.ts";

/** What compiling a collection needs to know of its surroundings. */
export interface CompileContext {
  readonly separator: string;
  /** Whether parts of types may be the author's schema to check. */
  readonly zodInWorker: "allow" | "error";
  /** Gets what is wrong, with paths from the collection. */
  readonly problems: DefinitionProblem[];
}
