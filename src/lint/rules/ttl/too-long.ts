import { z } from "zod";
import { collectionsOf } from "../../../../schema/checks/check.ts";
import type { TtlModel } from "../../../../schema/model.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";

const SECONDS_A_DAY = 86_400;

interface Options {
  readonly maxDays: number;
}

export const rule: ModelRule<Options> = {
  id: "ttl/too-long",
  severity: "warning",
  preset: "strict",
  docs: {
    what: "Records that expire do so within a year.",
    why: "A TTL of years is usually in milliseconds by mistake, or stands for data that should not expire at all.",
    wrong: `order: collection({
  key: "order:{id}",
  value: z.string(),
  ttl: ttl.fixed(86_400_000),
})`,
    right: `order: collection({
  key: "order:{id}",
  value: z.string(),
  ttl: ttl.fixed("90d"),
})`,
    silence: "When the law says how long records are kept.",
  },
  options: z.strictObject({
    maxDays: z.number().positive().default(365).describe("the longest TTL, in days"),
  }),
  *checkModel(model, { maxDays }): Generator<ModelFinding> {
    for (const { collection, path } of collectionsOf(model)) {
      const seconds = longest(collection.ttl);
      if (seconds === undefined || seconds <= maxDays * SECONDS_A_DAY) continue;
      yield {
        path: [...path, "ttl"],
        message: `records of \`${collection.name}\` may live for ${Math.round(seconds / SECONDS_A_DAY)} days, more than the maximum of ${maxDays}`,
        help: "Shorten the TTL, or say with `ttl.none` why they are kept forever.",
      };
    }
  },
};

/** The longest TTL that the author asked for, in seconds: nobody asks for KV's own limit. */
function longest(ttl: TtlModel): number | undefined {
  return ttl.policy === "fixed" || ttl.policy === "default" ? ttl.seconds : undefined;
}
