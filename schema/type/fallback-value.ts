import type { core } from "zod";
import { type SteadyValue, steadyValue } from "./steady-value.ts";

/** What a schema fills in for a value that is missing. */
export function defaultOf(def: core.$ZodDefaultDef | core.$ZodPrefaultDef): SteadyValue {
  // A getter, behind which zod keeps the author's function.
  return steadyValue(() => def.defaultValue);
}

/** What a schema gives in place of a value that is wrong. */
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
