import type { Model } from "./model.ts";
import type { DefinitionProblem } from "./problem.ts";

/**
 * What is certain of a schema with problems: the namespaces in which there is none, and of the others
 * their bindings. Nothing is certain of keys where something else of the schema is wrong.
 */
export function soundPart(model: Model, problems: readonly DefinitionProblem[]): Model {
  const isOutside = problems.some(({ path }) => path[0] !== "namespaces" || path.length === 1);
  const wrong = new Set(problems.map(({ path }) => path[1]));
  return {
    ...model,
    namespaces: model.namespaces.map((namespace) =>
      isOutside || wrong.has(namespace.binding) ? { ...namespace, collections: [] } : namespace,
    ),
  };
}
