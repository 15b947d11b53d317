import { MAX_TTL_SECONDS, MIN_TTL_SECONDS } from "./limits.ts";
import { type Expiry, expiryAt, shown, type TtlSpec } from "./ttl.ts";

/** Records expire at the time in a field of their value: an ISO datetime, or seconds since the epoch. */
export function fieldTtl(field: string, format: "datetime" | "seconds"): TtlSpec {
  return {
    expiryOf: (ttl, value, now) =>
      ttl === undefined
        ? expiryIn(value, field, format, now)
        : `this collection's records expire at their \`${field}\`: leave out \`ttl\``,
  };
}

function expiryIn(
  value: unknown,
  field: string,
  format: "datetime" | "seconds",
  now: number,
): Expiry | string {
  const content = (value as Record<string, unknown>)[field];
  const isSeconds = format === "seconds";
  const expiration = isSeconds ? Number(content) : Math.floor(Date.parse(String(content)) / 1000);
  const stated = `\`${field}\` is ${shown(content)}`;
  if (!(expiration >= now / 1000 + MIN_TTL_SECONDS)) {
    return `${stated}, not at least ${MIN_TTL_SECONDS} s from now: KV does not keep it`;
  }
  if (expiration > MAX_TTL_SECONDS) {
    const hint = isSeconds ? ": write seconds since the epoch, not milliseconds" : "";
    return `${stated}, past ${MAX_TTL_SECONDS} s since the epoch, the KV maximum${hint}`;
  }
  return expiryAt(expiration, now);
}
