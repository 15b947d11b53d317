import { type Duration, durationToSeconds } from "./duration.ts";
import { MIN_TTL_SECONDS } from "./limits.ts";

/** How long a record lives: whole seconds, a duration such as `"2h"`, or the time when it expires. */
export type Ttl = number | Duration | Date;

/** A collection's TTL policy; every figure is in seconds. */
export type TtlSpec =
  | { readonly policy: "none" }
  | { readonly policy: "fixed"; readonly seconds: number }
  | {
      readonly policy: "default";
      /** Left out if a record without a `ttl` stays forever. */
      readonly seconds?: number;
      readonly min: number;
      readonly max: number;
    }
  | { readonly policy: "required"; readonly min: number; readonly max: number }
  | FieldTtlSpec;

/** The policy of records that expire at a time in one of their fields. Made by `fieldTtl`. */
export interface FieldTtlSpec {
  readonly policy: "field";
  readonly field: string;
  /** What to pass to KV for a value, or why it cannot be written. */
  expiryOf(value: unknown, now: number): Expiry | string;
}

/** KV's own names for the two ways to expire, in seconds from now or since the epoch. */
export type Expiry = { readonly expirationTtl?: number; readonly expiration?: number };

/**
 * Applies a policy to one `put`.
 *
 * @returns what to pass to KV, or a message that says why the record cannot be written.
 */
export function expiryOf(
  spec: TtlSpec,
  ttl: unknown,
  value: unknown,
  now = Date.now(),
): Expiry | string {
  switch (spec.policy) {
    case "none":
      return ttl === undefined ? {} : "this collection keeps its records forever: leave out `ttl`";
    case "fixed":
      return ttl === undefined
        ? { expirationTtl: spec.seconds }
        : `this collection's TTL is fixed at ${spec.seconds} s: leave out \`ttl\``;
    case "field":
      return ttl === undefined
        ? spec.expiryOf(value, now)
        : `this collection's records expire at their \`${spec.field}\`: leave out \`ttl\``;
    case "required":
      return ttl === undefined
        ? `this collection needs a \`ttl\` of ${spec.min} to ${spec.max} s with each put`
        : boundedTtl(ttl, spec.min, spec.max, now);
    case "default":
      return ttl === undefined
        ? // KV treats `undefined` as absent.
          ({ expirationTtl: spec.seconds } as Expiry)
        : boundedTtl(ttl, spec.min, spec.max, now);
  }
}

/**
 * What to pass to KV so that a record keeps its expiration.
 *
 * @param expiration seconds since the epoch, as a list returns it.
 */
export function keptExpiry(expiration: number | undefined): Expiry {
  if (expiration === undefined) return {};
  // KV rejects an earlier time.
  const isNear = expiration < Date.now() / 1000 + MIN_TTL_SECONDS;
  return isNear ? { expirationTtl: MIN_TTL_SECONDS } : { expiration };
}

function boundedTtl(ttl: unknown, min: number, max: number, now: number): Expiry | string {
  // Rounded up, so that a date exactly at a bound is within it.
  const expiration = ttl instanceof Date ? Math.ceil(ttl.getTime() / 1000) : undefined;
  const seconds =
    expiration === undefined ? durationToSeconds(ttl) : Math.floor(expiration - now / 1000);
  if (seconds === undefined || Number.isNaN(seconds)) {
    return `\`ttl\` is ${shown(ttl)}: write whole seconds, a duration such as "2h", or a date`;
  }
  if (seconds < min || seconds > max) {
    return `\`ttl\` is ${seconds} s, outside ${min} to ${max} s`;
  }
  return expiration === undefined ? { expirationTtl: seconds } : { expiration };
}

/** A text in quotes, and whatever else as it is. */
export function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
