import { literalHead } from "../../../schema/key-pattern.ts";
import type { CollectionModel, Model, NamespaceModel } from "../../../schema/model.ts";
import { nearMiss } from "../near-miss.ts";
import { collectionOfKey, couldBeKeyOf } from "./key-match.ts";
import { HOLE } from "./key-text.ts";

/** Why a key is of no collection, and what was meant. */
export interface KeyFault {
  readonly message: string;
  readonly help: string;
}

/** What is wrong with a key of a namespace; nothing where it may be a key of one of its collections. */
export function keyFault(
  { binding, collections }: NamespaceModel,
  key: string,
  model: Model,
): KeyFault | undefined {
  // What starts with what is not known says nothing of its collection.
  if (key.startsWith(HOLE) || collections.some((collection) => couldBeKeyOf(collection, key))) {
    return undefined;
  }
  const shown = `\`${key.replaceAll(HOLE, "…")}\``;
  const message = `no collection of \`${binding}\` has the key ${shown}`;
  for (const other of model.namespaces) {
    const owner = collectionOfKey(other.collections, key);
    if (owner === undefined) continue;
    return {
      message: `${message}, which is one of \`${owner.name}\` in \`${other.binding}\``,
      help: `Use the binding \`${other.binding}\`.`,
    };
  }
  const meant = meantBy(key, collections, model.conventions.separator);
  return meant === undefined
    ? { message, help: "Mend the key, or add a collection of such keys to the schema." }
    : { message, help: `Did you mean \`${meant.key.template}\`?` };
}

/** What is wrong with the prefix of a list; nothing where keys of a collection may start with it. */
export function prefixFault(
  { binding, collections }: NamespaceModel,
  prefix: string,
  model: Model,
): KeyFault | undefined {
  if (prefix === "" || prefix.startsWith(HOLE)) return undefined;
  // A prefix is a key that goes on in any way.
  if (collections.some((collection) => couldBeKeyOf(collection, `${prefix}${HOLE}`))) return;
  const meant = meantBy(prefix, collections, model.conventions.separator);
  return {
    message: `no key of \`${binding}\` starts with \`${prefix.replaceAll(HOLE, "…")}\``,
    help:
      meant === undefined
        ? "Mend the prefix, or add a collection of such keys to the schema."
        : `Did you mean keys of \`${meant.key.template}\`?`,
  };
}

/** The collection that a key nearly is of: in another case, with more or fewer segments, or with a prefix that is written alike. */
function meantBy(
  key: string,
  collections: readonly CollectionModel[],
  separator: string,
): CollectionModel | undefined {
  const lower = key.toLowerCase();
  const inOtherCase = collections.find((collection) => {
    const head = literalHead(collection.key);
    return head !== "" && lower.startsWith(head.toLowerCase());
  });
  if (inOtherCase !== undefined) return inOtherCase;
  const [first = ""] = key.split(HOLE, 1)[0]?.split(separator, 1) ?? [];
  const firsts = collections.map(({ key: { template } }) => template.split(separator, 1)[0] ?? "");
  const near = nearMiss(first, firsts);
  return near === undefined ? undefined : collections[firsts.indexOf(near)];
}
