import { RunError } from "@pulumi/pulumi";
import type { Model } from "../schema/model.ts";
import { previewTitle, stageTitle } from "../schema/title.ts";
import { STAGE_NAMES, stageNameProblem } from "./stage-name.ts";

/**
 * Checks whether a stage has a name that can be part of titles.
 *
 * @throws RunError if it does not, for example if the configuration is set to an empty text: titles would then
 * not name a stage.
 */
export function checkStage(stage: string): void {
  const problem = stageNameProblem(stage);
  if (problem !== undefined) throw new RunError(`${problem}: use ${STAGE_NAMES}`);
}

/**
 * Checks whether the titles of namespaces and twins differ in a stage, as their templates do: `shop-{stage}`
 * and `shop-dev` are the same in the stage `dev`.
 *
 * @throws RunError if two are the same: Cloudflare would reject the second, and name neither.
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
