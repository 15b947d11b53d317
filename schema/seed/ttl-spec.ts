import { fieldTtl } from "../../src/runtime/field-ttl.ts";
import {
  defaultTtl,
  fixedTtl,
  noTtl,
  optionalTtl,
  requiredTtl,
  type TtlSpec,
} from "../../src/runtime/ttl.ts";
import type { TtlModel } from "../model.ts";

/** A policy in the runtime's form. */
export function ttlSpec(ttl: TtlModel): TtlSpec {
  switch (ttl.policy) {
    case "none":
      return noTtl;
    case "fixed":
      return fixedTtl(ttl.seconds);
    case "default":
      return defaultTtl(ttl.seconds, ttl.min, ttl.max);
    case "required":
      return requiredTtl(ttl.min, ttl.max);
    case "optional":
      return optionalTtl(ttl.min, ttl.max);
    case "field":
      return fieldTtl(ttl.field, ttl.format);
  }
}
