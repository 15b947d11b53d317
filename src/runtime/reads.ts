import { type Duration, durationToSeconds } from "./duration.ts";
import type { KVReadOptions } from "./kv-namespace.ts";
import { MAX_TTL_SECONDS, MIN_CACHE_TTL_SECONDS } from "./limits.ts";
import { Records, type Stored } from "./records.ts";

/** Options of a read. */
export interface GetOptions {
  /** How long a data center may keep the answer: whole seconds, at least 30, or a duration such as `"5m"`. */
  readonly cacheTtl?: number | Duration;
}

/** A stored value with its metadata. */
export interface WithMetadata<Value, Metadata> {
  readonly value: Value;
  readonly metadata: Metadata;
}

/** What KV returns for a key. */
export interface StoredRecord {
  readonly value: Stored | null;
  /** Left out if nobody asked for it. */
  readonly metadata?: unknown;
}

/**
 * The read that nearly every collection has, and what other reads share with it. It is the class of an accessor
 * that only reads.
 */
export class Reads<Params, Value, Metadata, Missing> extends Records<
  Params,
  Value,
  Metadata,
  Missing
> {
  async get(params: Params, options?: GetOptions): Promise<Value | Missing> {
    const key = this.key(params);
    const read = this.readOptions(options, key);
    if (this.spec.version !== undefined) {
      return this.found(key, await this.kv.getWithMetadata(key, read));
    }
    return this.found(key, { value: await this.kv.get(key, read) });
  }

  /** What a read returns for what is stored. */
  protected async found(
    key: string,
    stored: StoredRecord | null | undefined,
  ): Promise<Value | Missing> {
    const value = await this.valueIn(key, stored);
    return value === undefined ? this.missing() : value;
  }

  /** The value in what is stored; `undefined` if there is none. */
  protected async valueIn(
    key: string,
    stored: StoredRecord | null | undefined,
  ): Promise<Value | undefined> {
    if (stored == null || stored.value === null) return undefined;
    return this.decode(key, stored.value, stored.metadata);
  }

  protected readOptions(
    { cacheTtl = this.spec.cacheTtl }: GetOptions = {},
    key?: string,
  ): KVReadOptions<"text"> {
    // KV returns text or bytes as `type` says; the codec that asks also decodes.
    const type = this.spec.codec.type as "text";
    if (cacheTtl === undefined) return { type };
    const seconds = durationToSeconds(cacheTtl) ?? 0;
    if (seconds < MIN_CACHE_TTL_SECONDS || seconds > MAX_TTL_SECONDS) {
      const message = `\`cacheTtl\` is ${cacheTtl}: write whole seconds, at least ${MIN_CACHE_TTL_SECONDS}, or a duration such as "5m"`;
      this.fail("invalid-cache-ttl", message, key);
    }
    return { type, cacheTtl: seconds };
  }
}
