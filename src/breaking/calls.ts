import { METHODS, type MethodName } from "../../schema/method-names.ts";
import { hasMethod, whyNot } from "../../schema/methods.ts";
import type { CollectionModel } from "../../schema/model.ts";
import type { Path, SchemaProblem } from "../../schema/problem.ts";
import { change } from "./change.ts";
import { makesSameKeys } from "./keys.ts";
import { BREAKING } from "./rules/index.ts";

/** What a change breaks of code that calls the accessor: it no longer compiles, or no longer finds a file. */
export function* compareCalls(
  old: CollectionModel,
  now: CollectionModel,
  path: Path,
): Generator<SchemaProblem> {
  if (old.name !== now.name) {
    yield renamed(path, `the accessor \`${old.name}\` is called \`${now.name}\` now`);
  }
  yield* compareParamNames(old, now, path);
  yield* compareMethods(old, now, path);
  if (old.fallback !== undefined && now.fallback === undefined) {
    yield change(
      BREAKING.fallbackRemoved,
      path,
      `where a key of \`${now.name}\` is missing, reads give null, and gave the fallback`,
      "Keep the `fallback`, or let the callers do without it first.",
    );
  }
  if (old.value.kind !== now.value.kind && isBinary(old) && isBinary(now)) {
    yield change(
      BREAKING.codecHandedOut,
      [...path, "codec"],
      `values of \`${now.name}\` are read as ${now.value.kind}, and were read as ${old.value.kind}`,
      "Keep the codec, or change the callers with it: what is stored is the same.",
    );
  }
  if (old.serve !== undefined && now.serve !== undefined && old.serve.mount !== now.serve.mount) {
    yield change(
      BREAKING.mountChanged,
      [...path, "mount"],
      `files of \`${now.name}\` were served at \`${old.serve.mount}\`, and are at \`${now.serve.mount}\` now`,
      "Keep the mount, or answer the old paths with redirects.",
    );
  }
}

/** A thing of the accessor that only has another name. */
export function renamed(path: Path, message: string): SchemaProblem {
  return change(
    BREAKING.renamed,
    path,
    message,
    "Change the callers with it: what is stored is found.",
  );
}

/** Where the keys are others, which is told, the names are as well. */
function* compareParamNames(
  old: CollectionModel,
  now: CollectionModel,
  path: Path,
): Generator<SchemaProblem> {
  if (!makesSameKeys(old.key, now.key)) return;
  for (const [index, { name }] of now.key.params.entries()) {
    const before = old.key.params[index]?.name;
    if (before === name) continue;
    yield renamed(
      [...path, "key"],
      `\`{${before}}\` of \`${now.name}\` is called \`{${name}}\` now`,
    );
  }
}

function* compareMethods(
  old: CollectionModel,
  now: CollectionModel,
  path: Path,
): Generator<SchemaProblem> {
  // A key that has parameters no more, or for the first time, has other keys, which is told.
  if (old.key.params.length === 0 || now.key.params.length === 0) return;
  const gone = METHODS.filter((method) => has(old, method) && !has(now, method));
  const [first] = gone;
  if (first === undefined) return;
  const reason = whyNot(first, now);
  yield change(
    BREAKING.methodRemoved,
    [...path, ...(now.methods === undefined ? [] : ["methods"])],
    `\`${now.name}\` no longer has ${gone.map((name) => `\`${name}\``).join(", ")}${reason === undefined ? "" : `: ${reason}`}`,
    "Keep it, or take its calls out first.",
  );
}

function has(collection: CollectionModel, method: MethodName): boolean {
  return hasMethod(collection, method) && whyNot(method, collection) === undefined;
}

function isBinary({ value }: CollectionModel): boolean {
  return value.kind === "bytes" || value.kind === "stream";
}
