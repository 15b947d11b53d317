import { dirname, relative, resolve } from "node:path";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { type Compiled, compileFile } from "../../schema/compile-file.ts";
import { counted } from "../../schema/counted.ts";
import { schemaPath } from "../../schema/load.ts";
import type { Problem, Severity } from "../../schema/problem.ts";
import { allRules } from "../lint/all-rules.ts";
import { baselinePath, newSince, readBaseline, writeBaseline } from "../lint/baseline.ts";
import { loadSettings } from "../lint/config/load.ts";
import type { WantedFixes } from "../lint/fix/apply-fixes.ts";
import { lint, lintSoundPart } from "../lint/index.ts";
import { sortProblems } from "../report/sort-problems.ts";
import { wranglerFileOf } from "../wrangler/wrangler-file.ts";
import { printProblems } from "./print-problems.ts";

interface LintCommand {
  readonly schema: string;
  readonly format: string;
  readonly failOn: Severity;
  readonly baseline?: string;
  readonly updateBaseline?: true;
  readonly cache: boolean;
  readonly changed?: true | string;
  readonly watch?: true;
  readonly fix?: true;
  readonly fixSuggestions?: true;
}

/** A fix may make room for another one, but not forever. */
const MAX_ROUNDS = 10;

/** The least that the rules on source need of a schema: the bindings by their names. */
const TO_BEGIN = `
To begin with, it only needs to name the KV bindings:

import { defineKv } from "keyloom";
export default defineKv({
  namespaces: { CACHE: { title: "cache", collections: {} } },
});`;

/** What a run on a schema with problems leaves out. */
const PARTLY =
  "Namespaces with problems in the schema were linted without their keys; `collections: {}` is enough to begin with.";

/** `keyloom lint`: the schema's conventions, and the source of the Worker beside it. */
export async function run(options: LintCommand): Promise<number> {
  schemaPath(options.schema, TO_BEGIN);
  if (options.watch === true && options.updateBaseline === true) {
    throw new CannotRunError("a baseline is written once, but `--watch` would keep writing it", {
      help: "Leave out `--watch` when you use `--update-baseline`.",
    });
  }
  if (options.watch === true) {
    const { runAtChanges } = await import("./watch.ts");
    const schemaFile = schemaPath(options.schema);
    const folder = dirname(schemaFile);
    const wrangler = wranglerFileOf(folder);
    const others = await otherFolders(schemaFile);
    return runAtChanges(folder, wrangler === undefined ? others : [wrangler, ...others]);
  }
  if (options.changed !== undefined && options.updateBaseline === true) {
    throw new CannotRunError("a baseline holds the findings of all files", {
      help: "Leave out `--changed` when you use `--update-baseline`.",
    });
  }
  const wanted = {
    fixes: options.fix === true,
    suggestions: options.fixSuggestions === true,
  };
  for (let round = 0; (wanted.fixes || wanted.suggestions) && round < MAX_ROUNDS; round++) {
    if (!(await fixOnce(options, wanted))) break;
  }
  const compiled = await compileFile(options.schema);
  if (compiled.problems.length > 0) return lintBroken(compiled, options);
  const { file, model, place } = compiled;
  const { cache } = options;
  const changed = await changedSince(file, options);
  const root = dirname(file);
  const found = await lint({ schemaFile: file, model, place, root, cache, changed });
  const baseline = baselinePath(file, options.baseline);
  if (options.updateBaseline === true) {
    await writeBaseline(baseline, found);
    const count = counted(found.length, "finding");
    console.log(`${relative(process.cwd(), baseline)} written, with ${count}`);
    return 0;
  }
  const { fresh, note } = sinceBaseline(baseline, found, options);
  const exitCode = await printProblems(fresh, options.format, "No problems found", options.failOn);
  if (note !== undefined) console.error(note);
  return exitCode;
}

/** The folders from the configuration, as long as it is right: the runs say what is wrong with it. */
async function otherFolders(schemaFile: string): Promise<readonly string[]> {
  const settings = await loadSettings(schemaFile, await allRules()).catch(() => undefined);
  return settings?.folders ?? [];
}

/** The problems of a schema, and the findings in the source nevertheless: no schema is right at first. */
async function lintBroken(
  { file, sound, problems, place }: Compiled,
  options: LintCommand,
): Promise<number> {
  if (options.updateBaseline === true) return printProblems(problems, options.format, "");
  const changed = await changedSince(file, options);
  const root = dirname(file);
  const found = await lintSoundPart({ schemaFile: file, model: sound, place, root, changed });
  const { fresh } = sinceBaseline(baselinePath(file, options.baseline), found, options);
  const exitCode = await printProblems(sortProblems([...problems, ...fresh]), options.format, "");
  if (options.format === "pretty") console.error(PARTLY);
  return exitCode;
}

/**
 * Applies the wanted fixes to findings that are not in a baseline.
 *
 * @returns whether there were any.
 */
async function fixOnce(options: LintCommand, wanted: WantedFixes): Promise<boolean> {
  const { file, model, problems, place } = await compileFile(options.schema);
  if (problems.length > 0) return false;
  const { cache } = options;
  const changed = await changedSince(file, options);
  const found = await lint({ schemaFile: file, model, place, root: dirname(file), cache, changed });
  const { fresh } = sinceBaseline(baselinePath(file, options.baseline), found, options);
  const { applyFixes } = await import("../lint/fix/apply-fixes.ts");
  return (await applyFixes(fresh, wanted)) > 0;
}

/** The files that have changed; `undefined` if all must be checked. */
async function changedSince(
  file: string,
  { changed: since }: LintCommand,
): Promise<ReadonlySet<string> | undefined> {
  if (since === undefined) return undefined;
  const { changedFiles } = await import("../lint/changed/changed-files.ts");
  const { changesEverything } = await import("../lint/changed/everything.ts");
  const changed = changedFiles(dirname(file), since === true ? undefined : since);
  return changesEverything(changed, file) ? undefined : changed;
}

/** The findings that are not in the baseline, if there is one, and what to say about it. */
function sinceBaseline(
  file: string,
  found: readonly Problem[],
  { baseline: given, changed }: LintCommand,
): { readonly fresh: readonly Problem[]; readonly note?: string } {
  const baseline = readBaseline(file);
  if (baseline === undefined && given !== undefined) {
    throw new CannotRunError(`there is no baseline at ${resolve(given)}`, {
      help: "Write it with `--update-baseline`, or fix the path.",
    });
  }
  if (baseline === undefined) return { fresh: found };
  const { fresh, gone } = newSince(file, baseline, found);
  // Nothing is known about files that were not checked.
  if (gone === 0 || changed !== undefined) return { fresh };
  const name = relative(process.cwd(), file);
  const what = gone === 1 ? "1 finding that is" : `${gone} findings that are`;
  const note = `${name} still holds ${what} no longer there: run \`keyloom lint --update-baseline\``;
  return { fresh, note };
}
