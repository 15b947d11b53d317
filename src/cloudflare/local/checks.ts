import {
  MAX_KEY_BYTES,
  MAX_METADATA_BYTES,
  MAX_TTL_SECONDS,
  MAX_VALUE_BYTES,
  MIN_TTL_SECONDS,
  RESERVED_KEYS,
} from "../../runtime/limits.ts";
import { ApiError } from "./envelope.ts";
import type { PutOptions } from "./kv-data.ts";

/** @throws ApiError for a key that KV rejects. */
export function checkKey(key: unknown): asserts key is string {
  if (typeof key !== "string" || key === "") {
    throw new ApiError(400, "badRequest", "key name cannot be empty");
  }
  if (RESERVED_KEYS.includes(key)) {
    throw new ApiError(400, "badRequest", `"${key}" is not allowed as a key name`);
  }
  const size = Buffer.byteLength(key);
  if (size > MAX_KEY_BYTES) {
    throw new ApiError(
      414,
      "badRequest",
      `UTF-8 encoded length of ${size} exceeds key length limit of ${MAX_KEY_BYTES}.`,
    );
  }
}

/** @throws ApiError 413 for a value that is too long. */
export function checkValueSize(size: number): void {
  if (size <= MAX_VALUE_BYTES) return;
  const message = `Value length of ${size} exceeds limit of ${MAX_VALUE_BYTES}.`;
  throw new ApiError(413, "badRequest", message);
}

/**
 * Turns the API's names for a write's options into KV's.
 *
 * @throws ApiError 10033 and 10034 for times that KV rejects, 413 for metadata that is too long.
 */
export function checkPutOptions(given: {
  expiration?: unknown;
  expiration_ttl?: unknown;
  metadata?: unknown;
}): PutOptions {
  const { metadata } = given;
  const size = Buffer.byteLength(JSON.stringify(metadata ?? null));
  if (metadata !== undefined && size > MAX_METADATA_BYTES) {
    const message = `Metadata length of ${size} exceeds limit of ${MAX_METADATA_BYTES}.`;
    throw new ApiError(413, "badRequest", message);
  }
  const ttl = wholeNumber(given.expiration_ttl);
  if (ttl !== undefined && !(ttl >= MIN_TTL_SECONDS && ttl <= MAX_TTL_SECONDS)) {
    const message = `Invalid expiration_ttl of ${given.expiration_ttl}. Expiration TTL must be at least ${MIN_TTL_SECONDS}.`;
    throw new ApiError(400, "badExpirationTtl", message);
  }
  const expiration = wholeNumber(given.expiration);
  if (
    expiration !== undefined &&
    !(expiration >= Date.now() / 1000 + MIN_TTL_SECONDS && expiration <= MAX_TTL_SECONDS)
  ) {
    const message = `Invalid expiration of ${given.expiration}. Please specify integer greater than the current number of seconds since the UNIX epoch.`;
    throw new ApiError(400, "badExpiration", message);
  }
  return {
    // With both, the TTL wins.
    ...(ttl !== undefined ? { expirationTtl: ttl } : expiration !== undefined && { expiration }),
    ...(metadata !== undefined && { metadata }),
  };
}

/** NaN for a value that is not a whole number. */
function wholeNumber(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : Number.NaN;
}
