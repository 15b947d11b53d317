import type { CollectionModel, Model, NamespaceModel } from "../../schema/model.ts";
import type { Path, SchemaProblem } from "../../schema/problem.ts";
import { compareCaches } from "./cache.ts";
import { compareCalls, renamed } from "./calls.ts";
import { change } from "./change.ts";
import { compareKeys, makesSameKeys } from "./keys.ts";
import { compareMetadata } from "./metadata.ts";
import { comparePointers } from "./pointers.ts";
import { BREAKING } from "./rules/index.ts";
import { compareTtls } from "./ttl.ts";
import { compareValues } from "./values.ts";

/**
 * What a new schema breaks of what an old one promised, by meaning: mere additions are not included.
 * Paths lead into the new schema, to what is nearest to what is gone.
 */
export function compareModels(before: Model, after: Model): readonly SchemaProblem[] {
  return before.namespaces.flatMap((old): readonly SchemaProblem[] => {
    const now = successorOf(old, after);
    const taken = titleTaken(old, now, after);
    if (now !== undefined) return [...taken, ...compareNamespaces(old, now, after)];
    return [
      ...taken,
      change(
        BREAKING.namespaceRemoved,
        ["namespaces"],
        `the namespace \`${old.binding}\` is gone`,
        "Keep it until its data is moved or deleted; under another binding it is another namespace.",
      ),
    ];
  });
}

/** The namespace that an old one has become. */
function successorOf({ binding: old }: NamespaceModel, after: Model): NamespaceModel | undefined {
  return (
    after.namespaces.find(({ binding }) => binding === old) ??
    after.namespaces.find(({ renamedFrom }) => renamedFrom?.includes(old))
  );
}

/** Another namespace that now has an old one's title. */
function titleTaken(
  old: NamespaceModel,
  now: NamespaceModel | undefined,
  after: Model,
): readonly SchemaProblem[] {
  const other = after.namespaces.find((each) => each !== now && each.title === old.title);
  if (other === undefined) return [];
  return [
    change(
      BREAKING.titleTaken,
      ["namespaces", other.binding, "title"],
      `\`${other.binding}\` now has the title of \`${old.binding}\`, and Cloudflare may reject it`,
      now === undefined
        ? `Give it another title, or add \`renamedFrom: "${old.binding}"\` if it is the same namespace.`
        : `First give \`${now.binding}\` a title that none has had, and run \`pulumi up\` in each stage before this change.`,
    ),
  ];
}

function* compareNamespaces(
  old: NamespaceModel,
  now: NamespaceModel,
  after: Model,
): Generator<SchemaProblem> {
  const path = ["namespaces", now.binding];
  if (old.binding !== now.binding) {
    yield renamed(path, `the binding \`${old.binding}\` is now called \`${now.binding}\``);
  }
  if (old.title !== now.title) {
    yield change(
      BREAKING.titleChanged,
      [...path, "title"],
      `the title of \`${now.binding}\` was \`${old.title}\``,
      "Restore the old title, or tell those who look for it.",
    );
  }
  if (old.jurisdiction !== now.jurisdiction) {
    const was = old.jurisdiction === undefined ? "none" : `\`${old.jurisdiction}\``;
    yield change(
      BREAKING.jurisdictionChanged,
      [...path, ...(now.jurisdiction === undefined ? [] : ["jurisdiction"])],
      `the jurisdiction of \`${now.binding}\` was ${was}: the namespace is replaced by an empty one`,
      "Keep it, or add a namespace with the new jurisdiction and copy the records.",
    );
  }
  if (old.preview && !now.preview) {
    yield change(
      BREAKING.previewRemoved,
      [...path, "preview"],
      `\`${now.binding}\` no longer has a namespace of its own for \`wrangler dev\``,
      "Keep it until no wrangler file names its id as `preview_id`.",
    );
  }
  for (const collection of old.collections) {
    const next = now.collections.find(({ name }) => name === collection.name);
    if (next !== undefined) {
      yield* compareCollections(collection, next, [...path, "collections", next.name]);
      continue;
    }
    // A renamed collection says so, or makes the same keys; the old one is then compared with it.
    const fresh = now.collections.filter(
      (other) => !old.collections.some(({ name }) => name === other.name),
    );
    const successor =
      fresh.find(({ renamedFrom }) => renamedFrom?.includes(collection.name)) ??
      fresh.find(({ key }) => makesSameKeys(collection.key, key));
    if (successor !== undefined) {
      yield* compareCollections(collection, successor, [...path, "collections", successor.name]);
      continue;
    }
    yield collectionGone(collection, path, elsewhere(collection, old.binding, after));
  }
}

/** The binding of another namespace that has a collection of the same name and keys. */
function elsewhere({ name, key }: CollectionModel, binding: string, after: Model) {
  return after.namespaces.find(
    (other) =>
      other.binding !== binding &&
      other.collections.some((each) => each.name === name && makesSameKeys(key, each.key)),
  )?.binding;
}

function collectionGone(
  { name, key }: CollectionModel,
  path: Path,
  binding: string | undefined,
): SchemaProblem {
  const what = `the collection \`${name}\` (\`${key.template}\`)`;
  return change(
    BREAKING.collectionRemoved,
    [...path, "collections"],
    binding === undefined
      ? `${what} is gone`
      : `${what} is now in \`${binding}\`, but its records are not`,
    binding === undefined
      ? "Keep it until its records have expired or are deleted: `deleteAll` removes them."
      : "Keep it here as well until its records are copied or have expired, and read from both meanwhile.",
  );
}

function* compareCollections(
  old: CollectionModel,
  now: CollectionModel,
  path: Path,
): Generator<SchemaProblem> {
  yield* compareKeys(old.key, now.key, path);
  yield* comparePointers(old, now, path);
  yield* compareCaches(old, now, path);
  yield* compareValues(old, now, path);
  yield* compareMetadata(old, now, path);
  yield* compareTtls(old, now, path);
  yield* compareCalls(old, now, path);
}
