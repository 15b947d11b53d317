import { relative, sep } from "node:path";
import picomatch from "picomatch";
import type { Rule } from "../rule.ts";
import type { LintConfig, RuleLevel, RuleSetting } from "./define.ts";

/** How a rule is set for a file. */
export interface RuleState {
  readonly level: RuleLevel;
  /** As the rule's own schema gives them, with its defaults; nothing where the rule is off. */
  readonly options: unknown;
}

type Matches = (path: string) => boolean;

// Tests reach past accessors, write and read back, and keep what they write for as long as they run. An
// expression in place of the globs `**/*.{test,spec}.*` and `**/{test,tests,__tests__}/**`: most projects have
// no others, and to make expressions of them takes longer than to try this one on thousands of paths.
const TESTS = /\.(?:test|spec)\.[^/]*$|(?:^|\/)(?:tests?|__tests__)\//;

/** The rules' levels and options by file, and which files are read. */
export class LintSettings {
  readonly #rules: readonly Rule[];
  /** As it is written, checked. */
  readonly config: LintConfig;
  readonly #folder: string;
  /** What the path of a file in that folder starts with. */
  readonly #below: string;
  readonly #include: Matches;
  readonly #exclude: Matches;
  readonly #overrides: readonly Matches[];
  /** States by the overrides that fit a file, which are few, where files are many. */
  readonly #states = new Map<string, ReadonlyMap<string, RuleState>>();

  /** @param folder the folder that globs are relative to. */
  constructor(rules: readonly Rule[], config: LintConfig, folder: string) {
    this.#rules = rules;
    this.config = config;
    this.#folder = folder;
    this.#below = folder.endsWith(sep) ? folder : folder + sep;
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

  /** How the rules are set for a file, by their ids. */
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
      const [wanted, wantedOptions] = split(setting);
      level = wanted;
      // A level alone leaves the options as they are.
      given = wantedOptions ?? given;
    }
    if (level === "off") return { level, options: undefined };
    // Each is read once: the code that zod makes of a type before it checks a value would never be used again.
    const all = { ...((isStrict ? strict : {}) as object), ...(given as object) };
    return { level, options: options?.parse(all, { jitless: true }) };
  }

  #pathOf(file: string): string {
    // Most are below the folder, and then this is all that `relative` would find out.
    const path = file.startsWith(this.#below)
      ? file.slice(this.#below.length)
      : relative(this.#folder, file);
    return sep === "/" ? path : path.split(sep).join("/");
  }
}

function split(setting: RuleSetting): readonly [RuleLevel, unknown?] {
  return typeof setting === "string" ? [setting] : setting;
}

/** By the expressions themselves: what `picomatch` makes of them makes objects for each path as well. */
function matcher(globs: readonly string[]): Matches {
  const patterns = globs.flatMap(withFolder).map((glob) => picomatch.makeRe(glob, { dot: true }));
  return (path) => patterns.some((pattern) => pattern.test(path)) || globs.includes(path);
}

/** A glob, and what is below it where it names a folder: `legacy`, `src/old/`. */
function withFolder(glob: string): readonly string[] {
  if (glob.endsWith("/")) return [`${glob}**`];
  const last = glob.slice(glob.lastIndexOf("/") + 1);
  return last.includes("*") ? [glob] : [glob, `${glob}/**`];
}
