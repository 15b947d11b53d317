import type { core } from "zod";
import type { TypeFault } from "./faults.ts";
import type { TypeModel } from "./model.ts";
import type { Step } from "./steps.ts";

/** The way to a schema from the one that is described. */
export type Steps = readonly Step[];

/** What walks a schema, for those who describe a type that holds others. */
export interface Walk {
  /** Gets what JSON cannot carry, or of which nothing can be said. */
  readonly faults: TypeFault[];
  describe(schema: core.$ZodType, steps: Steps): TypeModel;
  unsupported(steps: Steps, what: string): TypeModel;
}

/** Describes what a wrapper such as `.optional()` wraps. */
export function describeInner(
  walk: Walk,
  { innerType }: { readonly innerType: core.$ZodType },
  steps: Steps,
): TypeModel {
  return walk.describe(innerType, [...steps, "innerType"]);
}
