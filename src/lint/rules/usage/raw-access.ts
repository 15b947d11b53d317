import { type KeyTemplate, keyTemplatesIn } from "../../../../schema/key-templates.ts";
import type { CollectionModel } from "../../../../schema/model.ts";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { accessorRewrite } from "../../source/accessor-rewrite.ts";
import { paramsOfPrefix, templateOfKey, templateOfPrefix } from "../../source/keys/key-match.ts";
import { HOLE } from "../../source/keys/key-text.ts";
import { namespaceOf } from "../../source/keys/namespace-of.ts";
import { type KvCall, optionsGiven } from "../../source/kv-call.ts";
import type { SourceFile } from "../../source/source-file.ts";

export const rule: SourceRule = {
  id: "usage/raw-access",
  // A raw call with the right key works: it only lacks the check. A team that moves to accessors has
  // many of them, and only mistakes should stop it.
  severity: "warning",
  hasSuggestions: true,
  docs: {
    what: "Keys of a collection are read and written through its accessor, not through the binding's own methods.",
    why: "The binding accepts any key and any value: a typo in the key reads nothing, and a value of another shape breaks a reader days later.",
    wrong: 'await env.CACHE.get("session:" + userId + ":web")',
    right: 'await keyloom(env).CACHE.session.get({ userId, device: "web" })',
    silence:
      "In a migration, which reads keys as they were. Once all keys go through accessors, make the rule an error in the configuration.",
  },
  *check({ model, calls, file }): Generator<SourceFinding> {
    for (const call of calls) {
      const namespace = namespaceOf(call, model);
      const { keys } = call;
      if (keys === undefined || namespace === undefined) continue;
      const { texts, many } = keys;
      const templateOf = call.method === "list" ? templateOfPrefix : templateOfKey;
      const templates = keyTemplatesIn(namespace);
      const [first, ...others] = templates;
      // If a namespace has only one kind of keys, an unknown key is one of them.
      const only = others.length === 0 && call.method !== "list" ? first : undefined;
      const found = texts.map((key) => (key === HOLE ? only : templateOf(templates, key)));
      for (const template of new Set(found)) {
        if (template === undefined) continue;
        const { binding } = namespace;
        const suggestion = call.binding && accessorRewrite(call, template, file);
        const called = call.binding
          ? `the binding \`${binding}\``
          : `a namespace (\`${binding}\` by its keys)`;
        yield {
          range: call.node.callee,
          message: `\`${call.method}\` of ${called} bypasses the accessor of the ${template.isPointer ? "pointer" : "collection"} \`${template.name}\` (\`${template.key.template}\`)`,
          help: `Write \`${accessorCall({ ...call, binding }, template, texts[0] ?? "", file)}\`${many ? " for each key" : ""}.`,
          ...(suggestion && { suggestions: [suggestion] }),
        };
      }
    }
  },
};

/** The accessor call that does the same, under its unambiguous name: `keyloom(env).CACHE.session.get({ userId, device })`. */
function accessorCall(call: KvCall, template: KeyTemplate, key: string, file: SourceFile): string {
  const { binding, method } = call;
  // A pointer is written and removed with its record, and found with it.
  const isOfRecord = template.isPointer && (method === "put" || method === "delete");
  const { name, params: all } = isOfRecord
    ? { name: template.collection.name, params: template.collection.key.params }
    : { name: template.name, params: template.key.params };
  const isPage = method === "list" && isTurned(call, file);
  const finds = template.isPointer && method === "getWithMetadata";
  const read = finds ? "find" : isPage ? "page" : method;
  const names = method === "list" ? paramsOfPrefix(template, key) : all.map(({ name }) => name);
  const params = names.length === 0 ? [] : [`{ ${names.join(", ")} }`];
  const given =
    method === "put"
      ? [...params, "value", ...optionsOfPut(template.collection)]
      : isPage
        ? [params[0] ?? "{}", "{ limit, cursor }"]
        : params;
  return `keyloom(env).${binding}.${name}.${read}(${given.join(", ")})`;
}

/** What a write takes besides the value. */
function optionsOfPut({ metadata, ttl }: CollectionModel): readonly string[] {
  const names = [
    ...(metadata === undefined ? [] : ["metadata"]),
    ...(ttl.policy === "required" ? ["ttl"] : []),
  ];
  return names.length === 0 ? [] : [`{ ${names.join(", ")} }`];
}

/** Whether a list gets its cursor from a client, who turns the pages. */
function isTurned(list: KvCall, file: SourceFile): boolean {
  const options = optionsGiven(list, file);
  return options?.has("cursor") === true && options.has("limit");
}
