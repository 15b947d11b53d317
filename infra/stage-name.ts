/** The names that Pulumi allows for stacks, and `/`, which branch names have. */
const STAGE = /^[\w./-]{1,100}$/;

/**
 * Says why a stage's name cannot be part of titles: with an empty one, titles would not name a stage.
 *
 * @returns `undefined` if it can.
 */
export function stageNameProblem(stage: string): string | undefined {
  return STAGE.test(stage) ? undefined : `${JSON.stringify(stage)} is not a valid stage name`;
}

/** What it may consist of. */
export const STAGE_NAMES = "at most 100 letters, digits, `-`, `_`, `.` and `/`";
