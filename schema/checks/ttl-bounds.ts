import {
  MAX_TTL_SECONDS,
  MIN_CACHE_TTL_SECONDS,
  MIN_TTL_SECONDS,
} from "../../src/runtime/limits.ts";
import type { Model, TtlModel } from "../model.ts";
import { collectionsOf, type DefinitionCheck, type Finding } from "./check.ts";

/** TTL bounds that cross, or a default outside the bounds. */
export const ttlBounds: DefinitionCheck = { id: "ttl-bounds", find: findCrossed };

/** A TTL that KV rejects. */
export const ttlRange: DefinitionCheck = { id: "ttl-range", find: findOutOfRange };

function* findCrossed(model: Model): Generator<Finding> {
  for (const { collection, path } of collectionsOf(model)) {
    const { ttl } = collection;
    const message = crossed(ttl);
    if (message === undefined) continue;
    yield { path: [...path, "ttl"], message, help: "Put them in order: min ≤ default ≤ max." };
  }
}

function crossed(ttl: TtlModel): string | undefined {
  // Bounds that KV rejects are a problem of their own.
  if (refusedFigure(ttl) !== undefined) return undefined;
  if (!("min" in ttl)) return undefined;
  if (ttl.min > ttl.max) return `the TTL's bounds cross: min is ${ttl.min} s, max is ${ttl.max} s`;
  if (ttl.policy !== "default" || (ttl.min <= ttl.seconds && ttl.seconds <= ttl.max)) {
    return undefined;
  }
  return `the default TTL of ${ttl.seconds} s is outside its bounds, ${ttl.min} to ${ttl.max} s`;
}

function* findOutOfRange(model: Model): Generator<Finding> {
  for (const { collection, path } of collectionsOf(model)) {
    const { cacheTtl = MIN_CACHE_TTL_SECONDS } = collection;
    if (cacheTtl < MIN_CACHE_TTL_SECONDS || cacheTtl > MAX_TTL_SECONDS) {
      yield {
        path: [...path, "cacheTtl"],
        message: `KV rejects a cacheTtl of ${cacheTtl} s: it accepts ${MIN_CACHE_TTL_SECONDS} to ${MAX_TTL_SECONDS} s`,
        help: 'Choose half a minute or more: `"30s"`.',
      };
    }
    const refused = refusedFigure(collection.ttl);
    if (refused === undefined) continue;
    yield {
      path: [...path, "ttl"],
      message: `KV rejects a TTL of ${refused} s: it accepts ${MIN_TTL_SECONDS} to ${MAX_TTL_SECONDS} s`,
      help: 'Choose a TTL of a minute or more: `"60s"`.',
    };
  }
}

function refusedFigure(ttl: TtlModel): number | undefined {
  return Object.values(ttl)
    .filter((figure) => typeof figure === "number")
    .find((figure) => figure < MIN_TTL_SECONDS || figure > MAX_TTL_SECONDS);
}
