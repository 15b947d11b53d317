import { isDeepStrictEqual } from "node:util";
import { secretOf } from "../../schema/codec.ts";
import type { CollectionModel, ValueCodec } from "../../schema/model.ts";
import type { Path, SchemaProblem } from "../../schema/problem.ts";
import type { TypeModel } from "../../schema/type/model.ts";
import { change } from "./change.ts";
import { compareCodecs } from "./codecs.ts";
import { WRITTEN } from "./narrowed.ts";
import { mendingsOf, narrowings, partsOf } from "./narrowings.ts";
import { BREAKING } from "./rules/index.ts";

/** What a change of a collection's values, or of how they are stored, breaks. */
export function* compareValues(
  old: CollectionModel,
  now: CollectionModel,
  path: Path,
): Generator<SchemaProblem> {
  yield* compareRepairs(old, now, path);
  if (
    !isDeepStrictEqual(formOf(old.codec), formOf(now.codec)) ||
    marksVersionsElsewhere(old, now)
  ) {
    yield* compareCodecs(old, now, path);
    return;
  }
  const [before, after] = [secretOf(old.codec), secretOf(now.codec)];
  if (before !== after) {
    yield change(
      BREAKING.secretRenamed,
      [...path, "codec"],
      `values of \`${now.name}\` were sealed under the secret \`${before}\``,
      `Put the keys of \`${before}\` into \`${after}\` before the code is deployed: without them no stored value can be read.`,
    );
  }
  yield* compareTypes(old, now, path);
}

function* compareTypes(
  old: CollectionModel,
  now: CollectionModel,
  path: Path,
): Generator<SchemaProblem> {
  const [from, to] = [versionOf(old), versionOf(now)];
  if (to < from) {
    if (now.onInvalid !== undefined) return;
    yield change(
      BREAKING.valueNarrowed,
      [...path, "version"],
      `stored values of \`${now.name}\` with version ${from} may be rejected: the schema has version ${to}`,
      "Only raise the version, never lower it.",
    );
    return;
  }
  // Repairing or skipping stored values is the author's answer to those that do not fit.
  const isAnswered = old.onInvalid !== undefined;
  const looksAtVersions = old.version !== undefined || now.version?.in === "envelope";
  if (to > from && looksAtVersions) {
    if (isAnswered) return;
    // Upcasts turn old values into the new version; old code has none for new values.
    yield change(
      BREAKING.valueWidened,
      [...path, "version"],
      `old code rejects values of \`${now.name}\` with version ${to}`,
      "Deploy the readers first, and write the new version once no old code runs.",
    );
    return;
  }
  const beginsToMark = old.version === undefined && now.version?.in === "envelope";
  if (beginsToMark && !isAnswered) {
    yield change(
      BREAKING.valueWidened,
      [...path, "version"],
      `old code rejects values of \`${now.name}\` with a version around them`,
      'Deploy the readers first, or use `versionIn: "metadata"`, which old code ignores.',
    );
  }
  const narrowed = to > from ? [] : narrowings(storedType(old), storedType(now));
  if (narrowed.length > 0 && now.onInvalid === undefined) {
    yield change(
      BREAKING.valueNarrowed,
      [...path, "value"],
      `stored values of \`${now.name}\` may be rejected: ${partsOf(narrowed, "a value")}`,
      `${mendingsOf(narrowed)} Or raise the \`version\` to ${to + 1}, with an upcast from ${to}.`,
    );
  }
  const widened = narrowings(storedType(now), storedType(old), WRITTEN);
  if (widened.length > 0 && narrowed.length === 0 && !beginsToMark && !isAnswered) {
    yield change(
      BREAKING.valueWidened,
      [...path, "value"],
      `old code may reject new values of \`${now.name}\`: ${partsOf(widened, "a value")}`,
      "Deploy the readers first, and the writers of such values once no old code runs.",
    );
  }
}

/** What happens to stored values that do not match their type. */
function* compareRepairs(
  old: CollectionModel,
  now: CollectionModel,
  path: Path,
): Generator<SchemaProblem> {
  const [before, after] = [old.onInvalid, now.onInvalid];
  if (
    before === undefined ||
    (after !== undefined && (before === "missing" || after !== "missing"))
  )
    return;
  const were = before === "missing" ? "counted as missing" : `were repaired by \`${before.name}\``;
  yield change(
    BREAKING.repairRemoved,
    [...path, ...(after === undefined ? [] : ["onInvalid"])],
    `stored values of \`${now.name}\` that do not match its type ${were}, and now ${after === undefined ? "make reads throw" : "count as missing"}`,
    before === "missing"
      ? 'Declare `onInvalid: "missing"` until no such value is left.'
      : "Keep `onInvalid` until no such value is left.",
  );
}

/** The form of values in KV, without the secret that they are sealed under and how they are read. */
function formOf(codec: ValueCodec): unknown {
  if (codec === "stream") return "bytes";
  return typeof codec === "string" ? codec : { kind: codec.kind, of: formOf(codec.of) };
}

/** A stream reads the same bytes. */
function storedType({ value }: CollectionModel): TypeModel {
  return value.kind === "stream" ? { kind: "bytes" } : value;
}

/** Without a version, it is version 1. */
function versionOf({ version }: CollectionModel): number {
  return version?.current ?? 1;
}

/** Whether a record's version, if it has one, is now looked for where it was not written. */
function marksVersionsElsewhere(old: CollectionModel, now: CollectionModel): boolean {
  return old.version !== undefined && old.version.in !== now.version?.in;
}
