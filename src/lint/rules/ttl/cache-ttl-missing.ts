import { collectionsOf } from "../../../../schema/checks/check.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";

export const rule: ModelRule = {
  id: "ttl/cache-ttl-missing",
  severity: "warning",
  preset: "strict",
  docs: {
    what: "A collection of one record, which many requests read, says how long a data center may keep the answer.",
    why: "Without a `cacheTtl` an answer is kept for a minute: a record that every request reads is then fetched from far away every minute, in each data center, while somebody waits.",
    wrong: `settings: collection({
  key: "settings",
  value: z.object({ currency: z.string() }),
  ttl: ttl.none("changed by hand"),
})`,
    right: `settings: collection({
  key: "settings",
  value: z.object({ currency: z.string() }),
  cacheTtl: "10m",
  ttl: ttl.none("changed by hand"),
})`,
    silence: "When a change must be seen within a minute, or the record is rarely read.",
  },
  *checkModel(model): Generator<ModelFinding> {
    for (const { collection, path } of collectionsOf(model)) {
      if (collection.key.params.length > 0 || collection.cacheTtl !== undefined) continue;
      yield {
        path,
        at: "name",
        message: `\`${collection.name}\` is one record for all, and nothing says how long a data center may keep it`,
        help: "Set `cacheTtl`: a data center sees a change that much later.",
      };
    }
  },
};
