import { keyTemplatesIn } from "../../../../schema/key-templates.ts";
import type { CollectionModel, NamespaceModel } from "../../../../schema/model.ts";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { templateOfKey } from "../../source/keys/key-match.ts";
import { namespaceOf } from "../../source/keys/namespace-of.ts";
import type { KvCall } from "../../source/kv-call.ts";

/** Methods of bindings and accessors that write records, or make them live on. */
const WRITES: ReadonlySet<string> = new Set([
  ...["put", "putMany", "update", "touch", "getOrLoad"],
]);

export const rule: SourceRule = {
  id: "usage/deprecated-write",
  severity: "warning",
  docs: {
    what: "Collections that the schema marks as `deprecated` are no longer written.",
    why: "Such a collection can be dropped once its last record has expired or been removed, and each write delays that.",
    wrong: 'const kv = keyloom(env);\nawait kv.CACHE.legacy.put({ id }, "dark");',
    right: 'const kv = keyloom(env);\nawait kv.CACHE.settings.put("dark");',
    silence: "When old readers still need the records, and both are written meanwhile.",
  },
  *check({ model, calls }): Generator<SourceFinding> {
    for (const call of calls) {
      const namespace = namespaceOf(call, model);
      if (namespace === undefined || !WRITES.has(call.method)) continue;
      const { name, deprecated } = collectionOf(call, namespace) ?? {};
      if (deprecated === undefined) continue;
      yield {
        range: call.node.callee,
        message: `\`${call.method}\` writes \`${name}\`, which is deprecated`,
        help: deprecated.trim() === "" ? "Write its replacement." : sentence(deprecated),
      };
    }
  },
};

function collectionOf(call: KvCall, namespace: NamespaceModel): CollectionModel | undefined {
  if (call.via === "accessor") {
    return namespace.collections.find(({ name }) => name === call.collection);
  }
  return templateOfKey(keyTemplatesIn(namespace), call.keys?.texts[0] ?? "")?.collection;
}

/** The author's own words as a sentence. */
function sentence(text: string): string {
  const trimmed = text.trim().replace(/\.$/, "");
  return `The schema says: ${trimmed}.`;
}
