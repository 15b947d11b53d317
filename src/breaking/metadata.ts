import type { CollectionModel } from "../../schema/model.ts";
import type { Path, SchemaProblem } from "../../schema/problem.ts";
import type { ObjectType, PropertyModel, TypeModel } from "../../schema/type/model.ts";
import { VERSION } from "../runtime/version-in-metadata.ts";
import { acceptsAbsence, mayBeAbsent } from "./absence.ts";
import { change } from "./change.ts";
import { narrowing, WRITTEN } from "./narrowed.ts";
import { mendingOf, partOf } from "./narrowing.ts";
import { BREAKING } from "./rules/index.ts";

/** What a change of the metadata's type breaks: lists check it, and so does each read of a whole record. */
export function* compareMetadata(
  old: CollectionModel,
  now: CollectionModel,
  path: Path,
): Generator<SchemaProblem> {
  // Skipping such records is the author's answer.
  const narrowed = now.onInvalid === "missing" ? undefined : narrowedMetadata(old, now);
  if (narrowed !== undefined) {
    yield change(BREAKING.metadataNarrowed, [...path, "metadata"], ...narrowed);
    return;
  }
  // Code that skips such records treats them as missing.
  if (old.metadata === undefined || old.onInvalid === "missing") return;
  const refused = refusedByOld(old.metadata, withMarks(now, old));
  if (refused === undefined) return;
  yield change(
    BREAKING.metadataWidened,
    [...path, ...(now.metadata === undefined ? [] : ["metadata"])],
    `old code may reject new records of \`${now.name}\`: ${refused}`,
    "Deploy the readers first, and the writers of such metadata once no old code runs.",
  );
}

function narrowedMetadata(
  old: CollectionModel,
  now: CollectionModel,
): readonly [message: string, help: string] | undefined {
  if (now.metadata === undefined) return undefined;
  const isMissing = old.metadata === undefined || mayBeAbsent(old.metadata);
  if (isMissing && !acceptsAbsence(now.metadata)) {
    const are = old.metadata === undefined ? "are" : "may be";
    return [
      `records of \`${now.name}\` ${are} stored without metadata`,
      "Make the metadata `.optional()` until all records have some.",
    ];
  }
  const stored = withMarks(old, now);
  const found = stored && narrowing(stored, now.metadata);
  return (
    found && [
      `stored metadata of \`${now.name}\` may be rejected: ${partOf(found, "it")}`,
      mendingOf(found),
    ]
  );
}

/** Why old code may reject what is written now, as the end of a sentence. */
function refusedByOld(old: TypeModel, now: TypeModel | undefined): string | undefined {
  if ((now === undefined || mayBeAbsent(now)) && !acceptsAbsence(old))
    return "metadata is required";
  const found = now && narrowing(now, old, [], WRITTEN);
  return found && partOf(found, "metadata");
}

/** What is stored as the metadata of a collection's records, for code that does not know what Keyloom keeps there. */
function withMarks(
  { metadata, version, cache }: CollectionModel,
  reader: CollectionModel,
): TypeModel | undefined {
  if (version?.in === "metadata") {
    const isKnown = reader.version?.in === "metadata";
    if (metadata === undefined) return isKnown ? NOTHING : alone(VERSION);
    return isKnown ? metadata : beside(metadata, VERSION);
  }
  // A cache has the metadata to itself, and a record that was written by hand has none.
  const isCached = cache !== undefined && reader.cache === undefined;
  return isCached ? { kind: "optional", inner: alone("freshUntil") } : metadata;
}

/** A type of metadata with a number of Keyloom's own added. */
function beside(type: TypeModel, name: string): TypeModel {
  switch (type.kind) {
    case "object":
      return { ...type, properties: [...type.properties, markOf(name)] };
    case "readonly":
    case "nonoptional":
    case "default":
    case "prefault":
    case "authored":
      return { ...type, inner: beside(type.inner, name) };
    case "union":
      return { ...type, options: type.options.map((option) => beside(option, name)) };
    case "intersection":
      return { ...type, left: beside(type.left, name) };
    default:
      return type;
  }
}

/** What remains of metadata that holds only a version: it is there, and no default replaces it. */
const NOTHING: ObjectType = { kind: "object", properties: [], unknown: "strip" };

function alone(name: string): ObjectType {
  return { ...NOTHING, properties: [markOf(name)] };
}

function markOf(name: string): PropertyModel {
  return { name, type: { kind: "number", int: true, checks: [] } };
}
