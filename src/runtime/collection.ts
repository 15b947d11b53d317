import { KeyloomError, type KeyloomErrorCode, reasonOf } from "./error.ts";
import { type Check, describeIssues, type Issue } from "./issue.ts";
import { buildKey, type KeySpec, keyPrefix, parseKey } from "./key-spec.ts";
import type { KVListOptions, KVNamespace, KVPutOptions, KVReadOptions } from "./kv-namespace.ts";
import {
  MAX_METADATA_BYTES,
  MAX_TTL_SECONDS,
  MAX_VALUE_BYTES,
  MIN_CACHE_TTL_SECONDS,
} from "./limits.ts";
import { expiryOf, type Ttl, type TtlSpec } from "./ttl.ts";
import { sizeOver, type ValueCodec } from "./value-codec.ts";

/** What generated code knows about one collection. */
export interface CollectionSpec<Params, Value, Metadata, Missing = null> {
  readonly key: KeySpec<Params>;
  readonly codec: ValueCodec<string> | ValueCodec<ArrayBuffer>;
  readonly value: Check<Value>;
  /** Left out where the collection has no metadata. */
  readonly metadata?: Check<Metadata>;
  readonly ttl: TtlSpec;
  /** Makes what a read gives where the key is missing; `null` without it. */
  readonly fallback?: () => Missing;
}

/** Options of a read. */
export interface GetOptions {
  /** How long a data centre may keep the answer, in whole seconds; at least 30. */
  readonly cacheTtl?: number;
}

/** What a `put` may take besides the value; generated code says which of them a collection has. */
export interface PutOptions<Metadata = unknown> {
  readonly ttl?: Ttl;
  readonly metadata?: Metadata;
}

/** A stored value with its metadata. */
export interface WithMetadata<Value, Metadata> {
  readonly value: Value;
  readonly metadata: Metadata;
}

/** One record that a list found. */
export interface ListEntry<Params, Metadata> {
  readonly key: string;
  readonly params: Params;
  readonly metadata: Metadata;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/** Reads and writes the records of one collection. */
export class Collection<Params, Input, Value, Metadata, Missing = null> {
  readonly #kv: KVNamespace;
  readonly #spec: CollectionSpec<Params, Value, Metadata, Missing>;

  constructor(kv: KVNamespace, spec: CollectionSpec<Params, Value, Metadata, Missing>) {
    this.#kv = kv;
    this.#spec = spec;
  }

