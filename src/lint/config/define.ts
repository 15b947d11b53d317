import type { Severity } from "../../../schema/problem.ts";

/** How much a rule's findings matter; `off` looks for none. */
export type RuleLevel = "off" | Severity;

/** A rule's level, or its level and its options. */
export type RuleSetting = RuleLevel | readonly [RuleLevel, Readonly<Record<string, unknown>>];

/** Rules by their ids. */
type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** What `keyloom lint` looks for, and where. Globs are relative to the folder of the schema file. */
export interface LintConfig {
  /** Which rules are on unless `rules` says otherwise: `recommended`, or `strict` for all of them. */
  readonly preset?: "recommended" | "strict";
  readonly rules?: RuleSettings;
  /** The files to read, as globs; all of them unless said otherwise. */
  readonly include?: readonly string[];
  /** Files to leave out, as globs; tests unless said otherwise. */
  readonly exclude?: readonly string[];
  /**
   * Whether TypeScript is asked what is KV where the code does not say it: of types that are inferred, and
   * of what packages declare. It reads the whole program, which takes seconds; not unless said otherwise.
   */
  readonly types?: boolean;
  /** Rules for some files; of those that fit a file the last counts. */
  readonly overrides?: readonly {
    readonly files: readonly string[];
    readonly rules: RuleSettings;
  }[];
}

/** What `keyloom.config.ts` says. */
export interface KeyloomConfig {
  readonly lint?: LintConfig;
}

/** Configures Keyloom. `keyloom.config.ts`, beside the schema file, exports the result by default. */
export function defineConfig(config: KeyloomConfig): KeyloomConfig {
  return config;
}
