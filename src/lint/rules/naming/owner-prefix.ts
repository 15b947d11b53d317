import { z } from "zod";
import { literalHead } from "../../../../schema/key-pattern.ts";
import { keyTemplatesIn } from "../../../../schema/key-templates.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";

interface Options {
  readonly prefixes: Readonly<Record<string, readonly string[]>>;
}

export const rule: ModelRule<Options> = {
  id: "naming/owner-prefix",
  severity: "warning",
  preset: "strict",
  docs: {
    what: "The keys of an owner's collections start with one of the owner's prefixes.",
    why: "Teams that share a namespace see whose a key is by how it starts, in the dashboard and in lists, and cannot get in each other's way.",
    wrong: `// "naming/owner-prefix": ["error", { prefixes: { checkout: ["cart:", "order:"] } }]
basket: collection({ owner: "checkout", key: "basket:{id}", … })`,
    right: `// "naming/owner-prefix": ["error", { prefixes: { checkout: ["cart:", "order:"] } }]
cart: collection({ owner: "checkout", key: "cart:{id}", … })`,
    silence: "When keys are already stored and will not be migrated.",
  },
  options: z.strictObject({
    prefixes: z
      .record(z.string(), z.array(z.string().min(1)))
      .default({})
      .describe(
        "what keys may start with, by owner; owners that are not listed may use any prefix",
      ),
  }),
  *checkModel({ namespaces }, { prefixes }): Generator<ModelFinding> {
    for (const namespace of namespaces) {
      for (const { collection, key, path } of keyTemplatesIn(namespace)) {
        const owner = collection.owner ?? namespace.owner;
        const wanted = owner !== undefined && Object.hasOwn(prefixes, owner) ? prefixes[owner] : [];
        if (wanted === undefined || wanted.length === 0) continue;
        if (wanted.some((prefix) => literalHead(key).startsWith(prefix))) continue;
        yield {
          path,
          message: `the key \`${key.template}\` of \`${owner}\` does not start with ${orList(wanted)}`,
          help: "Give it one of the owner's prefixes, or name another owner.",
        };
      }
    }
  },
};

function orList(texts: readonly string[]): string {
  return texts.map((text) => `\`${text}\``).join(" or ");
}
