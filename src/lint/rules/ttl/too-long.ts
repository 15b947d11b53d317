import { z } from "zod";
import { collectionsOf } from "../../../../schema/checks/check.ts";
import type { Model, TtlModel } from "../../../../schema/model.ts";
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
    why: "A TTL of years is mostly one in milliseconds, or stands for data that should not expire at all.",
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
    silence: "Where the law says how long records are kept.",
  },
  options: z.strictObject({
    maxDays: z.number().positive().default(365).describe("the longest TTL, in days"),
  }),
  checkModel,
};

function* checkModel(model: Model, { maxDays }: Options): Generator<ModelFinding> {
  for (const { collection, path } of collectionsOf(model)) {
    const seconds = longest(collection.ttl);
    if (seconds === undefined || seconds <= maxDays * SECONDS_A_DAY) continue;
    yield {
      path: [...path, "ttl"],
      message: `records of \`${collection.name}\` may live for ${Math.round(seconds / SECONDS_A_DAY)} days, and no longer than ${maxDays} are wanted`,
      help: "Shorten the TTL, or say with `ttl.none` why they are kept for ever.",
    };
  }
}

/** The longest TTL that the author has asked for, in seconds: KV's own limit is nobody's wish. */
function longest(ttl: TtlModel): number | undefined {
  return ttl.policy === "fixed" || ttl.policy === "default" ? ttl.seconds : undefined;
}
