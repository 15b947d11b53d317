import { literalHead } from "../../../../schema/key-pattern.ts";
import { type KeyTemplate, keyTemplatesIn } from "../../../../schema/key-templates.ts";
import type { Model, NamespaceModel } from "../../../../schema/model.ts";
import { nearMiss } from "../../../../schema/near-miss.ts";
import { couldBeKeyOf, templateOfKey } from "./key-match.ts";
import { HOLE } from "./key-text.ts";

/** Why a key belongs to no collection, and what was meant. */
export interface KeyFault {
  readonly message: string;
  readonly help: string;
  /** The template that was meant, if one is close. */
  readonly meant?: KeyTemplate;
}

/** What is wrong with a key of a namespace; undefined if it may be a key of one of its collections. */
export function keyFault(
  namespace: NamespaceModel,
  key: string,
  model: Model,
): KeyFault | undefined {
  const { binding } = namespace;
  const templates = keyTemplatesIn(namespace);
  // A key whose start is unknown says nothing about its collection.
  if (key.startsWith(HOLE) || templates.some((template) => couldBeKeyOf(template, key))) {
    return undefined;
  }
  const shown = `\`${key.replaceAll(HOLE, "…")}\``;
  const message = `no collection of \`${binding}\` has the key ${shown}`;
  for (const other of model.namespaces) {
    const owner = templateOfKey(keyTemplatesIn(other), key);
    if (owner === undefined) continue;
    return {
      message: `${message}, which is one of \`${owner.name}\` in \`${other.binding}\``,
      help: `Use the binding \`${other.binding}\`.`,
    };
  }
  const meant = meantBy(key, templates, model.conventions.separator);
  return meant === undefined
    ? { message, help: "Fix the key, or add a collection of such keys to the schema." }
    : { message, help: `Did you mean \`${meant.key.template}\`?`, meant };
}

/** What is wrong with the prefix of a list; undefined if keys of a collection may start with it. */
export function prefixFault(
  namespace: NamespaceModel,
  prefix: string,
  model: Model,
): KeyFault | undefined {
  if (prefix === "" || prefix.startsWith(HOLE)) return undefined;
  const { binding } = namespace;
  const templates = keyTemplatesIn(namespace);
  // A prefix is a key that goes on in any way.
  if (templates.some((template) => couldBeKeyOf(template, `${prefix}${HOLE}`))) return;
  const meant = meantBy(prefix, templates, model.conventions.separator);
  return {
    message: `no key of \`${binding}\` starts with \`${prefix.replaceAll(HOLE, "…")}\``,
    ...(meant === undefined
      ? { help: "Fix the prefix, or add a collection of such keys to the schema." }
      : { help: `Did you mean keys of \`${meant.key.template}\`?`, meant }),
  };
}

/** The template that a key almost matches: in another case, with more or fewer segments, or with a similar prefix. */
function meantBy(
  key: string,
  templates: readonly KeyTemplate[],
  separator: string,
): KeyTemplate | undefined {
  const lower = key.toLowerCase();
  const inOtherCase = templates.find(({ key }) => {
    const head = literalHead(key);
    return head !== "" && lower.startsWith(head.toLowerCase());
  });
  if (inOtherCase !== undefined) return inOtherCase;
  const [first = ""] = key.split(HOLE, 1)[0]?.split(separator, 1) ?? [];
  const firsts = templates.map(({ key: { template } }) => template.split(separator, 1)[0] ?? "");
  const near = nearMiss(first, firsts);
  return near === undefined ? undefined : templates[firsts.indexOf(near)];
}
