import type { Model } from "../../schema/model.ts";

/** A model without preview twins: a stage on this machine has none, and nobody copies what is in them. */
export function withoutTwins({ namespaces, ...model }: Model): Model {
  return { ...model, namespaces: namespaces.map((one) => ({ ...one, preview: false })) };
}
