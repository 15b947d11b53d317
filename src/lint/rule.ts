import type { Span } from "oxc-parser";
import type { z } from "zod";
import type { Model } from "../../schema/model.ts";
import type { SchemaProblem, Severity, Suggestion } from "../../schema/problem.ts";
import type { ProblemDocs } from "../../schema/problem-docs.ts";
import type { WranglerNamespaces } from "../wrangler/read-namespaces.ts";
import type { NamespaceOutputs } from "../wrangler/stack-outputs.ts";
import type { Project } from "./source/flow/reach.ts";

/** What a rule's page says besides what, why, wrong and right. */
interface RuleDocs extends ProblemDocs {
  /** When to silence it, in a sentence or two. */
  readonly silence: string;
}

interface RuleBase<Options> {
  /** `<category>/<name>`, which is also the rule's file below `rules/`. It never changes. */
  readonly id: string;
  readonly severity: Severity;
  /** `strict` for matters of taste: such a rule is off in the preset `recommended`. */
  readonly preset?: "strict";
  readonly docs: RuleDocs;
  /** What can be configured: a strict object, each property with a default and a description. */
  readonly options?: z.ZodType<Options>;
  /** The options in the preset `strict`, if they differ from the defaults. */
  readonly strict?: Options;
}

/** What a model rule found, and the path to it in the definition; the engine adds id and severity. */
export type ModelFinding = Omit<SchemaProblem, "rule" | "severity" | "place">;

/** A rule that reads the schema. */
export interface ModelRule<Options = unknown> extends RuleBase<Options> {
  checkModel(model: Model, options: Options): Iterable<ModelFinding>;
}

/** What a source rule found, and the range in the file; the engine adds id, severity and place. */
export interface SourceFinding {
  readonly range: Readonly<Pick<Span, "start" | "end">>;
  readonly message: string;
  readonly help: string;
  readonly suggestions?: readonly Suggestion[];
}

/** What a source rule sees. */
export interface SourceContext<Options = unknown> extends Project {
  readonly options: Options;
}

/** A rule that reads the Worker's source, file by file. */
export interface SourceRule<Options = unknown> extends RuleBase<Options> {
  /** Whether it also checks files that only call functions of other modules, which call KV. */
  readonly followsModules?: true;
  /** Whether some of its findings have suggestions. */
  readonly hasSuggestions?: true;
  check(context: SourceContext<Options>): Iterable<SourceFinding>;
}

/** What a rule on the wrangler file sees. */
interface WranglerContext<Options = unknown> {
  readonly model: Model;
  readonly file: WranglerNamespaces;
  /**
   * The outputs of a stack, from a file whose path is relative to the schema file.
   *
   * @throws CannotRunError if there is no such file, or it is something else.
   */
  outputsAt(path: string): NamespaceOutputs;
  readonly options: Options;
}

/** A rule that reads the wrangler file. */
export interface WranglerRule<Options = unknown> extends RuleBase<Options> {
  checkWrangler(context: WranglerContext<Options>): Iterable<SourceFinding>;
}

/** What the engine finds by itself, without a rule: like a rule, it can be configured and silenced, and has a page. */
export interface EngineCheck extends RuleBase<undefined> {
  /** Whether `--fix` fixes its findings. */
  readonly isFixable?: true;
}

export type Rule = ModelRule | SourceRule | WranglerRule | EngineCheck;

export function isModelRule(rule: Rule): rule is ModelRule {
  return "checkModel" in rule;
}

export function isSourceRule(rule: Rule): rule is SourceRule {
  return "check" in rule;
}

export function isWranglerRule(rule: Rule): rule is WranglerRule {
  return "checkWrangler" in rule;
}
