import type { core } from "zod";
import type { TypeFault } from "./faults.ts";
import type { TypeModel } from "./model.ts";
import type { Step } from "./steps.ts";

/** The steps to a schema from the one that is described. */
export type Steps = readonly Step[];

/** Walks a schema, for the functions that describe a type with inner types. */
export interface Walk {
  /** Receives what JSON cannot represent, or what cannot be described. */
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
