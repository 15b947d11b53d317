import { RunError } from "@pulumi/pulumi";

/** What Pulumi's stacks may be called, and `/`, which names of branches have. */
const STAGE = /^[\w./-]{1,100}$/;

/**
 * Looks whether a stage has a name that can stand in titles.
 *
 * @throws RunError where it has none, as with a configuration that is set to nothing: titles would be those
 * of no stage.
 */
export function checkStage(stage: string): void {
  if (STAGE.test(stage)) return;
  throw new RunError(
    `${JSON.stringify(stage)} cannot be a stage's name: use letters, digits, \`-\`, \`_\`, \`.\` and \`/\`, 100 at most`,
  );
}
