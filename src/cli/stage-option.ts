import { STAGE_NAMES, stageNameProblem } from "../../infra/stage-name.ts";
import { CannotRunError } from "../../schema/cannot-run.ts";

/** The stage on this machine of commands that are told none. */
export const DEFAULT_STAGE = "dev";

/**
 * Looks whether what an option names may be a stage of an account.
 *
 * @throws CannotRunError where it may not.
 */
export function checkStage(stage: string): void {
  const problem = stageNameProblem(stage);
  if (problem === undefined) return;
  throw new CannotRunError(problem, { help: `Use ${STAGE_NAMES}.` });
}
