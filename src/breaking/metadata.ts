import type { CollectionModel } from "../../schema/model.ts";
import type { Path, SchemaProblem } from "../../schema/problem.ts";
import type { TypeModel } from "../../schema/type/model.ts";
import { acceptsAbsence, mayBeAbsent } from "./absence.ts";
import { change } from "./change.ts";
import { narrowing, WRITTEN } from "./narrowed.ts";
import { mendingOf, partOf } from "./narrowing.ts";
import { BREAKING } from "./rules.ts";

/** What a change of the metadata's type breaks: lists check it, and so does each read of a whole record. */
export function* compareMetadata(
  old: CollectionModel,
  now: CollectionModel,
  path: Path,
): Generator<SchemaProblem> {
  const narrowed = narrowedMetadata(old, now);
  if (narrowed !== undefined) {
    yield change(BREAKING.metadataNarrowed, [...path, "metadata"], ...narrowed);
    return;
  }
  // Code that passes over such records takes them for missing.
  if (old.metadata === undefined || old.onInvalid === "missing") return;
  const refused = refusedByOld(old.metadata, now.metadata);
  if (refused === undefined) return;
  yield change(
    BREAKING.metadataWidened,
    [...path, ...(now.metadata === undefined ? [] : ["metadata"])],
    `old code may refuse new records of \`${now.name}\`, for which ${refused}`,
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
  const found = old.metadata && narrowing(old.metadata, now.metadata);
  return (
    found && [
      `stored metadata of \`${now.name}\` may be refused: ${partOf(found, "it")}`,
      mendingOf(found),
    ]
  );
}

/** Why old code may refuse what is written now, as the end of a sentence. */
function refusedByOld(old: TypeModel, now: TypeModel | undefined): string | undefined {
  if ((now === undefined || mayBeAbsent(now)) && !acceptsAbsence(old))
    return "metadata are required";
  const found = now && narrowing(now, old, [], WRITTEN);
  return found && partOf(found, "metadata");
}
