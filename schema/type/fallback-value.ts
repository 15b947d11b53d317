import type { core } from "zod";
import { type SteadyValue, steadyValue } from "./steady-value.ts";

/** The value that a schema uses for a missing one. */
export function defaultOf(def: core.$ZodDefaultDef | core.$ZodPrefaultDef): SteadyValue {
  // A getter, which calls the author's function.
  return steadyValue(() => def.defaultValue);
}

/** The value that a schema uses for an invalid one. */
export function catchOf({ catchValue }: core.$ZodCatchDef): SteadyValue {
  let isRead = false;
  const context = new Proxy({} as core.$ZodCatchCtx, {
    get() {
      isRead = true;
    },
  });
  const found = steadyValue(() => catchValue(context));
  return isRead ? { fault: "depends on what was wrong", isCode: true } : found;
}
