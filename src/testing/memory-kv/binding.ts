import type { KVPutOptions } from "../../runtime/kv-namespace.ts";
import type { Operations } from "../production/gate.ts";

/**
 * KV in memory. A Worker can use it as the `KVNamespace` of `@cloudflare/workers-types`, because it has the
 * same overloads; a test can also ask what was done to it.
 */
export interface MemoryKv<Key extends string = string> {
  /** The operations so far, or since {@link startInvocation}. A bulk read is one. */
  readonly operations: Operations;
  /** Restarts the count, as Cloudflare does with each request that a Worker answers. */
  startInvocation(): void;

  get(key: Key, options?: Partial<KvGetOptions<undefined>>): Promise<string | null>;
  get(key: Key, type: "text"): Promise<string | null>;
  get<Value = unknown>(key: Key, type: "json"): Promise<Value | null>;
  get(key: Key, type: "arrayBuffer"): Promise<ArrayBuffer | null>;
  get(key: Key, type: "stream"): Promise<ReadableStream | null>;
  get(key: Key, options?: KvGetOptions<"text">): Promise<string | null>;
  get<Value = unknown>(key: Key, options?: KvGetOptions<"json">): Promise<Value | null>;
  get(key: Key, options?: KvGetOptions<"arrayBuffer">): Promise<ArrayBuffer | null>;
  get(key: Key, options?: KvGetOptions<"stream">): Promise<ReadableStream | null>;
  get(keys: Key[], type: "text"): Promise<Map<string, string | null>>;
  get<Value = unknown>(keys: Key[], type: "json"): Promise<Map<string, Value | null>>;
  get(keys: Key[], options?: Partial<KvGetOptions<undefined>>): Promise<Map<string, string | null>>;
  get(keys: Key[], options?: KvGetOptions<"text">): Promise<Map<string, string | null>>;
  get<Value = unknown>(
    keys: Key[],
    options?: KvGetOptions<"json">,
  ): Promise<Map<string, Value | null>>;

  getWithMetadata<Metadata = unknown>(
    key: Key,
    options?: Partial<KvGetOptions<undefined>>,
  ): Promise<KvWithMetadata<string, Metadata>>;
  getWithMetadata<Metadata = unknown>(
    key: Key,
    type: "text",
  ): Promise<KvWithMetadata<string, Metadata>>;
  getWithMetadata<Value = unknown, Metadata = unknown>(
    key: Key,
    type: "json",
  ): Promise<KvWithMetadata<Value, Metadata>>;
  getWithMetadata<Metadata = unknown>(
    key: Key,
    type: "arrayBuffer",
  ): Promise<KvWithMetadata<ArrayBuffer, Metadata>>;
  getWithMetadata<Metadata = unknown>(
    key: Key,
    type: "stream",
  ): Promise<KvWithMetadata<ReadableStream, Metadata>>;
  getWithMetadata<Metadata = unknown>(
    key: Key,
    options: KvGetOptions<"text">,
  ): Promise<KvWithMetadata<string, Metadata>>;
  getWithMetadata<Value = unknown, Metadata = unknown>(
    key: Key,
    options: KvGetOptions<"json">,
  ): Promise<KvWithMetadata<Value, Metadata>>;
  getWithMetadata<Metadata = unknown>(
    key: Key,
    options: KvGetOptions<"arrayBuffer">,
  ): Promise<KvWithMetadata<ArrayBuffer, Metadata>>;
  getWithMetadata<Metadata = unknown>(
    key: Key,
    options: KvGetOptions<"stream">,
  ): Promise<KvWithMetadata<ReadableStream, Metadata>>;
  // A missing key is null in the map, although Cloudflare's types do not say so.
  getWithMetadata<Metadata = unknown>(
    keys: Key[],
    type: "text",
  ): Promise<Map<string, KvWithMetadata<string, Metadata>>>;
  getWithMetadata<Value = unknown, Metadata = unknown>(
    keys: Key[],
    type: "json",
  ): Promise<Map<string, KvWithMetadata<Value, Metadata>>>;
  getWithMetadata<Metadata = unknown>(
    keys: Key[],
    options?: Partial<KvGetOptions<undefined>>,
  ): Promise<Map<string, KvWithMetadata<string, Metadata>>>;
  getWithMetadata<Metadata = unknown>(
    keys: Key[],
    options?: KvGetOptions<"text">,
  ): Promise<Map<string, KvWithMetadata<string, Metadata>>>;
  getWithMetadata<Value = unknown, Metadata = unknown>(
    keys: Key[],
    options?: KvGetOptions<"json">,
  ): Promise<Map<string, KvWithMetadata<Value, Metadata>>>;

  put(
    key: Key,
    value: string | ArrayBuffer | ArrayBufferView | ReadableStream,
    options?: KvPutOptions,
  ): Promise<void>;
  delete(key: Key): Promise<void>;
  list<Metadata = unknown>(options?: KvListOptions): Promise<KvListResult<Metadata, Key>>;
}

export interface KvGetOptions<Type> {
  type: Type;
  /** How long the answer may be kept, in seconds. */
  cacheTtl?: number;
}

export type KvPutOptions = KVPutOptions;

export interface KvListOptions {
  limit?: number;
  prefix?: string | null;
  cursor?: string | null;
}

export interface KvWithMetadata<Value, Metadata> {
  value: Value | null;
  metadata: Metadata | null;
  cacheStatus: string | null;
}

export interface KvListKey<Metadata, Key extends string = string> {
  name: Key;
  /** Seconds since the epoch. */
  expiration?: number;
  metadata?: Metadata;
}

export type KvListResult<Metadata, Key extends string = string> =
  | {
      list_complete: false;
      keys: KvListKey<Metadata, Key>[];
      cursor: string;
      cacheStatus: string | null;
    }
  | { list_complete: true; keys: KvListKey<Metadata, Key>[]; cacheStatus: string | null };
