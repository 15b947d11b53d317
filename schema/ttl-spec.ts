import type { TtlSpec } from "../src/runtime/ttl.ts";
import type { TtlModel } from "./model.ts";

/** A policy as the runtime knows it: an optional TTL is a default one without a default. */
export function ttlSpec(ttl: TtlModel): TtlSpec {
  const { reason: _, ...spec } = { reason: undefined, ...ttl };
  return spec.policy === "optional" ? { ...spec, policy: "default" } : spec;
}
