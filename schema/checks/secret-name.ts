import { secretOf } from "../codec.ts";
import type { Model } from "../model.ts";
import { collectionsOf, type DefinitionCheck, type Finding } from "./check.ts";

/** A secret for sealed values that has the name of a namespace's binding. */
export const secretName: DefinitionCheck = { id: "codec-invalid", find };

function* find(model: Model): Generator<Finding> {
  const bindings = new Set(model.namespaces.map(({ binding }) => binding));
  for (const { collection, path } of collectionsOf(model)) {
    const secret = secretOf(collection.codec);
    if (secret === undefined || !bindings.has(secret)) continue;
    yield {
      path: [...path, "codec"],
      message: `the secret ${secret} has the same name as a namespace's binding`,
      help: "Give it a different name: `env` has one value per name.",
    };
  }
}
