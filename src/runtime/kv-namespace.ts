/**
 * The part of a KV binding that the accessors use. The `KVNamespace` of `@cloudflare/workers-types`
 * and of `wrangler types` fits it, so that generated code needs neither.
 */
export interface KVNamespace {
  get(key: string, options: KVReadOptions<"text">): Promise<string | null>;
  get(key: string, options: KVReadOptions<"arrayBuffer">): Promise<ArrayBuffer | null>;
  getWithMetadata(
    key: string,
    options: KVReadOptions<"text">,
  ): Promise<{ value: string | null; metadata: unknown }>;
  getWithMetadata(
    key: string,
    options: KVReadOptions<"arrayBuffer">,
  ): Promise<{ value: ArrayBuffer | null; metadata: unknown }>;
  put(
    key: string,
    value: string | ArrayBuffer | ArrayBufferView,
    options?: KVPutOptions,
  ): Promise<void>;
  delete(key: string): Promise<void>;
  list(options?: KVListOptions): Promise<KVListResult>;
}

export interface KVReadOptions<Type extends string> {
  type: Type;
  /** How long a data centre may keep the answer, in seconds. */
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
  cursor?: string;
}

export type KVListResult = (
  | { readonly list_complete: true }
  | { readonly list_complete: false; readonly cursor: string }
) & {
  readonly keys: readonly {
    readonly name: string;
    readonly expiration?: number;
    readonly metadata?: unknown;
  }[];
};