  key(params: Params): string {
    return buildKey(this.#spec.key, params);
  }

  parse(key: string): Params | null {
    return parseKey(this.#spec.key, key);
  }

  async get(params: Params, options: GetOptions = {}): Promise<Value | Missing> {
    const key = this.key(params);
    const stored = await this.#kv.get(key, this.#readOptions(key, options));
    return stored === null ? this.#missing() : this.#decode(key, stored);
  }

  async getWithMetadata(
    params: Params,
    options: GetOptions = {},
  ): Promise<WithMetadata<Value, Metadata> | null> {
    const key = this.key(params);
    const stored = await this.#kv.getWithMetadata(key, this.#readOptions(key, options));
    if (stored.value === null) return null;
    return {
      value: this.#decode(key, stored.value),
      metadata: this.#checkMetadata("the stored metadata", stored.metadata, key),
    };
  }

  async put(params: Params, value: Input, options: PutOptions = {}): Promise<void> {
    const { ttl, value: check } = this.#spec;
    const key = this.key(params);
    const checked = this.#check(check, value, "invalid-value", "the value", key);
    const encoded = this.#encode(key, checked);
    this.#checkSize(encoded, MAX_VALUE_BYTES, "value-too-large", "the value has", key);

    const expiry = expiryOf(ttl, options.ttl, checked);
    if (typeof expiry === "string") this.#fail("invalid-ttl", expiry, key);

    const metadata = this.#checkMetadata("the metadata", options.metadata, key);
    const json = JSON.stringify(metadata) ?? "";
    this.#checkSize(json, MAX_METADATA_BYTES, "metadata-too-large", "the metadata's JSON has", key);

    const putOptions: KVPutOptions = metadata === undefined ? expiry : { ...expiry, metadata };
    await this.#kv.put(key, encoded, putOptions);
  }

  async delete(params: Params): Promise<void> {
    await this.#kv.delete(this.key(params));
  }

  /** Walks over all pages. Keys under the prefix that are not of this collection are passed over. */
  async *list(
    params: Partial<Params> = {},
  ): AsyncGenerator<ListEntry<Params, Metadata>, void, void> {
    const prefix = keyPrefix(this.#spec.key, params);
    let options: KVListOptions = { prefix };
    for (;;) {
      const page = await this.#kv.list(options);
      for (const { name, metadata, expiration } of page.keys) {
        const found = this.parse(name);
        if (found === null) continue;
        yield {
          key: name,
          params: found,
          metadata: this.#checkMetadata("the stored metadata", metadata, name),
          expiration,
        };
      }
      // A page may be empty and not be the last one: only `list_complete` tells.
      if (page.list_complete) return;
      options = { prefix, cursor: page.cursor };
    }
  }

  #readOptions(key: string, { cacheTtl }: GetOptions): KVReadOptions<"text"> {
    // KV gives text or bytes as `type` says; the codec that asks is the one that decodes.
    const type = this.#spec.codec.type as "text";
    if (cacheTtl === undefined) return { type };
    const isWhole = Number.isInteger(cacheTtl);
    if (!isWhole || cacheTtl < MIN_CACHE_TTL_SECONDS || cacheTtl > MAX_TTL_SECONDS) {
      const message = `\`cacheTtl\` is ${cacheTtl}: write whole seconds, at least ${MIN_CACHE_TTL_SECONDS}`;
      this.#fail("invalid-cache-ttl", message, key);
    }
    return { type, cacheTtl };
  }

  #missing(): Missing {
    // Without a fallback `Missing` is null: generated code names both together.
    return this.#spec.fallback === undefined ? (null as Missing) : this.#spec.fallback();
  }

  #encode(key: string, value: unknown): string | Uint8Array {
    try {
      return this.#spec.codec.encode(value);
    } catch (cause) {
      return this.#fail("invalid-value", `the value cannot be stored: ${reasonOf(cause)}`, key);
    }
  }

  #decode(key: string, stored: string | ArrayBuffer): Value {
    let decoded: unknown;
    try {
      decoded = (this.#spec.codec as ValueCodec).decode(stored);
    } catch (cause) {
      const message = `the stored value cannot be read: ${reasonOf(cause)}`;
      return this.#fail("invalid-value", message, key);
    }
    return this.#check(this.#spec.value, decoded, "invalid-value", "the stored value", key);
  }

  #checkMetadata(what: string, metadata: unknown, key: string): Metadata {
    const check = this.#spec.metadata;
    if (check === undefined) return undefined as Metadata;
    // KV gives null for a record without metadata, a list leaves it out.
    return this.#check(check, metadata ?? undefined, "invalid-metadata", what, key);
  }

  #check<T>(check: Check<T>, input: unknown, code: KeyloomErrorCode, what: string, key: string): T {
    const issues: Issue[] = [];
    const checked = check(input, issues);
    if (issues.length > 0) {
      this.#fail(code, `${what} is not of its type: ${describeIssues(issues)}`, key, issues);
    }
    return checked;
  }

  #checkSize(
    encoded: string | Uint8Array,
    limit: number,
    code: KeyloomErrorCode,
    what: string,
    key: string,
  ): void {
    const size = sizeOver(encoded, limit);
    if (size !== undefined) {
      this.#fail(code, `${what} ${size} bytes, KV takes at most ${limit}`, key);
    }
  }

  #fail(
    code: KeyloomErrorCode,
    message: string,
    key: string,
    issues: readonly Issue[] = [],
  ): never {
    throw new KeyloomError(code, message, { collection: this.#spec.key.name, key, issues });
  }
}
