import { isDeepStrictEqual } from "node:util";
import type { CollectionModel, Model, NamespaceModel, TtlModel } from "../../schema/model.ts";
import type { Path, SchemaProblem } from "../../schema/problem.ts";
import { MAX_TTL_SECONDS } from "../runtime/limits.ts";
import { compareCaches } from "./cache.ts";
import { change } from "./change.ts";
import { compareCodecs } from "./codecs.ts";
import { compareKeys, makesSameKeys } from "./keys.ts";
import { compareMetadata } from "./metadata.ts";
import { WRITTEN } from "./narrowed.ts";
import { mendingsOf, narrowings, partsOf } from "./narrowings.ts";
import { comparePointers } from "./pointers.ts";
import { BREAKING } from "./rules.ts";

/**
 * What a new schema breaks of what an old one promised, by meaning: what only adds is not among it.
 * Paths lead into the new schema, to what is nearest to what is gone.
 */
export function compareModels(before: Model, after: Model): readonly SchemaProblem[] {
  return before.namespaces.flatMap((old): readonly SchemaProblem[] => {
    const now =
      after.namespaces.find(({ binding }) => binding === old.binding) ??
      after.namespaces.find(({ renamedFrom }) => renamedFrom?.includes(old.binding));
    if (now !== undefined) return [...compareNamespaces(old, now)];
    return [
      change(
        BREAKING.namespaceRemoved,
        ["namespaces"],
        `the namespace \`${old.binding}\` is gone`,
        "Keep it until its data is moved or deleted; under another binding it is another namespace.",
      ),
    ];
  });
}

function* compareNamespaces(old: NamespaceModel, now: NamespaceModel): Generator<SchemaProblem> {
  const path = ["namespaces", now.binding];
  if (old.title !== now.title) {
    yield change(
      BREAKING.titleChanged,
      [...path, "title"],
      `the title of \`${now.binding}\` was \`${old.title}\``,
      "Write the old one, or tell those who look for it.",
    );
  }
  if (old.jurisdiction !== now.jurisdiction) {
    const was = old.jurisdiction === undefined ? "none" : `\`${old.jurisdiction}\``;
    yield change(
      BREAKING.jurisdictionChanged,
      [...path, ...(now.jurisdiction === undefined ? [] : ["jurisdiction"])],
      `the jurisdiction of \`${now.binding}\` was ${was}: the namespace is replaced by an empty one`,
      "Keep it, or add a namespace with the new one and copy the records.",
    );
  }
  for (const collection of old.collections) {
    const next = now.collections.find(({ name }) => name === collection.name);
    if (next !== undefined) {
      yield* compareCollections(collection, next, [...path, "collections", next.name]);
      continue;
    }
    // One that only has another name says so, or makes the same keys; its records are then compared by it.
    const fresh = now.collections.filter(
      (other) => !old.collections.some(({ name }) => name === other.name),
    );
    const renamed =
      fresh.find(({ renamedFrom }) => renamedFrom?.includes(collection.name)) ??
      fresh.find(({ key }) => makesSameKeys(collection.key, key));
    if (renamed !== undefined) {
      yield* compareCollections(collection, renamed, [...path, "collections", renamed.name]);
      continue;
    }
    yield change(
      BREAKING.collectionRemoved,
      [...path, "collections"],
      `the collection \`${collection.name}\` (\`${collection.key.template}\`) is gone`,
      "Keep it until its records have expired or are deleted: `deleteAll` removes them.",
    );
  }
}

function* compareCollections(
  old: CollectionModel,
  now: CollectionModel,
  path: Path,
): Generator<SchemaProblem> {
  yield* compareKeys(old.key, now.key, path);
  yield* comparePointers(old, now, path);
  yield* compareCaches(old, now, path);
  if (!isDeepStrictEqual(old.codec, now.codec) || marksVersionsElsewhere(old, now)) {
    yield* compareCodecs(old, now, path);
  } else yield* compareValues(old, now, path);
  yield* compareMetadata(old, now, path);
  const fault = ttlFault(old.ttl, now.ttl);
  if (fault !== undefined) {
    yield change(
      BREAKING.ttlNarrowed,
      [...path, "ttl"],
      `the TTL of \`${now.name}\` ${fault}`,
      "Widen the policy, or change the writers first.",
    );
  }
}

