import { basename, dirname, resolve } from "node:path";
import type { Model } from "../../schema/model.ts";
import type { Problem } from "../../schema/problem.ts";
import { withoutMark } from "../../schema/source/utf8.ts";
import type { LintCache } from "./cache/lint-cache.ts";
import { type CheckedSource, checkSource } from "./check-source.ts";
import type { LintSettings } from "./config/settings.ts";
import { isSourceRule, type Rule } from "./rule.ts";
import { applySilences } from "./silence/apply.ts";
import { SILENCE, type Silence } from "./silence/silence.ts";
import { Modules } from "./source/modules/modules.ts";
import type { KvTypes } from "./types/kv-types.ts";

/** What the rules on source know about a project, whichever of its files they check. */
export interface SourceProject {
  /** All rules; silences may name those on the schema as well. */
  readonly rules: readonly Rule[];
  readonly settings: LintSettings;
  /** Absolute path. */
  readonly schemaFile: string;
  readonly model: Model;
  /** The names of KV bindings in `env`: of the schema, and of the wrangler file. */
  readonly bindings: ReadonlySet<string>;
  /** What is known about files from an earlier run. */
  readonly cache?: LintCache | undefined;
  /** Recognizes KV by inferred types; nothing unless the configuration asks for them. */
  readonly types?: KvTypes | undefined;
}

const NOTHING: CheckedSource = { problems: [], silences: [], dependencies: new Set() };

/** Whether a file is checked, by the configuration. Files that Keyloom generates use keys correctly. */
export function isChecked({ settings, schemaFile, model }: SourceProject, path: string): boolean {
  if (path === schemaFile) return true;
  // Paths are resolved only if the names are the same: a tree may have thousands.
  const isGenerated =
    basename(path) === basename(model.output) &&
    path === resolve(dirname(schemaFile), model.output);
  return !isGenerated && settings.includes(path);
}

/**
 * What the rules on source find in a file, with their own severities, and the file's silences.
 *
 * @param modules the modules that files import, as they were when they were first read.
 */
export function checkFile(
  project: SourceProject,
  path: string,
  content: string,
  modules: Modules = new Modules(),
): CheckedSource {
  const { rules, settings, schemaFile, model, bindings, cache, types } = project;
  const text = withoutMark(content);
  const isSchema = path === schemaFile;
  const isRead = (!isSchema && mayUseKv(project, text)) || text.includes(SILENCE);
  if (!isRead) return NOTHING;
  const known = cache?.find(path, text);
  if (known !== undefined) return known;
  const states = settings.statesFor(path);
  // The schema file's own code uses no keys.
  const wanted = isSchema ? [] : rules.filter(isSourceRule);
  const on = wanted.filter(({ id }) => states.get(id)?.level !== "off");
  const checked = checkSource(on, states, model, bindings, path, text, modules, types);
  // Types depend on more files than the cache compares.
  if (checked.usesTypes !== true) cache?.keep(path, text, checked);
  return checked;
}

/** The problems that no silence covers, and those of the silences themselves, at the configured levels. */
export function reported(
  problems: readonly Problem[],
  silences: readonly Silence[],
  { rules, settings }: Pick<SourceProject, "rules" | "settings">,
): readonly Problem[] {
  const ids = rules.map(({ id }) => id);
  const { left, found } = applySilences(atLevels(problems, settings), silences, ids);
  return [...left, ...atLevels(found, settings)];
}

/** Problems with the severities that the configuration gives them in their files. */
function atLevels(
  problems: readonly Omit<Problem, "severity">[],
  settings: LintSettings,
): readonly Problem[] {
  return problems.flatMap((problem): readonly Problem[] => {
    const level = settings.statesFor(problem.file).get(problem.rule)?.level ?? "error";
    return level === "off" ? [] : [{ ...problem, severity: level }];
  });
}

/** Whether a file's text may contain something for the rules to check. */
export function mayUseKv(
  { bindings, types }: Pick<SourceProject, "bindings" | "types">,
  text: string,
): boolean {
  if (mentionsKv(text, bindings) || (types !== undefined && CALLS.test(text))) return true;
  const calls =
    (text.includes("await") && SAVES.test(text)) || (text.includes("ache") && CACHES.test(text));
  return calls && OWN_MODULE.test(text);
}

/** `KVNamespace`, and common names for one that another module passes in: `kv`, `sessionsKv`. */
const KV = /kv/i;

/** A call of one of KV's methods, on whatever it is. */
const CALLS = /\.(?:delete|get|getWithMetadata|list|put)\s*[(<]/;

/** Common names for a function of another module that writes: `await saveUser(user)`, `await users.put(user)`. */
const SAVES = /\bawait (?:\w+\.)?(?:persist|put|save|set|store|write)(?:[A-Z]\w*)?\(/;

/** Common names for one that reads and writes what it lacks: `return getCached(url, load)`. */
const CACHES = /\b(?:await|return) (?:\w+\.)?\w*[Cc]ached?(?:[A-Z]\w*)?\(/;

/** An import of another module of the project: by a relative path, or by a common path alias. */
const OWN_MODULE = /\bfrom\s*["'](?:\.|[@~#]\/|\$lib|src\/)/;

/** Searching for a word is far cheaper than parsing, and most files have nothing to do with KV. */
function mentionsKv(text: string, bindings: ReadonlySet<string>): boolean {
  return KV.test(text) || [...bindings].some((binding) => text.includes(binding));
}
