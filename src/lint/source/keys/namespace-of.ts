import { literalHead } from "../../../../schema/key-pattern.ts";
import { keyTemplatesIn } from "../../../../schema/key-templates.ts";
import type { Model, NamespaceModel } from "../../../../schema/model.ts";
import type { KvCall } from "../kv-call.ts";
import { templateOfKey, templateOfPrefix } from "./key-match.ts";
import { HOLE } from "./key-text.ts";

/**
 * The namespace of a call: by the binding's name, or, if only the type is known (`kv: KVNamespace`), the only
 * one that the keys can belong to by the text that they start with.
 */
export function namespaceOf(call: KvCall, { namespaces }: Model): NamespaceModel | undefined {
  const { binding, via, keys } = call;
  if (binding !== undefined || via !== "binding") {
    return namespaces.find((namespace) => namespace.binding === binding);
  }
  if (keys === undefined || keys.texts.every((key) => key === HOLE)) return undefined;
  const found = namespaces.filter((namespace) =>
    keys.texts.every((key) => has(namespace, key, call)),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** Whether a key, or a prefix, belongs to a namespace by the text that it starts with. */
function has(namespace: NamespaceModel, key: string, { method }: KvCall): boolean {
  const templateOf = method === "list" ? templateOfPrefix : templateOfKey;
  const template = templateOf(keyTemplatesIn(namespace), key);
  return template !== undefined && literalHead(template.key) !== "";
}
