import { durationToSeconds } from "../../src/runtime/duration.ts";
import { MAX_TTL_SECONDS, MIN_TTL_SECONDS } from "../../src/runtime/limits.ts";
import { codecText } from "../codec.ts";
import type { CacheOptions } from "../collection-options.ts";
import type { CacheModel, CollectionModel } from "../model.ts";
import type { Fault } from "../problem.ts";

/** Why a collection cannot be a cache. */
export interface CacheFault extends Fault {
  /** The option that is wrong; absent if the whole cache is. */
  readonly option?: keyof CacheOptions;
}

/** The parts of a collection that decide whether it can be a cache. */
type CacheParts = Pick<CollectionModel, "codec" | "key" | "ttl"> & {
  readonly metadata: CollectionModel["metadata"] | undefined;
};

/** Turns the options of a cache into seconds. */
export function compileCache({ stale, negative, jitter }: CacheOptions): CacheModel {
  return {
    ...(stale !== undefined && { stale: durationToSeconds(stale) ?? 0 }),
    ...(negative !== undefined && { negative: durationToSeconds(negative) ?? 0 }),
    ...(jitter !== undefined && { jitter }),
  };
}

/** Why a collection with a cache cannot work; nothing if it can. */
export function cacheFault(
  { codec, key, metadata, ttl }: CacheParts,
  { stale = 0, negative = MIN_TTL_SECONDS, jitter = 0 }: CacheModel,
): CacheFault | undefined {
  if (codec !== "json") {
    return {
      message: `the codec \`${codecText(codec)}\` cannot store "there is none"`,
      help: "Leave `codec` out: a cache stores JSON.",
    };
  }
  if (metadata !== undefined) {
    return {
      message:
        "a cache stores the freshness of a value in the metadata, which then cannot hold anything else",
      help: "Put your metadata into the value.",
    };
  }
  if (key.params.length === 0) {
    return {
      message: "a cache needs a key with a parameter",
      help: "Name what is cached in the key: `cache:{url}`.",
    };
  }
  if (["none", "optional", "field"].includes(ttl.policy)) {
    return {
      message: "a cache needs a TTL after which a value is reloaded",
      help: 'Use `ttl.default("1h")`, `ttl.fixed("1h")` or `ttl.required()`.',
    };
  }
  if (negative < MIN_TTL_SECONDS || negative > MAX_TTL_SECONDS) {
    return {
      option: "negative",
      message: `KV cannot keep anything for ${negative} s: it accepts ${MIN_TTL_SECONDS} to ${MAX_TTL_SECONDS} s`,
      help: 'Choose a minute or more: `"60s"`.',
    };
  }
  if (stale < 0) {
    return {
      option: "stale",
      message: `\`stale\` cannot be negative, but is ${stale} s`,
      help: 'Choose how long an old value may still be served: `"1h"`.',
    };
  }
  const longest = "max" in ttl ? ttl.max : "seconds" in ttl ? ttl.seconds : 0;
  if (longest < MAX_TTL_SECONDS && longest + stale > MAX_TTL_SECONDS) {
    return {
      option: "stale",
      message: `a TTL of ${longest} s plus ${stale} s is more than KV accepts, ${MAX_TTL_SECONDS} s`,
      help: "Shorten one of them.",
    };
  }
  if (!(jitter >= 0 && jitter <= 1)) {
    return {
      option: "jitter",
      message: `a jitter of ${jitter} is not between 0 and 1`,
      help: "Write a fraction of the TTL: 0.1 for a tenth.",
    };
  }
  return undefined;
}
