/**
 * The part of a KV binding that the accessors use. The `KVNamespace` of `@cloudflare/workers-types`
 * and of `wrangler types` fits it, so generated code needs neither.
 */
export interface KVNamespace {
  get(key: string, options: KVReadOptions<"text">): Promise<string | null>;
  get(key: string, options: KVReadOptions<"arrayBuffer">): Promise<ArrayBuffer | null>;
  get(key: string, options: KVReadOptions<"stream">): Promise<ReadableStream | null>;
  get(keys: string[], options: KVReadOptions<"text">): Promise<Map<string, string | null>>;
  getWithMetadata(
    key: string,
    options: KVReadOptions<"text">,
  ): Promise<{ value: string | null; metadata: unknown }>;
  getWithMetadata(
    key: string,
    options: KVReadOptions<"arrayBuffer">,
  ): Promise<{ value: ArrayBuffer | null; metadata: unknown }>;
  getWithMetadata(
    key: string,
    options: KVReadOptions<"stream">,
  ): Promise<{ value: ReadableStream | null; metadata: unknown }>;
  getWithMetadata(
    keys: string[],
    options: KVReadOptions<"text">,
  ): Promise<Map<string, { value: string | null; metadata: unknown } | null>>;
  put(
    key: string,
    value: string | ArrayBuffer | ArrayBufferView | ReadableStream,
    options?: KVPutOptions,
  ): Promise<void>;
  delete(key: string): Promise<void>;
  list(options?: KVListOptions): Promise<KVListResult>;
}

/** The property in which what reads and writes through a binding names that binding. */
export const BINDING: unique symbol = Symbol("binding");

export interface KVReadOptions<Type extends string> {
  type: Type;
  /** How long a data center may keep the answer, in seconds. */
  cacheTtl?: number;
}

export interface KVPutOptions {
  /** Seconds since the epoch. */
  expiration?: number;
  /** Seconds from now. */
  expirationTtl?: number;
  metadata?: unknown;
}

export interface KVListOptions {
  prefix?: string;
  limit?: number;
  cursor?: string;
}

export type KVListResult = (
  | { readonly list_complete: true }
  | { readonly list_complete: false; readonly cursor: string }
) & {
  readonly keys: readonly KVListKey[];
};

export interface KVListKey {
  readonly name: string;
  /** Seconds since the epoch. */
  readonly expiration?: number;
  readonly metadata?: unknown;
}
