import { z } from "zod";
import { collectionsOf } from "../../../../schema/checks/check.ts";
import { literalHead } from "../../../../schema/key-pattern.ts";
import type { Model } from "../../../../schema/model.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";
import { SHORT_LIVED, shortLivedWord } from "../../short-lived.ts";

interface Options {
  readonly words: readonly string[];
}

export const rule: ModelRule<Options> = {
  id: "ttl/short-lived",
  severity: "warning",
  docs: {
    what: "Sessions, tokens, caches and the like expire. A key without parameters is left alone: its one record is the Worker's own.",
    why: "A record that never expires is kept and paid for until somebody deletes it, and a session or a token that never ends is one that can be stolen for ever.",
    wrong: `session: collection({
  key: "session:{id}",
  value: z.string(),
  ttl: ttl.none("people stay signed in"),
})`,
    right: `session: collection({
  key: "session:{id}",
  value: z.string(),
  ttl: ttl.default("30d"),
})`,
    silence: "Where the name says something else than it seems to, or a cron removes the records.",
  },
  options: z.strictObject({
    words: z
      .array(z.string())
      .default([...SHORT_LIVED])
      .describe("words that say of a collection that its records live for a time"),
  }),
  checkModel,
};

function* checkModel(model: Model, { words }: Options): Generator<ModelFinding> {
  for (const { collection, path } of collectionsOf(model)) {
    const { kind, name, key, ttl } = collection;
    if (kind === "assets" || ttl.policy !== "none") continue;
    // One record alone, such as a bot's own token, is written over, and does not pile up.
    if (key.params.length === 0) continue;
    const word = shortLivedWord(name, words) ?? shortLivedWord(literalHead(key), words);
    if (word === undefined) continue;
    yield {
      path: [...path, "ttl"],
      message: `records of \`${name}\` are kept for ever, though its name says \`${word}\``,
      help: "Give them a TTL: `ttl.fixed`, `ttl.default`, `ttl.required`, `ttl.optional` or `ttl.fromField`.",
    };
  }
}
