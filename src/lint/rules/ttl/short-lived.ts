import { z } from "zod";
import { collectionsOf } from "../../../../schema/checks/check.ts";
import { literalHead } from "../../../../schema/key-pattern.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";
import { SHORT_LIVED, shortLivedWord } from "../../short-lived.ts";

interface Options {
  readonly words: readonly string[];
}

export const rule: ModelRule<Options> = {
  id: "ttl/short-lived",
  severity: "warning",
  docs: {
    what: "Sessions, tokens, caches and the like expire. A key without parameters is not reported: its only record is the Worker's own.",
    why: "A record that never expires is kept and billed until somebody deletes it, and a session or a token that never ends can be stolen at any time.",
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
    silence: "When the name does not mean what it seems to, or a cron job removes the records.",
  },
  options: z.strictObject({
    words: z
      .array(z.string())
      .default([...SHORT_LIVED])
      .describe("words in a collection's name that say that its records are short-lived"),
  }),
  *checkModel(model, { words }): Generator<ModelFinding> {
    for (const { collection, path } of collectionsOf(model)) {
      const { kind, name, key, ttl } = collection;
      if (kind === "assets" || ttl.policy !== "none") continue;
      // A single record, such as a bot's own token, is overwritten and does not pile up.
      if (key.params.length === 0) continue;
      const word = shortLivedWord(name, words) ?? shortLivedWord(literalHead(key), words);
      if (word === undefined) continue;
      yield {
        path: [...path, "ttl"],
        message: `records of \`${name}\` are kept forever, although its name says \`${word}\``,
        help: "Give them a TTL: `ttl.fixed`, `ttl.default`, `ttl.required`, `ttl.optional` or `ttl.fromField`.",
      };
    }
  },
};
