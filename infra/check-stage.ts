import { RunError } from "@pulumi/pulumi";
import type { Model } from "../schema/model.ts";
import { previewTitle, stageTitle } from "../schema/title.ts";
import { STAGE_NAMES, stageNameProblem } from "./stage-name.ts";

/**
 * Looks whether a stage has a name that can stand in titles.
 *
 * @throws RunError where it has none, as with a configuration that is set to nothing: titles would be those
 * of no stage.
 */
export function checkStage(stage: string): void {
  const problem = stageNameProblem(stage);
  if (problem !== undefined) throw new RunError(`${problem}: use ${STAGE_NAMES}`);
}

/**
 * Looks whether the titles of namespaces and twins are different in a stage, as their templates are:
 * `shop-{stage}` and `shop-dev` are the same one in the stage `dev`.
 *
 * @throws RunError where two are the same: Cloudflare would refuse the second, and name neither.
 */
export function checkTitles(stage: string, { namespaces }: Model): void {
  const owners = new Map<string, string>();
  for (const { binding, title: template, preview } of namespaces) {
    const title = stageTitle(template, stage);
    for (const each of preview ? [title, previewTitle(title)] : [title]) {
      const owner = owners.get(each);
      if (owner !== undefined) {
        throw new RunError(
          `in the stage ${JSON.stringify(stage)} both \`${owner}\` and \`${binding}\` have the title ${JSON.stringify(each)}: change one of them in the schema, or use another stage`,
        );
      }
      owners.set(each, binding);
    }
  }
}