function* compareValues(
  old: CollectionModel,
  now: CollectionModel,
  path: Path,
): Generator<SchemaProblem> {
  const [from, to] = [versionOf(old), versionOf(now)];
  if (to > from) {
    // Upcasts make the new version of old values; old code has none for new ones.
    yield change(
      BREAKING.valueWidened,
      [...path, "version"],
      `old code refuses values of \`${now.name}\` of version ${to}`,
      "Deploy the readers first, and write the new version once no old code runs.",
    );
    return;
  }
  if (to < from) {
    yield change(
      BREAKING.valueNarrowed,
      [...path, "version"],
      `stored values of \`${now.name}\` of version ${from} may be refused: the schema's is ${to}`,
      "Let the version rise only.",
    );
    return;
  }
  const beginsToMark = old.version === undefined && now.version?.in === "envelope";
  if (beginsToMark) {
    yield change(
      BREAKING.valueWidened,
      [...path, "version"],
      `old code refuses values of \`${now.name}\` with a version around them`,
      'Deploy the readers first, or write `versionIn: "metadata"`, which old code does not look at.',
    );
  }
  const narrowed = narrowings(old.value, now.value);
  // What repairs a stored value, or passes over it, is the author's answer to that.
  if (narrowed.length > 0 && now.onInvalid === undefined) {
    yield change(
      BREAKING.valueNarrowed,
      [...path, "value"],
      `stored values of \`${now.name}\` may be refused: ${partsOf(narrowed, "a value")}`,
      `${mendingsOf(narrowed)} Or raise the \`version\` to ${to + 1}, with an upcast from ${to}.`,
    );
  }
  const widened = narrowings(now.value, old.value, WRITTEN);
  const isNew = narrowed.length === 0 && !beginsToMark;
  if (isNew && widened.length > 0 && old.onInvalid === undefined) {
    yield change(
      BREAKING.valueWidened,
      [...path, "value"],
      `old code may refuse new values of \`${now.name}\`, for which ${partsOf(widened, "a value")}`,
      "Deploy the readers first, and the writers of such values once no old code runs.",
    );
  }
}

/** What tells no version is of version 1. */
function versionOf({ version }: CollectionModel): number {
  return version?.current ?? 1;
}

/** Whether the version of a record, where it has one, is now looked for where it was not written. */
function marksVersionsElsewhere(old: CollectionModel, now: CollectionModel): boolean {
  return old.version !== undefined && old.version.in !== now.version?.in;
}

/** What a TTL policy no longer allows, as the end of a sentence. */
function ttlFault(old: TtlModel, now: TtlModel): string | undefined {
  if (isDeepStrictEqual(old, now)) return undefined;
  const isChosen = old.policy === "default" || old.policy === "required";
  if (now.policy === "none") return isChosen ? "can no longer be given" : undefined;
  if (old.policy === "none") return "lets records expire that were kept";
  if (old.policy === "field" || now.policy === "field") {
    return isDeepStrictEqual(old, now) ? undefined : "is taken from another place";
  }
  if (now.policy === "required" && old.policy !== "required") return "must be given now";
  if (old.policy === "fixed") {
    const isShorter = "seconds" in now && now.seconds < old.seconds;
    return isShorter ? `is ${now.seconds} s, and was ${old.seconds} s` : undefined;
  }
  if (now.policy === "fixed") return "can no longer be given";
  if (now.max < old.max) {
    const was = old.max === MAX_TTL_SECONDS ? "had no bound" : `was ${old.max} s`;
    return `is ${now.max} s at most, and ${was}`;
  }
  if (now.min > old.min) return `is ${now.min} s at least, and was ${old.min} s`;
  return undefined;
}
