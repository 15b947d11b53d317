import type { CollectionModel, Model, NamespaceModel } from "../model.ts";
import type { DefinitionProblem, Path } from "../problem.ts";
import type { DefinitionCheckId } from "./ids.ts";

/**
 * A definition check: what a schema must not say, whatever a team's conventions are. A schema with
 * a problem from any of them is not used for anything.
 */
export interface DefinitionCheck {
  /** The id of its problems. */
  readonly id: DefinitionCheckId;
  find(model: Model): Iterable<Finding> | AsyncIterable<Finding>;
}

/** What a check found; the engine adds the id. */
export type Finding = Omit<DefinitionProblem, "rule">;

/** All collections of a model, each with its path in the definition. */
export function* collectionsOf(
  model: Model,
): Generator<{ namespace: NamespaceModel; collection: CollectionModel; path: Path }> {
  for (const namespace of model.namespaces) {
    for (const collection of namespace.collections) {
      const path = ["namespaces", namespace.binding, "collections", collection.name];
      yield { namespace, collection, path };
    }
  }
}
