import { STAGE_NAMES, stageNameProblem } from "../../infra/stage-name.ts";
import { CannotRunError } from "../../schema/cannot-run.ts";

/** The default stage of commands on this machine. */
export const DEFAULT_STAGE = "dev";

/**
 * Checks whether an option's value can be the name of a stage, of an account or of this machine.
 *
 * @throws CannotRunError if it cannot.
 */
export function checkStage(stage: string): void {
  const problem = stageNameProblem(stage);
  if (problem === undefined) return;
  throw new CannotRunError(problem, { help: `Use ${STAGE_NAMES}.` });
}
