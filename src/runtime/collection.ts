import { BasicCollection, type PutOptions } from "./basic-collection.ts";
import { KeyloomError } from "./error.ts";
import type { KVPutOptions } from "./kv-namespace.ts";
import { asGiven } from "./pipe.ts";
import type { GetOptions, StoredRecord, WithMetadata } from "./reads.ts";
import { type Expiry, keptExpiry } from "./ttl.ts";

/** A collection with all methods of one record. */
export class Collection<Params, Input, Value, Metadata, Missing = null> extends BasicCollection<
  Params,
  Input,
  Value,
  Metadata,
  Missing
> {
  async getWithMetadata(
    params: Params,
    options?: GetOptions,
  ): Promise<WithMetadata<Value, Metadata> | null> {
    const key = this.key(params);
    return this.recordOf(key, await this.kv.getWithMetadata(key, this.readOptions(options, key)));
  }

  async has(params: Params, options?: GetOptions): Promise<boolean> {
    const key = this.key(params);
    const read = { ...this.readOptions(options, key), type: "stream" } as const;
    const stream = await this.kv.get(key, read);
    await stream?.cancel();
    return stream !== null;
  }

  async update(
    params: Params,
    change: (value: Value | NonNullable<Missing>) => Input | Promise<Input>,
    options: PutOptions = {},
  ): Promise<Value | Missing> {
    const key = this.key(params);
    // Not only where there is a record.
    if (options.ttl !== undefined) this.checkExpiry(key, options.ttl, undefined);
    const { unlisted } = this.spec.ttl;
    const [stored, expiry] = await Promise.all([
      // KV returns text or bytes as `type` says; the codec that asks also decodes.
      this.kv.getWithMetadata(key, { type: this.spec.codec.type as "text" }),
      options.ttl === undefined && unlisted ? this.#expiryOf(key, unlisted) : undefined,
    ]);
    const value = await this.valueIn(key, stored);
    // A value may also be null.
    if (value === undefined && this.spec.fallback === undefined) return this.missing();
    const next = await change((value === undefined ? this.missing() : value) as Value);
    const isThere = stored.value !== null;
    const keepsMetadata = isThere && !("metadata" in options);
    const metadata = keepsMetadata ? this.#kept(stored.metadata, key) : options.metadata;
    const kept = isThere ? expiry : undefined;
    const prepared = await this.prepare(key, next, { ...options, metadata }, kept);
    await this.send([prepared], stored);
    return prepared.value;
  }

  async touch(params: Params, { ttl }: { readonly ttl?: unknown } = {}): Promise<boolean> {
    const key = this.key(params);
    const expiry = this.checkExpiry(key, ttl, undefined);
    // KV returns what `type` says, and accepts it as it is.
    const type = (this.spec.codec.type === "stream" ? "stream" : "arrayBuffer") as "arrayBuffer";
    const { value, metadata } = await this.kv.getWithMetadata(key, { type });
    if (value === null) return false;
    const content = (await this.spec.codec.renewed?.(value, this.place(key))) ?? value;
    return this.renew(key, content, metadata === null ? expiry : { ...expiry, metadata });
  }

  /** Writes a record unchanged, with another TTL. Returns `false` for one that counts as missing. */
  protected async renew(
    key: string,
    stored: ArrayBuffer | ReadableStream,
    options: KVPutOptions,
  ): Promise<boolean> {
    await this.write(key, stored, options);
    return true;
  }

  /** What a read returns for what is stored, with its metadata. */
  protected async recordOf(
    key: string,
    stored: StoredRecord | null | undefined,
  ): Promise<WithMetadata<Value, Metadata> | null> {
    const value = await this.valueIn(key, stored);
    const found = value !== undefined && this.decodeMetadata(key, stored?.metadata);
    return found ? { value: value as Value, ...found } : null;
  }

  /** @returns `undefined` for metadata that is not of its type, with which the record counts as missing. */
  protected decodeMetadata(key: string, stored: unknown): { metadata: Metadata } | undefined {
    try {
      return { metadata: this.checkMetadata("the stored metadata", stored, key) };
    } catch (error) {
      if (this.spec.onInvalid === "missing" && error instanceof KeyloomError) return undefined;
      throw error;
    }
  }

  /** Stored metadata in the form that a write accepts: errors name it as what is stored. */
  #kept(stored: unknown, key: string): unknown {
    const { encodeMetadata = asGiven } = this.spec;
    const metadata = this.checkMetadata("the stored metadata", stored, key);
    return encodeMetadata === asGiven ? (stored ?? undefined) : metadata;
  }

  /**
   * When a stored record expires, which KV tells only in lists. The key itself is the first with its
   * prefix. A list may be a minute old: a record that it does not show yet must not live forever.
   */
  async #expiryOf(key: string, unlisted: Expiry): Promise<Expiry> {
    const { keys } = await this.kv.list({ prefix: key, limit: 1 });
    const [{ name, expiration } = { name: "" }] = keys;
    return name === key ? keptExpiry(expiration) : unlisted;
  }
}
