import type { Model } from "../model.ts";
import type { DefinitionCheck, Finding } from "./check.ts";

/** What looks like a placeholder: a name in braces. */
const PLACEHOLDER = /\{\s*[A-Za-z_$][\w$-]*\s*\}/;

/** An unknown placeholder in a title. */
export const titlePlaceholder: DefinitionCheck = { id: "title-placeholder", find };

function* find(model: Model): Generator<Finding> {
  for (const { binding, title } of model.namespaces) {
    const [unknown] = title.replaceAll("{stage}", "").match(PLACEHOLDER) ?? [];
    if (unknown === undefined) continue;
    yield {
      path: ["namespaces", binding, "title"],
      message: `\`${unknown}\` in the title \`${title}\` is not a known placeholder`,
      help: "Write `{stage}` for the stage's name; other parts of a title are the same in all stages.",
    };
  }
}
