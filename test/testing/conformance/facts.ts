import type { AnyKv } from "./attempt.ts";

type Fact = readonly [row: string, call: (kv: AnyKv) => Promise<unknown>, error: string];

/** What docs/kv-facts.md says that the binding throws: a row, a call, the error. */
const TABLE: readonly Fact[] = [
  ["empty key", (kv) => kv.get(""), "TypeError: Key name cannot be empty."],
  ["`.` or `..`", (kv) => kv.get("."), 'TypeError: "." is not allowed as a key name.'],
  [
    "513 bytes",
    (kv) => kv.get("x".repeat(513)),
    "Error: KV GET failed: 414 UTF-8 encoded length of 513 exceeds key length limit of 512.",
  ],
  [
    "TTL 59",
    (kv) => kv.put("key", "v", { expirationTtl: 59 }),
    "Error: KV PUT failed: 400 Invalid expiration_ttl of 59. Expiration TTL must be at least 60.",
  ],
  [
    "expiration in ms",
    (kv) => kv.put("key", "v", { expiration: 2_000_000_000_000 }),
    "TypeError: Value out of range. Must be between -2147483648 and 2147483647 (inclusive).",
  ],
  [
    "metadata too long",
    (kv) => kv.put("key", "v", { metadata: "x".repeat(1_023) }),
    "Error: KV PUT failed: 413 Metadata length of 1025 exceeds limit of 1024.",
  ],
  [
    "value too long",
    (kv) => kv.put("key", new Uint8Array(26_214_401)),
    "Error: KV PUT failed: 413 Value length of 26214401 exceeds limit of 26214400.",
  ],
  [
    "cacheTtl 29",
    (kv) => kv.get("key", { cacheTtl: 29 }),
    "Error: KV GET failed: 400 Invalid cache_ttl of 29. Cache TTL must be at least 30.",
  ],
  [
    "list limit 1001",
    (kv) => kv.list({ limit: 1_001 }),
    "Error: KV GET failed: 400 Invalid key_count_limit of 1001. Please specify an integer less than 1000.",
  ],
  [
    "bulk get 0 keys",
    (kv) => kv.get([]),
    "Error: KV GET_BULK failed: 400 You must request a minimum of 1 key",
  ],
  [
    "bulk get 101 keys",
    (kv) => kv.get(Array.from({ length: 101 }, (_, index) => `key${index}`)),
    "Error: KV GET_BULK failed: 400 You can request a maximum of 100 keys",
  ],
  [
    "bulk get, one value not JSON",
    async (kv) => {
      await kv.put("key", "text");
      return kv.get(["key"], "json");
    },
    "Error: KV GET_BULK failed: 400 At least one of the requested keys corresponds to a non-json value",
  ],
];

/**
 * Streams that cannot be read. What workerd stores of them, once the put has failed, comes too late to
 * be compared.
 */
const STREAMS: readonly Fact[] = [
  [
    "a stream that breaks",
    (kv) =>
      kv.put(
        "key",
        stream((controller) => controller.error(new RangeError("broken"))),
      ),
    "RangeError: broken",
  ],
  [
    "a stream of something else than bytes",
    (kv) =>
      kv.put(
        "key",
        stream((controller) => controller.enqueue(5)),
      ),
    "TypeError: Draining read encountered a value that cannot be converted to bytes",
  ],
  [
    "a stream that is being read",
    (kv) => {
      const locked = stream((controller) => controller.close());
      locked.getReader();
      return kv.put("key", locked);
    },
    "TypeError: The ReadableStream has been locked to a reader.",
  ],
];

export const FACTS = [...TABLE, ...STREAMS];

function stream(start: (controller: ReadableStreamDefaultController) => void): ReadableStream {
  return new ReadableStream({ start });
}
