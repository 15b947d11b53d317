import { relative, resolve, sep } from "node:path";
import picomatch from "picomatch";
import type { Rule } from "../rule.ts";
import type { LintConfig, RuleLevel } from "./define.ts";

/** How a rule is set for a file. */
export interface RuleState {
  readonly level: RuleLevel;
  /** As parsed by the rule's own schema, with its defaults; nothing if the rule is off. */
  readonly options: unknown;
}

type Matches = (path: string) => boolean;

// Tests bypass accessors, write and read back, and keep what they write for as long as they run. An
// expression instead of the globs `**/*.{test,spec}.*` and `**/{test,tests,__tests__}/**`: most projects have
// no others, and compiling those takes longer than trying this one on thousands of paths.
const TESTS = /\.(?:test|spec)\.[^/]*$|(?:^|\/)(?:tests?|__tests__)\//;

/** The rules' levels and options by file, and which files are read. */
export class LintSettings {
  readonly #rules: readonly Rule[];
  /** As it is written, but checked. */
  readonly config: LintConfig;
  /** The other folders whose files are read. */
  readonly folders: readonly string[];
  readonly #folder: string;
  /** What the path of a file in that folder starts with, and then in the others. */
  readonly #below: readonly string[];
  readonly #include: Matches;
  readonly #exclude: Matches;
  readonly #overrides: readonly Matches[];
  /** States by the overrides that match a file: there are few of these, but many files. */
  readonly #states = new Map<string, ReadonlyMap<string, RuleState>>();

  /** @param folder the schema file's folder, which globs are relative to. */
  constructor(rules: readonly Rule[], config: LintConfig, folder: string) {
    this.#rules = rules;
    this.config = config;
    this.#folder = folder;
    this.folders = (config.folders ?? []).map((other) => resolve(folder, other));
    this.#below = [folder, ...this.folders].map((path) => (path.endsWith(sep) ? path : path + sep));
    this.#include = config.include === undefined ? () => true : matcher(config.include);
    this.#exclude =
      config.exclude === undefined ? (path) => TESTS.test(path) : matcher(config.exclude);
    this.#overrides = (config.overrides ?? []).map(({ files }) => matcher(files));
  }

  /** Whether a source file is read. */
  includes(file: string): boolean {
    const path = this.#pathOf(file);
    return this.#include(path) && !this.#exclude(path);
  }

  /** The rules' settings for a file, by rule id. */
  statesFor(file: string): ReadonlyMap<string, RuleState> {
    const path = this.#pathOf(file);
    const fitting = this.#overrides.flatMap((matches, index) => (matches(path) ? [index] : []));
    const key = fitting.join();
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    const states = new Map(this.#rules.map((rule) => [rule.id, this.#stateOf(rule, fitting)]));
    this.#states.set(key, states);
    return states;
  }

  #stateOf({ id, severity, preset, options, strict }: Rule, fitting: readonly number[]): RuleState {
    const isStrict = this.config.preset === "strict";
    let level: RuleLevel = preset !== "strict" || isStrict ? severity : "off";
    let given: unknown = {};
    const settings = [
      this.config.rules,
      ...fitting.map((index) => this.config.overrides?.[index]?.rules),
    ];
    for (const setting of settings.map((rules) => rules?.[id])) {
      if (setting === undefined) continue;
      const [wanted, own] = typeof setting === "string" ? [setting, undefined] : setting;
      level = wanted;
      // A level alone leaves the options as they are.
      given = own ?? given;
    }
    if (level === "off") return { level, options: undefined };
    // Each is parsed once: the code that zod would generate for the type would never be used again.
    const all = { ...((isStrict ? strict : {}) as object), ...(given as object) };
    return { level, options: options?.parse(all, { jitless: true }) };
  }

  #pathOf(file: string): string {
    // Most are below a folder, where `relative` would give the same.
    const below = this.#below.find((start) => file.startsWith(start));
    const path = below === undefined ? relative(this.#folder, file) : file.slice(below.length);
    return sep === "/" ? path : path.split(sep).join("/");
  }
}

/** Uses the expressions themselves: the functions of `picomatch` also create objects for each path. */
function matcher(globs: readonly string[]): Matches {
  const patterns = globs.flatMap(withFolder).map((glob) => picomatch.makeRe(glob, { dot: true }));
  return (path) => patterns.some((pattern) => pattern.test(path)) || globs.includes(path);
}

/** A glob, and everything below it if it names a folder: `legacy`, `src/old/`. */
function withFolder(glob: string): readonly string[] {
  if (glob.endsWith("/")) return [`${glob}**`];
  const last = glob.slice(glob.lastIndexOf("/") + 1);
  return last.includes("*") ? [glob] : [glob, `${glob}/**`];
}
