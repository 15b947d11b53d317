import type { Node, Span } from "oxc-parser";
import type { Model } from "../../schema/model.ts";
import type { ProblemDocs, SchemaProblem, Severity } from "../../schema/problem.ts";
import type { SourceFile } from "./source/source-file.ts";

interface RuleBase {
  /** `<category>/<name>`, which is also the rule's file below `rules/`. It never changes. */
  readonly id: string;
  readonly severity: Severity;
  readonly docs: ProblemDocs;
}

/** What a model rule found, and the way to it in the definition; the engine adds id and severity. */
export type ModelFinding = Omit<SchemaProblem, "rule" | "severity" | "place">;

/** A rule that reads the schema. */
export interface ModelRule extends RuleBase {
  checkModel(model: Model): Iterable<ModelFinding>;
}

/** What a source rule found, and the range in the file; the engine adds id, severity and place. */
export interface SourceFinding {
  readonly range: Readonly<Pick<Span, "start" | "end">>;
  readonly message: string;
  readonly help: string;
}

/** What a source rule sees besides the node. */
export interface SourceContext {
  readonly model: Model;
  readonly file: SourceFile;
}

/** A rule that reads the Worker's source, node by node. */
export interface SourceRule<Type extends Node["type"] = Node["type"]> extends RuleBase {
  /** The types of the nodes that `checkNode` is to see. */
  readonly nodeTypes: readonly Type[];
  checkNode(
    node: Extract<Node, { readonly type: Type }>,
    context: SourceContext,
  ): Iterable<SourceFinding>;
}

export type Rule = ModelRule | SourceRule;

export function isModelRule(rule: Rule): rule is ModelRule {
  return "checkModel" in rule;
}
