import type { CollectionModel } from "../../schema/model.ts";
import type { Path, SchemaProblem } from "../../schema/problem.ts";
import { change } from "./change.ts";
import { BREAKING } from "./rules/index.ts";

/**
 * What a change of a collection's cache breaks. Only "there is none", which an empty value stands for,
 * is stored in a form that code without a cache refuses; how long things are kept breaks nobody.
 */
export function* compareCaches(
  old: CollectionModel,
  now: CollectionModel,
  path: Path,
): Generator<SchemaProblem> {
  const kept = old.cache?.negative;
  // What repairs a stored value, or passes over it, takes an empty one as well.
  if (kept !== undefined && now.cache === undefined && now.onInvalid === undefined) {
    yield change(
      BREAKING.cacheRemoved,
      path,
      `what \`${now.name}\` kept for "there is none" is refused for up to ${kept} s`,
      'Take `negative` out first, and the cache once that time has passed; or read with `onInvalid: "missing"`.',
    );
  }
  if (old.cache !== undefined || now.cache?.negative === undefined) return;
  if (old.onInvalid !== undefined) return;
  yield change(
    BREAKING.cacheAdded,
    [...path, "cache", "negative"],
    `old code refuses what \`${now.name}\` keeps for "there is none"`,
    "Deploy the cache without `negative` first, and add it once no old code runs.",
  );
}
