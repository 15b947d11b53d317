import { collectionsOf } from "../../../../schema/checks/check.ts";
import { toCase } from "../../name-case.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";

export const rule: ModelRule = {
  id: "naming/collection-case",
  severity: "warning",
  docs: {
    what: "Collections are named in one case, `camelCase` unless `conventions.collections` says otherwise.",
    why: "A collection's name becomes a property of the generated accessors, and the stem of its types and functions.",
    wrong: `collections: { user_session: collection({ … }) }`,
    right: `collections: { userSession: collection({ … }) }`,
    silence: "When a collection's name comes from existing code that cannot change yet.",
  },
  *checkModel(model): Generator<ModelFinding> {
    const { collections } = model.conventions;
    for (const { collection, path } of collectionsOf(model)) {
      const wanted = toCase(collection.name, collections);
      if (wanted === collection.name) continue;
      yield {
        path,
        at: "name",
        message: `the collection's name \`${collection.name}\` is not in ${collections}`,
        help: `Rename it to \`${wanted}\`: stored data does not contain the name.`,
      };
    }
  },
};
