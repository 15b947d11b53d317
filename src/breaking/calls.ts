import { METHODS, type MethodName } from "../../schema/method-names.ts";
import { hasMethod, whyNot } from "../../schema/methods.ts";
import type { CollectionModel } from "../../schema/model.ts";
import type { Path, SchemaProblem } from "../../schema/problem.ts";
import { change } from "./change.ts";
import { makesSameKeys } from "./keys.ts";
import { BREAKING } from "./rules/index.ts";

/** Options of assets whose absence takes paths away. */
const PATH_OPTIONS = [
  ["cleanUrls", "paths without `.html`"],
  ["singlePageApp", "the paths of pages that no file has"],
] as const;

/** What a change breaks in code that calls the accessor: it no longer compiles, or no longer finds a file. */
export function* compareCalls(
  old: CollectionModel,
  now: CollectionModel,
  path: Path,
): Generator<SchemaProblem> {
  if (old.name !== now.name) {
    yield renamed(path, `the accessor \`${old.name}\` is now called \`${now.name}\``);
  }
  yield* compareParamNames(old, now, path);
  yield* compareMethods(old, now, path);
  if (old.fallback !== undefined && now.fallback === undefined) {
    yield change(
      BREAKING.fallbackRemoved,
      path,
      `if a key of \`${now.name}\` is missing, reads return null instead of the fallback`,
      "Keep the `fallback`, or first change the callers to do without it.",
    );
  }
  if (old.value.kind !== now.value.kind && isBinary(old) && isBinary(now)) {
    yield change(
      BREAKING.codecHandedOut,
      [...path, "codec"],
      `values of \`${now.name}\` are now read as ${now.value.kind} instead of ${old.value.kind}`,
      "Keep the codec, or change the callers as well: what is stored stays the same.",
    );
  }
  if (old.serve !== undefined && now.serve !== undefined && old.serve.mount !== now.serve.mount) {
    yield change(
      BREAKING.mountChanged,
      [...path, "mount"],
      `files of \`${now.name}\` are now served at \`${now.serve.mount}\` instead of \`${old.serve.mount}\``,
      "Keep the mount, or answer the old paths with redirects.",
    );
  }
  for (const [option, paths] of PATH_OPTIONS) {
    if (old.serve?.[option] === undefined || now.serve?.[option] !== undefined) continue;
    yield change(
      BREAKING.mountChanged,
      [...path, option],
      `files of \`${now.name}\` were served at ${paths}, and are no longer found there`,
      `Keep \`${option}\`, or answer these paths in the Worker.`,
    );
  }
}

/** A part of the accessor that only has another name. */
export function renamed(path: Path, message: string): SchemaProblem {
  return change(
    BREAKING.renamed,
    path,
    message,
    "Change the callers as well: what is stored is still found.",
  );
}

/** If the keys are different, which is reported elsewhere, so are the names. */
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
      `\`{${before}}\` of \`${now.name}\` is now called \`{${name}}\``,
    );
  }
}

function* compareMethods(
  old: CollectionModel,
  now: CollectionModel,
  path: Path,
): Generator<SchemaProblem> {
  // Losing all parameters, or getting the first one, changes the keys, which is reported elsewhere.
  if (old.key.params.length === 0 || now.key.params.length === 0) return;
  const gone = METHODS.filter((method) => has(old, method) && !has(now, method));
  const [first] = gone;
  if (first === undefined) return;
  const reason = whyNot(first, now);
  yield change(
    BREAKING.methodRemoved,
    [...path, ...(now.methods === undefined ? [] : ["methods"])],
    `\`${now.name}\` no longer has ${gone.map((name) => `\`${name}\``).join(", ")}${reason === undefined ? "" : `: ${reason}`}`,
    "Keep it, or remove its calls first.",
  );
}

function has(collection: CollectionModel, method: MethodName): boolean {
  return hasMethod(collection, method) && whyNot(method, collection) === undefined;
}

function isBinary({ value }: CollectionModel): boolean {
  return value.kind === "bytes" || value.kind === "stream";
}
