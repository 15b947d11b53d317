import { KeyloomError, reasonOf } from "./error.ts";
import type { KVPutOptions } from "./kv-namespace.ts";
import { MAX_METADATA_BYTES, MAX_VALUE_BYTES } from "./limits.ts";
import { Reads, type StoredRecord } from "./reads.ts";
import { retried } from "./retry.ts";
import type { Expiry } from "./ttl.ts";
import { type Encoded, sizeOver } from "./value-codec.ts";

/** What a `put` may accept besides the value; generated code says which of them a collection has. */
export interface PutOptions<Metadata = unknown> {
  /** Generated types say which are allowed; the policy judges the others. */
  readonly ttl?: unknown;
  readonly metadata?: Metadata;
}

/** A record that has passed all checks. */
export interface Prepared<Value> {
  readonly key: string;
  readonly value: Value;
  readonly encoded: Encoded;
  readonly options: KVPutOptions;
}

/**
 * Reads and writes the records of one collection by their parameters. It is the class of an accessor without
 * other methods, because a bundler cannot drop methods of a class.
 */
export class BasicCollection<Params, Input, Value, Metadata, Missing = null> extends Reads<
  Params,
  Value,
  Metadata,
  Missing
> {
  async put(params: Params, value: Input, options: PutOptions = {}): Promise<void> {
    await this.send([await this.prepare(this.key(params), value, options)]);
  }

  async delete(params: Params): Promise<void> {
    await this.remove([this.key(params)]);
  }

  /** @param kept the expiration that the record has, instead of the policy's. */
  protected async prepare(
    key: string,
    input: Input,
    options: PutOptions,
    kept?: Expiry,
  ): Promise<Prepared<Value>> {
    const { value: check, encodeValue = check } = this.spec;
    const content = this.check(encodeValue, input, "invalid-value", "the value", key);
    // Nothing is written that a read would reject.
    const value =
      encodeValue === check
        ? (content as Value)
        : this.check(check, content, "invalid-value", "the value", key);
    const encoded = await this.#encode(key, content);
    this.#checkSize(encoded, MAX_VALUE_BYTES, "value-too-large", "the value has", key);
    const expiry = kept ?? this.checkExpiry(key, options.ttl, content);
    const own = this.#metadataToStore(options.metadata, key);
    const metadata = this.spec.version === undefined ? own : this.spec.version.with(own);
    const json = JSON.stringify(metadata) ?? "";
    this.#checkSize(json, MAX_METADATA_BYTES, "metadata-too-large", "the metadata's JSON has", key);
    return {
      key,
      value,
      encoded,
      options: metadata === undefined ? expiry : { ...expiry, metadata },
    };
  }

  #metadataToStore(given: unknown, key: string): unknown {
    const { encodeMetadata } = this.spec;
    if (encodeMetadata === undefined) return this.checkMetadata("the metadata", given, key);
    const own = given ?? undefined;
    const content = this.check(encodeMetadata, own, "invalid-metadata", "the metadata", key);
    this.checkMetadata("the metadata", content, key);
    return content;
  }

  /** Writes records. `_stored` is what is stored under the key of the only one, if known. */
  protected async send(records: readonly Prepared<Value>[], _stored?: StoredRecord): Promise<void> {
    for (const { key, encoded, options } of records) await this.write(key, encoded, options);
  }

  protected async remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) await retried(() => this.kv.delete(key));
  }

  protected async write(
    key: string,
    stored: Encoded | ArrayBuffer,
    options: KVPutOptions,
  ): Promise<void> {
    const write = () => this.kv.put(key, stored, options);
    // A stream that has flowed cannot be sent again.
    await (stored instanceof ReadableStream ? write() : retried(write));
  }

  protected checkExpiry(key: string, ttl: unknown, value: unknown): Expiry {
    const expiry = this.spec.ttl.expiryOf(ttl, value, Date.now());
    return typeof expiry === "string" ? this.fail("invalid-ttl", expiry, key) : expiry;
  }

  async #encode(key: string, value: unknown): Promise<Encoded> {
    try {
      return await this.spec.codec.encode(value, this.place(key));
    } catch (cause) {
      if (cause instanceof KeyloomError) throw cause;
      return this.fail("invalid-value", `the value cannot be stored: ${reasonOf(cause)}`, key);
    }
  }

  #checkSize(
    encoded: Encoded,
    limit: number,
    code: "value-too-large" | "metadata-too-large",
    what: string,
    key: string,
  ): void {
    const size = sizeOver(encoded, limit);
    if (size !== undefined) {
      this.fail(code, `${what} ${size} bytes, KV takes at most ${limit}`, key);
    }
  }
}
