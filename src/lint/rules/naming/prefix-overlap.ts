import { literalHead } from "../../../../schema/key-pattern.ts";
import { type KeyTemplate, keyTemplatesIn } from "../../../../schema/key-templates.ts";
import { LIST_METHODS } from "../../../../schema/method-names.ts";
import { hasMethod } from "../../../../schema/methods.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";

export const rule: ModelRule = {
  id: "naming/prefix-overlap",
  severity: "warning",
  // Accessors skip the other's keys: what remains is the cost of the walk, if anything lists at all.
  preset: "strict",
  docs: {
    what: "The prefix that lists a collection does not match another collection's keys in the same namespace. A collection whose `methods` leave out lists has no such prefix.",
    why: "KV finds keys only by prefix: a list of one collection walks over all keys of the other, page by page, and each page is billed. The accessor leaves them out of its result.",
    wrong: `user: collection({ key: "user:{userId}" }),\ntoken: collection({ key: "user:token:{hash}" })`,
    right: `user: collection({ key: "user:{userId}" }),\ntoken: collection({ key: "user-token:{hash}" })`,
    silence: "When the collection is never listed.",
  },
  *checkModel({ namespaces }): Generator<ModelFinding> {
    for (const namespace of namespaces) {
      const templates = keyTemplatesIn(namespace);
      for (const [index, first] of templates.entries()) {
        for (const second of templates.slice(index + 1)) {
          const [walker, other] = walks(first, second) ? [first, second] : [second, first];
          if (!walks(walker, other)) continue;
          yield {
            path: walker.path,
            message: `lists of \`${walker.name}\` (\`${walker.key.template}\`) walk over the keys of \`${other.name}\` (\`${other.key.template}\`)`,
            help: `Give each collection a prefix of its own, or move one of them to another namespace. If \`${walker.name}\` is never listed, say so in its \`methods\`.`,
          };
        }
      }
    }
  },
};

/** Whether a list of all of one collection meets keys of the other; if both have the same prefix, the one with the shorter template counts. */
function walks(walker: KeyTemplate, other: KeyTemplate): boolean {
  const [prefix, head] = [literalHead(walker.key), literalHead(other.key)];
  if (!LIST_METHODS.some((method) => hasMethod(walker.collection, method))) return false;
  if (walker.key.params.length === 0 || !head.startsWith(prefix)) return false;
  return (
    prefix !== head ||
    other.key.params.length === 0 ||
    walker.key.template.length <= other.key.template.length
  );
}
