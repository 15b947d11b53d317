import type { CollectionModel, Model, NamespaceModel } from "../model.ts";
import type { Path, SchemaProblem } from "../problem.ts";

/**
 * A definition check: what a schema must not say, whatever a team's conventions are. A schema with
 * a problem from any of them is not used for anything.
 */
export interface DefinitionCheck {
  /** The id of its problems. It never changes. */
  readonly id: string;
  find(model: Model): Iterable<Finding> | AsyncIterable<Finding>;
}

/** What a check found; the engine adds the id. */
export type Finding = Omit<SchemaProblem, "rule" | "severity">;

/** All collections of a model, each with the way to it in the definition. */
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
