import { KeyloomError, type KeyloomErrorCode } from "./error.ts";
import { type Check, describeIssues, type Issue } from "./issue.ts";
import { buildKey, type KeySpec, keyPrefix, parseKey } from "./key-spec.ts";
import type { KVListOptions, KVNamespace, KVPutOptions, KVReadOptions } from "./kv-namespace.ts";
import { MAX_METADATA_BYTES, MAX_VALUE_BYTES } from "./limits.ts";
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
  /** How long a data centre may keep the answer, in seconds; at least 30. */
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
    const stored = await this.#kv.get(key, this.#readOptions(options));
    return stored === null ? this.#missing() : this.#decode(key, stored);
  }

  async getWithMetadata(
    params: Params,
    options: GetOptions = {},
  ): Promise<WithMetadata<Value, Metadata> | null> {
    const key = this.key(params);
    const stored = await this.#kv.getWithMetadata(key, this.#readOptions(options));
    if (stored.value === null) return null;
    return {
      value: this.#decode(key, stored.value),
      metadata: this.#checkMetadata(stored.metadata, key),
    };
  }

  async put(params: Params, value: Input, options: PutOptions = {}): Promise<void> {
    const key = this.key(params);
    const spec = this.#spec;
    const issues: Issue[] = [];
    const checked = spec.value(value, issues);
    if (issues.length > 0) this.#fail("invalid-value", describeIssues(issues), key, issues);

    const encoded = spec.codec.encode(checked);
    const size = sizeOver(encoded, MAX_VALUE_BYTES);
    if (size !== undefined) {
      const message = `the value has ${size} bytes, KV takes at most ${MAX_VALUE_BYTES}`;
      this.#fail("value-too-large", message, key);
    }

    const expiry = expiryOf(spec.ttl, options.ttl, checked);
    if (typeof expiry === "string") this.#fail("invalid-ttl", expiry, key);

    const metadata = this.#checkMetadata(options.metadata, key);
    const metadataSize = sizeOver(JSON.stringify(metadata) ?? "", MAX_METADATA_BYTES);
    if (metadataSize !== undefined) {
      const message = `the metadata has ${metadataSize} bytes of JSON, KV takes at most ${MAX_METADATA_BYTES}`;
      this.#fail("metadata-too-large", message, key);
    }

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
    const options: KVListOptions = { prefix: keyPrefix(this.#spec.key, params) };
    for (;;) {
      const page = await this.#kv.list(options);
      for (const { name, metadata, expiration } of page.keys) {
        const found = this.parse(name);
        if (found === null) continue;
        yield {
          key: name,
          params: found,
          metadata: this.#checkMetadata(metadata, name),
          expiration,
        };
      }
      // A page may be empty and not be the last one: only `list_complete` tells.
      if (page.list_complete) return;
      options.cursor = page.cursor;
    }
  }

  #readOptions({ cacheTtl }: GetOptions): KVReadOptions<"text"> {
    // KV gives text or bytes as `type` says; the codec that asks is the one that decodes.
    const type = this.#spec.codec.type as "text";
    return cacheTtl === undefined ? { type } : { type, cacheTtl };
  }

  #missing(): Missing {
    // Without a fallback `Missing` is null: generated code names both together.
    return this.#spec.fallback === undefined ? (null as Missing) : this.#spec.fallback();
  }

  #decode(key: string, stored: string | ArrayBuffer): Value {
    let decoded: unknown;
    try {
      decoded = (this.#spec.codec as ValueCodec).decode(stored);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      return this.#fail("invalid-value", `the stored value cannot be read: ${reason}`, key);
    }
    const issues: Issue[] = [];
    const value = this.#spec.value(decoded, issues);
    if (issues.length > 0) {
      const message = `the stored value is not of its type: ${describeIssues(issues)}`;
      this.#fail("invalid-value", message, key, issues);
    }
    return value;
  }

  #checkMetadata(metadata: unknown, key: string): Metadata {
    const check = this.#spec.metadata;
    if (check === undefined) return undefined as Metadata;
    const issues: Issue[] = [];
    // KV gives null for a record without metadata, a list leaves it out.
    const checked = check(metadata ?? undefined, issues);
    if (issues.length > 0) {
      this.#fail("invalid-metadata", `metadata: ${describeIssues(issues)}`, key, issues);
    }
    return checked;
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
