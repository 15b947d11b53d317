import type { Severity } from "../../../schema/problem.ts";

/** How severe a rule's findings are; `off` disables the rule. */
export type RuleLevel = "off" | Severity;

/** A rule's level, or its level and its options. */
type RuleSetting = RuleLevel | readonly [RuleLevel, Readonly<Record<string, unknown>>];

/** Rules by their ids. */
type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** What `keyloom lint` looks for, and where. Globs are relative to the folder of the schema file. */
export interface LintConfig {
  /** Which rules are on unless `rules` says otherwise: `recommended` (the default), or `strict` for all of them. */
  readonly preset?: "recommended" | "strict";
  /** The levels and options of rules, by their ids. */
  readonly rules?: RuleSettings;
  /**
   * Other folders whose files are read too, such as the Workers of a workspace, relative to the folder of the
   * schema file. For their files, globs are relative to them.
   */
  readonly folders?: readonly string[];
  /** The files to read, as globs; all of them by default. */
  readonly include?: readonly string[];
  /** Files to leave out, as globs; tests by default. */
  readonly exclude?: readonly string[];
  /**
   * Whether to ask TypeScript what is KV if the code does not say it: for inferred types, and for what
   * packages declare. It reads the whole program, which takes seconds; off by default.
   */
  readonly types?: boolean;
  /** Rules for some files; if several match a file, the last one counts. */
  readonly overrides?: readonly {
    readonly files: readonly string[];
    readonly rules: RuleSettings;
  }[];
}

/** The content of `keyloom.config.ts`. */
export interface KeyloomConfig {
  readonly lint?: LintConfig;
}

/** Configures Keyloom. `keyloom.config.ts`, beside the schema file, has the result as its default export. */
export function defineConfig(config: KeyloomConfig): KeyloomConfig {
  return config;
}
