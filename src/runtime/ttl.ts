import { type Duration, durationToSeconds } from "./duration.ts";
import { MIN_TTL_SECONDS } from "./limits.ts";

/** How long a write may be on its way: one that KV answers with 429 is sent again for some seven seconds. */
const MAX_DELAY_SECONDS = 10;

/** How long a record lives: whole seconds, a duration such as `"2h"`, or the time when it expires. */
export type Ttl = number | Duration | Date;

/** A collection's TTL policy, made by one of the functions below: a bundle has only those that it needs. */
export interface TtlSpec {
  /**
   * Applies the policy to one `put`.
   *
   * @param now milliseconds since the epoch.
   * @returns what to pass to KV, or a message that says why the record cannot be written.
   */
  expiryOf(ttl: unknown, value: unknown, now: number): Expiry | string;
  /**
   * What an update of a record sets whose own expiration is not known yet; left out if updates follow the policy
   * and keep no expiration.
   */
  readonly unlisted?: Expiry;
}

/** KV's own names for the two ways to expire, in seconds from now or since the epoch. */
export type Expiry = { readonly expirationTtl?: number; readonly expiration?: number };

/** Records never expire. */
export const noTtl: TtlSpec = {
  expiryOf: (ttl) =>
    ttl === undefined ? {} : "this collection keeps its records forever: leave out `ttl`",
};

/** Each record expires after the same time. */
export function fixedTtl(seconds: number): TtlSpec {
  const unlisted = { expirationTtl: seconds };
  return {
    unlisted,
    expiryOf: (ttl) =>
      ttl === undefined
        ? unlisted
        : `this collection's TTL is fixed at ${seconds} s: leave out \`ttl\``,
  };
}

/** A `put` may state a TTL from `min` to `max` seconds. Without one, the record expires after `seconds`. */
export function defaultTtl(seconds: number | undefined, min: number, max: number): TtlSpec {
  // KV treats `undefined` as absent.
  const unlisted = { expirationTtl: seconds } as Expiry;
  return {
    unlisted,
    expiryOf: (ttl, _, now) => (ttl === undefined ? unlisted : boundedTtl(ttl, min, max, now)),
  };
}

/** The same, but without a TTL the record stays forever. */
export function optionalTtl(min: number, max: number): TtlSpec {
  return defaultTtl(undefined, min, max);
}

/** Each `put` states a TTL from `min` to `max` seconds. */
export function requiredTtl(min: number, max: number): TtlSpec {
  return {
    unlisted: { expirationTtl: max },
    expiryOf: (ttl, _, now) =>
      ttl === undefined
        ? `this collection needs a \`ttl\` of ${min} to ${max} s with each put`
        : boundedTtl(ttl, min, max, now),
  };
}

/**
 * What to pass to KV so that a record keeps its expiration.
 *
 * @param expiration seconds since the epoch, as a list returns it.
 */
export function keptExpiry(expiration: number | undefined): Expiry {
  return expiration === undefined ? {} : expiryAt(expiration, Date.now());
}

/**
 * What to pass to KV so that a record expires at a time, or in a minute if that is later.
 *
 * @param expiration seconds since the epoch.
 * @param now milliseconds since the epoch.
 */
export function expiryAt(expiration: number, now: number): Expiry {
  // KV compares a time with its own clock when the write arrives, but a TTL is counted from then.
  if (expiration - now / 1000 >= MIN_TTL_SECONDS + MAX_DELAY_SECONDS) return { expiration };
  // In whole seconds, as KV counts: without a delay it comes to the same time.
  const seconds = expiration - Math.floor(now / 1000);
  return { expirationTtl: Math.max(MIN_TTL_SECONDS, seconds) };
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
  return expiration === undefined ? { expirationTtl: seconds } : expiryAt(expiration, now);
}

/** A text in quotes, anything else as it is. */
export function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
