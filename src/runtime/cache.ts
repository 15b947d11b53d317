import type { Prepared, PutOptions } from "./basic-collection.ts";
import type { CollectionSpec } from "./collection-spec.ts";
import { KeyloomError, reasonOf } from "./error.ts";
import type { KVPutOptions } from "./kv-namespace.ts";
import { MIN_TTL_SECONDS } from "./limits.ts";
import { ListedCollection } from "./listed-collection.ts";
import type { GetOptions } from "./reads.ts";
import type { Stored } from "./records.ts";
import { retried } from "./retry.ts";
import { singleFlight } from "./single-flight.ts";
import type { Expiry } from "./ttl.ts";

/** How a collection caches what a loader returns. Every figure is in seconds, except `jitter`. */
export interface CacheSpec {
  /** How long a value is served past its TTL while a new one is loaded. */
  readonly stale?: number;
  /** How long "there is none" is kept. */
  readonly negative?: number;
  /** The share by which the TTL may be shortened, so that values written together do not expire together: 0 to 1. */
  readonly jitter?: number;
}

/** What else a collection with a cache knows. */
export interface CachedSpec<Params, Value, Missing = null>
  extends CollectionSpec<Params, Value, undefined, Missing> {
  readonly cache: CacheSpec;
}

/** The context of a request, `ctx`: what it waits for continues after the response. */
export interface LoadContext {
  waitUntil(promise: Promise<unknown>): void;
}

/** Options of a `getOrLoad`, including those of its read. */
export interface LoadOptions extends GetOptions {
  /** With it, a stale value is renewed, and a new one is written, after the response. */
  readonly context?: LoadContext;
  /** A TTL, or a function that takes it from the loaded value. */
  readonly ttl?: unknown;
}

/** What Keyloom keeps beside a cached value, as KV's metadata. */
interface Freshness {
  /** Seconds since the epoch. */
  readonly freshUntil: number;
}

const NOTHING = { value: null, metadata: null };

/** No JSON is empty: an empty value stands for "there is none". */
const NONE = "";

/** Makes a missing value; `null` if there is none. */
type Loader<Input> = () => Input | null | Promise<Input | null>;

/** Takes a TTL from a loaded value; the policy judges it. */
type TtlOf<Value> = (value: Value) => unknown;

/** A collection that keeps what a loader returns. */
export class Cache<Params, Input, Value, Missing = null> extends ListedCollection<
  Params,
  Input,
  Value,
  undefined,
  Missing
