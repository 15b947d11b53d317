import { MIN_TTL_SECONDS } from "../../runtime/limits.ts";
import type { PutArguments } from "./arguments.ts";
import { kvFailure } from "./failure.ts";

/** When a record ends, in seconds since the epoch. With both options the TTL wins. */
export function expirationOf(options: PutArguments, now: number): number | undefined {
  const { expiration, expirationTtl } = options;
  const seconds = Math.floor(now / 1_000);
  if (expirationTtl !== undefined) return seconds + checkTtl(expirationTtl);
  if (expiration !== undefined) return checkExpiration(expiration, seconds);
  return undefined;
}

function checkTtl(ttl: number): number {
  if (ttl <= 0) throw invalid("expiration_ttl", ttl, "Please specify integer greater than 0.");
  if (ttl >= MIN_TTL_SECONDS) return ttl;
  const rule = `Expiration TTL must be at least ${MIN_TTL_SECONDS}.`;
  throw invalid("expiration_ttl", ttl, rule);
}

function checkExpiration(expiration: number, now: number): number {
  if (expiration <= now) {
    const rule =
      "Please specify integer greater than the current number of seconds since the UNIX epoch.";
    throw invalid("expiration", expiration, rule);
  }
  if (expiration >= now + MIN_TTL_SECONDS) return expiration;
  const rule = `Expiration times must be at least ${MIN_TTL_SECONDS} seconds in the future.`;
  throw invalid("expiration", expiration, rule);
}

function invalid(option: string, value: number, rule: string): Error {
  return kvFailure("PUT", 400, `Invalid ${option} of ${value}. ${rule}`);
}
