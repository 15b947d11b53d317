import { collectionsOf } from "../../../../schema/checks/check.ts";
import type { TtlModel } from "../../../../schema/model.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";

export const rule: ModelRule = {
  id: "ttl/cache-ttl-too-long",
  severity: "warning",
  docs: {
    what: "A data center does not keep an answer for longer than the record lives.",
    why: "Within `cacheTtl` a read is answered from the data center's own copy, and nothing checks whether the record has changed or still exists.",
    wrong: `price: collection({
  key: "price:{sku}",
  value: z.number(),
  cacheTtl: "1h",
  ttl: ttl.fixed("10m"),
})`,
    right: `price: collection({
  key: "price:{sku}",
  value: z.number(),
  cacheTtl: "1m",
  ttl: ttl.fixed("10m"),
})`,
    silence: "When an answer may be that old.",
  },
  *checkModel(model): Generator<ModelFinding> {
    for (const { collection, path } of collectionsOf(model)) {
      const { name, cacheTtl, ttl } = collection;
      const life = lifeOf(ttl);
      if (cacheTtl === undefined || life === undefined || cacheTtl <= life) continue;
      yield {
        path: [...path, "cacheTtl"],
        message: `an answer of \`${name}\` may be kept for ${cacheTtl} s, but its records live for ${life} s`,
        help: "Shorten `cacheTtl`, or let the records live longer.",
      };
    }
  },
};

/** How long a record lives if nothing else is said, in seconds. */
function lifeOf(ttl: TtlModel): number | undefined {
  switch (ttl.policy) {
    case "fixed":
    case "default":
      return ttl.seconds;
    case "required":
      return ttl.max;
    default:
      return undefined;
  }
}