> {
  declare protected readonly spec: CachedSpec<Params, Value, Missing>;

  getOrLoad(
    params: Params,
    load: () => Input | Promise<Input>,
    options?: LoadOptions,
  ): Promise<Value>;
  getOrLoad(params: Params, load: Loader<Input>, options?: LoadOptions): Promise<Value | null>;
  async getOrLoad(
    params: Params,
    load: Loader<Input>,
    options: LoadOptions = {},
  ): Promise<Value | null> {
    const key = this.key(params);
    // Not only where a value is missing.
    if (typeof options.ttl !== "function") this.checkExpiry(key, options.ttl, undefined);
    const read = this.kv.getWithMetadata(key, this.readOptions(options, key));
    // The loader does not need KV.
    const found = await read.catch((error: unknown) => {
      this.#tell("the cache could not be read", key, error);
      return NOTHING;
    });
    const cached = found.value === null ? undefined : await this.#valueOf(key, found.value);
    if (cached === undefined) return this.#load(key, load, options);

    // A record that was put by hand has no such metadata: it is fresh as long as it exists.
    const freshness = found.metadata as Freshness | null;
    if (freshness === null || freshness.freshUntil > Date.now() / 1000) return cached;
    // A failure in what is awaited after the response would count as one of the whole request.
    const renewed = this.#load(key, load, options).catch((error: unknown) => {
      this.#tell("loading failed, and a stale value was used", key, error);
      return cached;
    });
    if (options.context === undefined) return renewed;
    options.context.waitUntil(renewed);
    return cached;
  }

  /** "There is none" is a record as well. */
  override async has(params: Params, options?: GetOptions): Promise<boolean> {
    const key = this.key(params);
    return isValue(await this.kv.get(key, this.readOptions(options, key)));
  }

  /** A touched value is as fresh as one that was just loaded. */
  override async touch(params: Params, { ttl }: { readonly ttl?: unknown } = {}): Promise<boolean> {
    const key = this.key(params);
    const expiry = this.checkExpiry(key, ttl, undefined);
    const { value, metadata } = await this.kv.getWithMetadata(key, { type: "text" });
    if (!isValue(value)) return false;
    const options = metadata === null ? expiry : this.#lifetime(expiry);
    await retried(() => this.kv.put(key, value, options));
    return true;
  }

  /** An `update` that keeps a record's expiration also keeps how fresh it is. */
  protected override async prepare(
    key: string,
    input: Input,
    { metadata, ...options }: PutOptions,
    kept?: Expiry,
  ): Promise<Prepared<Value>> {
    const prepared = await super.prepare(key, input, options, kept);
    if (kept === undefined || metadata === undefined) return prepared;
    return { ...prepared, options: { ...prepared.options, metadata } };
  }

  protected override async decode(key: string, stored: Stored): Promise<Value | undefined> {
    return stored === NONE ? undefined : super.decode(key, stored);
  }

  /** @returns `undefined` for what counts as missing, such as "there is none" if it is not kept. */
  async #valueOf(key: string, stored: string): Promise<Value | null | undefined> {
    if (stored !== NONE) return this.decode(key, stored);
    return this.spec.cache.negative === undefined ? undefined : null;
  }

  /** Loads once for all concurrent callers; each gets its own value. */
  async #load(key: string, load: Loader<Input>, options: LoadOptions): Promise<Value | null> {
    const flight = () => this.#loadAndKeep(key, load, options);
    const stored = await singleFlight(this.kv, key, flight);
    // A loaded value is of its type.
    return stored === NONE ? null : ((await this.decode(key, stored)) as Value);
  }

  /** @returns what is stored: text, which others can read for themselves. */
  async #loadAndKeep(
    key: string,
    load: Loader<Input>,
    { context, ttl }: LoadOptions,
  ): Promise<string> {
    const value = await load();
    const { negative } = this.spec.cache;
    if (value === null && negative !== undefined) {
      await this.#keep(key, NONE, lifetime(negative), context);
      return NONE;
    }
    // It gets only a value that is of its type.
    const own = typeof ttl === "function" ? {} : undefined;
    const made = await this.prepare(key, value as Input, { ttl }, own);
    const encoded = made.encoded as string;
    const expiry = own
      ? this.checkExpiry(key, (ttl as TtlOf<Value>)(made.value), undefined)
      : made.options;
    await this.#keep(key, encoded, this.#lifetime(expiry), context);
    return encoded;
  }

  /** How long a value with this TTL is kept; it is fresh for part of that time. */
  #lifetime({ expirationTtl, expiration = 0 }: Expiry): KVPutOptions {
    const { stale, jitter = 0 } = this.spec.cache;
    const seconds = expirationTtl ?? expiration - Date.now() / 1000;
    return lifetime(seconds * (1 - jitter * Math.random()), stale);
  }

  /** Keeps what was loaded. A failure here is reported, but does not fail the request, which has its value. */
  async #keep(
    key: string,
    stored: string,
    options: KVPutOptions,
    context: LoadContext | undefined,
  ): Promise<void> {
    const write = retried(() => this.kv.put(key, stored, options)).catch((error: unknown) =>
      this.#tell("the value was not kept", key, error),
    );
    if (context === undefined) await write;
    else context.waitUntil(write);
  }

  #tell(what: string, key: string, error: unknown): void {
    // An error of ours names the key itself.
    const place = error instanceof KeyloomError ? "" : ` (key ${JSON.stringify(key)})`;
    console.error(`${this.spec.key.name}: ${what}: ${reasonOf(error)}${place}`);
  }
}

function lifetime(fresh: number, stale = 0): KVPutOptions {
  const seconds = Math.max(MIN_TTL_SECONDS, Math.floor(fresh));
  const metadata: Freshness = { freshUntil: Math.floor(Date.now() / 1000) + seconds };
  return { expirationTtl: seconds + stale, metadata };
}

function isValue(stored: string | null): stored is string {
  return stored !== null && stored !== NONE;
}
