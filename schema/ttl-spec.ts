import { fieldTtl } from "../src/runtime/field-ttl.ts";
import type { TtlSpec } from "../src/runtime/ttl.ts";
import type { TtlModel } from "./model.ts";

/** A policy in the runtime's form: an optional TTL is a `default` policy without a default. */
export function ttlSpec(ttl: TtlModel): TtlSpec {
  if (ttl.policy === "field") return fieldTtl(ttl.field, ttl.format);
  const { reason: _, ...spec } = { reason: undefined, ...ttl };
  return spec.policy === "optional" ? { ...spec, policy: "default" } : spec;
}
