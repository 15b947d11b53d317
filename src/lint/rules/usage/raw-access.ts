import type { CollectionModel } from "../../../../schema/model.ts";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { collectionOfKey, collectionOfPrefix, paramsOfPrefix } from "../../source/key-match.ts";
import { type KvCall, keysOf } from "../../source/kv-call.ts";

export const rule: SourceRule = {
  id: "usage/raw-access",
  severity: "error",
  docs: {
    what: "Keys of a collection are read and written through its accessor, not through the binding's own methods.",
    why: "The binding takes any key and any value: a typing error in the key reads nothing, and a value of another shape breaks a reader days later.",
    wrong: 'await env.CACHE.get("session:" + userId + ":web")',
    right: 'await keyloom(env).CACHE.session.get({ userId, device: "web" })',
    silence: "In a migration, which reads keys as they were.",
  },
  *check({ model, file, calls }): Generator<SourceFinding> {
    for (const call of calls) {
      const namespace = model.namespaces.find(({ binding }) => binding === call.binding);
      const keys = keysOf(call, file.scopes);
      if (keys === undefined || namespace === undefined) continue;
      const { texts, many } = keys;
      const collectionOf = call.method === "list" ? collectionOfPrefix : collectionOfKey;
      const found = texts.map((key) => collectionOf(namespace.collections, key));
      for (const collection of new Set(found)) {
        if (collection === undefined) continue;
        yield {
          range: call.node.callee,
          message: `\`${call.method}\` of the binding \`${call.binding}\` goes past the accessor of the collection \`${collection.name}\` (\`${collection.key.template}\`)`,
          help: `Write \`${accessorCall(call, collection, texts[0] ?? "")}\`${many ? " for each key" : ""}.`,
        };
      }
    }
  },
};

/** The call of the accessor that does the same: `kv.CACHE.session.get({ userId, device })`. */
function accessorCall(
  { binding, method }: KvCall,
  collection: CollectionModel,
  key: string,
): string {
  const names =
    method === "list"
      ? paramsOfPrefix(collection, key)
      : collection.key.params.map(({ name }) => name);
  const params = names.length === 0 ? [] : [`{ ${names.join(", ")} }`];
  const value = method === "put" ? ["value"] : [];
  return `kv.${binding}.${collection.name}.${method}(${[...params, ...value].join(", ")})`;
}
