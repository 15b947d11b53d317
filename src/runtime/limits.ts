/**
 * Every limit of Workers KV that Keyloom relies on, each with its source. Nothing else in the code
 * repeats one of these figures.
 *
 * "run" means: observed by running workerd 1.20261117.1 (its message is in docs/kv-facts.md).
 */

/** Longest key, in UTF-8 bytes. Run: `414 UTF-8 encoded length of 513 exceeds key length limit of 512.` */
export const MAX_KEY_BYTES = 512;

/** Largest value, in bytes (25 MiB). Run: `413 Value length of 26214401 exceeds limit of 26214400.` */
export const MAX_VALUE_BYTES = 26_214_400;

/**
 * Largest value before it is compressed, in bytes (32 MiB). A quarter of an isolate's memory: while a
 * value is read, its bytes, its text and the parsed value are in memory at the same time.
 * Source of the 128 MB: https://developers.cloudflare.com/workers/platform/limits/#memory
 */
export const MAX_UNCOMPRESSED_BYTES = 33_554_432;

/** Largest metadata, in UTF-8 bytes of its JSON. Run: `413 Metadata length of 1025 exceeds limit of 1024.` */
export const MAX_METADATA_BYTES = 1_024;

/** Shortest time to live, in seconds. Run: `400 Invalid expiration_ttl of 59. Expiration TTL must be at least 60.` */
export const MIN_TTL_SECONDS = 60;

/** Largest TTL or expiration, in seconds. Run: `Value out of range. Must be between -2147483648 and 2147483647 (inclusive).` */
export const MAX_TTL_SECONDS = 2_147_483_647;

/** Shortest `cacheTtl` of a read, in seconds. Run: `400 Invalid cache_ttl of 29. Cache TTL must be at least 30.` */
export const MIN_CACHE_TTL_SECONDS = 30;

/** Most keys in one page of `list()`. Run: `400 Invalid key_count_limit of 1001`. */
export const MAX_LIST_KEYS = 1_000;

/**
 * Most namespaces in one page of the REST API, which is as many as an account has unless it asks for more. Source:
 * https://developers.cloudflare.com/api/resources/kv/subresources/namespaces/methods/list/
 */
export const MAX_LIST_NAMESPACES = 1_000;

/** Fewest keys that the REST API accepts as a page's `limit`. Run. */
export const MIN_REST_LIST_KEYS = 10;

/** Most keys in one bulk read. Run: `400 You can request a maximum of 100 keys`. */
export const MAX_BULK_GET_KEYS = 100;

/**
 * Most pairs in one REST bulk write.
 * Source: https://developers.cloudflare.com/api/resources/kv/subresources/namespaces/methods/bulk_update/
 */
export const MAX_BULK_WRITE_PAIRS = 10_000;

/**
 * Largest body of one REST bulk write, in bytes (100 MB).
 * Source: https://developers.cloudflare.com/api/resources/kv/subresources/namespaces/methods/bulk_update/
 */
export const MAX_BULK_WRITE_BYTES = 100_000_000;

/** Key names that KV rejects. Run: `TypeError: "." is not allowed as a key name.` */
export const RESERVED_KEYS: readonly string[] = [".", ".."];

/** Largest answer of one bulk read (25 MiB). Run: `413 Total size of request exceeds the limit of 25MB`. */
export const MAX_BULK_GET_BYTES = 26_214_400;

/**
 * How long a data center keeps the answer of a read without `cacheTtl`, in seconds.
 * Source: https://developers.cloudflare.com/kv/api/read-key-value-pairs/#cachettl-parameter
 */
export const DEFAULT_CACHE_TTL_SECONDS = 60;

/**
 * Shortest time between two writes of one key, in milliseconds.
 * Source: https://developers.cloudflare.com/kv/api/write-key-value-pairs/#limits-to-kv-writes-to-the-same-key
 */
export const MIN_WRITE_INTERVAL_MS = 1_000;

/**
 * Most operations of one invocation of a Worker; a bulk read is one.
 * Source: https://developers.cloudflare.com/kv/platform/limits/
 */
export const MAX_INVOCATION_OPERATIONS = 1_000;

/**
 * Most calls of Cloudflare's API by one user in {@link API_CALL_WINDOW_SECONDS}, the dashboard's
 * included. After them all calls are rejected until that time is over.
 * Source: https://developers.cloudflare.com/fundamentals/api/reference/limits/
 */
export const MAX_API_CALLS = 1_200;

/**
 * The time to which {@link MAX_API_CALLS} applies, in seconds.
 * Source: https://developers.cloudflare.com/fundamentals/api/reference/limits/
 */
export const API_CALL_WINDOW_SECONDS = 300;
