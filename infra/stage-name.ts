/** What Pulumi's stacks may be called, and `/`, which names of branches have. */
const STAGE = /^[\w./-]{1,100}$/;

/**
 * Says why a stage's name cannot stand in titles: of one that is set to nothing, titles would be those of no stage.
 *
 * @returns `undefined` where it can.
 */
export function stageNameProblem(stage: string): string | undefined {
  return STAGE.test(stage) ? undefined : `${JSON.stringify(stage)} is not a valid stage name`;
}

/** What it is made of. */
export const STAGE_NAMES = "at most 100 letters, digits, `-`, `_`, `.` and `/`";
