import type { CollectionModel } from "../../schema/model.ts";
import type { Path, SchemaProblem } from "../../schema/problem.ts";
import { change } from "./change.ts";
import { BREAKING } from "./rules/index.ts";

/**
 * What a change of a collection's cache breaks. Only "there is none", stored as an empty value, has a
 * form that code without a cache rejects; how long things are kept breaks nobody.
 */
export function* compareCaches(
  old: CollectionModel,
  now: CollectionModel,
  path: Path,
): Generator<SchemaProblem> {
  const kept = old.cache?.negative;
  // Code that repairs or skips a stored value does so with an empty one as well.
  if (kept !== undefined && now.cache === undefined && now.onInvalid === undefined) {
    yield change(
      BREAKING.cacheRemoved,
      path,
      `what \`${now.name}\` stored for "there is none" is rejected for up to ${kept} s`,
      'Remove `negative` first, and the cache once that time has passed; or read with `onInvalid: "missing"`.',
    );
  }
  if (old.cache !== undefined || now.cache?.negative === undefined) return;
  if (old.onInvalid !== undefined) return;
  yield change(
    BREAKING.cacheAdded,
    [...path, "cache", "negative"],
    `old code rejects what \`${now.name}\` stores for "there is none"`,
    "Deploy the cache without `negative` first, and add `negative` once no old code runs.",
  );
}
