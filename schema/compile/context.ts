import type { DefinitionProblem } from "../problem.ts";

/** What compiling a collection needs to know of its surroundings. */
export interface CompileContext {
  readonly separator: string;
  /** Whether the author's schema may check parts of types. */
  readonly zodInWorker: "allow" | "error";
  /** Receives what is wrong, with paths from the collection. */
  readonly problems: DefinitionProblem[];
}
