import type { Model } from "./model.ts";
import type { DefinitionProblem } from "./problem.ts";

/**
 * The certain part of a schema with problems: the namespaces without problems, and the bindings of the others.
 * If something outside the namespaces is wrong, nothing about keys is certain.
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
