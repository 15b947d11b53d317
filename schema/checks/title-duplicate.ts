import type { Model } from "../model.ts";
import { previewTitle } from "../title.ts";
import type { DefinitionCheck, Finding } from "./check.ts";

/** Two namespaces with the same title, preview twins included: Cloudflare rejects the second. */
export const titleDuplicate: DefinitionCheck = { id: "title-duplicate", find };

function* find(model: Model): Generator<Finding> {
  const owners = new Map<string, string>();
  for (const { binding, title, preview } of model.namespaces) {
    // A missing title is a problem of its own.
    if (title.trim() === "") continue;
    for (const taken of preview ? [title, previewTitle(title)] : [title]) {
      const owner = owners.get(taken);
      if (owner === undefined) {
        owners.set(taken, binding);
        continue;
      }
      yield {
        path: ["namespaces", binding, "title"],
        message: `the title \`${taken}\` is already used by \`${owner}\``,
        help: "Give each namespace a title of its own, such as one that ends with its binding.",
      };
    }
  }
}
