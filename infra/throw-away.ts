/**
 * Stages that are made to be thrown away: of one developer, one pull request or one test run. Their names
 * are, or start with, one of these words: `dev`, `dev-anna`, `pr-123`, `pr123`, `ci/4`.
 */
const THROW_AWAY = /^(dev|test|local|ci|pr|preview|tmp)(\d*$|[-_./])/i;

/** Whether a stage's namespaces may be deleted with everything in them. Every other stage is kept. */
export function isThrowAway(stage: string): boolean {
  return THROW_AWAY.test(stage);
}
