import { z } from "zod";
import { literalHead } from "../../../../schema/key-pattern.ts";
import { keyTemplatesOf } from "../../../../schema/key-templates.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";

interface Options {
  readonly prefixes: readonly string[];
}

export const rule: ModelRule<Options> = {
  id: "naming/reserved-prefix",
  severity: "warning",
  preset: "strict",
  docs: {
    what: "Keys do not start with a prefix that is reserved for others.",
    why: "A library or another Worker that shares the namespace writes its own keys under its prefix, and lists and removes everything that it finds there.",
    wrong: `flag: collection({
  key: "__flag:{name}",
  value: z.string(),
  ttl: ttl.fixed("1d"),
})`,
    right: `flag: collection({
  key: "flag:{name}",
  value: z.string(),
  ttl: ttl.fixed("1d"),
})`,
    silence: "When the collection is that library's own data.",
  },
  options: z.strictObject({
    prefixes: z
      .array(z.string().min(1))
      .default(["__"])
      .describe("prefixes that keys must not have"),
  }),
  *checkModel(model, { prefixes }): Generator<ModelFinding> {
    for (const { key, path } of keyTemplatesOf(model)) {
      const reserved = prefixes.find((prefix) => literalHead(key).startsWith(prefix));
      if (reserved === undefined) continue;
      yield {
        path,
        message: `the key \`${key.template}\` starts with \`${reserved}\`, which is reserved for others`,
        help: "Give it another prefix; stored keys keep their old prefix until they are migrated.",
      };
    }
  },
};
