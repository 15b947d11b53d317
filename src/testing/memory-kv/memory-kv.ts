import { type Clock, systemClock } from "../../repeatable/clock.ts";
import { Gate, type Operations } from "../production/gate.ts";
import type { Production } from "../production/production.ts";
import { ReadCache } from "../production/read-cache.ts";
import { WriteLimit } from "../production/write-limit.ts";
import {
  type Arguments,
  type GetArguments,
  getArguments,
  keyOrKeys,
  listArguments,
  oneKey,
  putArguments,
  valueToPut,
} from "./arguments.ts";
import type { MemoryKv } from "./binding.ts";
import { readBulk } from "./bulk-read.ts";
import { checkKey, checkSentKey } from "./check-key.ts";
import { expirationOf } from "./expiration.ts";
import { listPage } from "./list.ts";
import { checkMetadata, metadataJson } from "./metadata.ts";
import { checkCacheTtl, metadataOf, readAs } from "./read-value.ts";
import { checkReceivers } from "./receiver.ts";
import { type Entry, hasExpired, Store } from "./store.ts";
import { lockStream, readValue, takeValue } from "./written-value.ts";

/** What a memory KV is made with. */
export interface MemoryKvOptions {
  /** Tells the time; by default `Date.now`. */
  readonly clock?: Clock;
  /** Which behavior of production it simulates; by default none. */
  readonly production?: Production;
}

interface Found {
  readonly value: unknown;
  readonly metadata: unknown;
  readonly cacheStatus: null;
}

/**
 * Makes an empty KV in memory. It accepts and rejects what KV does, with the same results and errors as the
 * binding in workerd; Keyloom's tests run one suite against both.
 */
export function createMemoryKv(options: MemoryKvOptions = {}): MemoryKv {
  // The overloads say what a Worker may pass; the class accepts anything that it might pass.
  return new KvNamespace(options) as unknown as MemoryKv;
}

class KvNamespace {
  static {
    checkReceivers(KvNamespace.prototype, (value) => #gate in value);
  }

  readonly #clock: Clock;
  readonly #gate: Gate;
  readonly #store = new Store();
  readonly #cache: ReadCache;
  readonly #writeLimit: WriteLimit;

  constructor({ clock = systemClock, production = {} }: MemoryKvOptions) {
    this.#clock = clock;
    this.#gate = new Gate(clock, production);
    this.#cache = new ReadCache(this.#store, production.staleReads ?? false);
    this.#writeLimit = new WriteLimit(production.limitWrites ?? false);
  }

  get [Symbol.toStringTag](): string {
    return "KvNamespace";
  }

  get operations(): Operations {
    return this.#gate.operations;
  }

  startInvocation(): void {
    this.#gate.startInvocation();
  }

  // The two reads are not `async`: in workerd, unlike the others, they throw at once for arguments
  // that they cannot take.

  get(...args: Arguments): Promise<unknown> {
    const key = keyOrKeys("get", "string or Array", args);
    const options = getArguments(args[1]);
    if (typeof key !== "string") return this.#readMany("get", key, options);
    return this.#checkAndRead(key, options);
  }

  getWithMetadata(...args: Arguments): Promise<unknown> {
    const key = keyOrKeys("getWithMetadata", "Array or string", args);
    const options = getArguments(args[1]);
    if (typeof key !== "string") return this.#readMany("getWithMetadata", key, options);
    checkKey("GET", key);
    return this.#read("getWithMetadata", key, options);
  }

  async put(...args: Arguments): Promise<void> {
    const key = oneKey("put", args);
    const given = valueToPut(args);
    const { metadata, ...expiry } = putArguments(args[2]);
    checkKey("PUT", key);
    const json = metadataJson(metadata);
    const taken = takeValue(given);
    const source = taken instanceof Uint8Array ? taken : await lockStream(taken);
    await this.#gate.pass("PUT", { method: "put", keys: [key] });

    checkSentKey("PUT", key);
    const expiration = expirationOf(expiry, this.#clock.now());
    if (json !== undefined) checkMetadata(json);
    const bytes = await readValue(source);
    this.#writeLimit.check(key, this.#clock.now());
    this.#store.put(key, { bytes, expiration, metadata: json });
  }

  async delete(...args: Arguments): Promise<void> {
    const key = oneKey("delete", args);
    checkKey("DELETE", key);
    await this.#gate.pass("DELETE", { method: "delete", keys: [key] });
    checkSentKey("DELETE", key);
    this.#store.delete(key);
  }

  async list(...args: Arguments): Promise<unknown> {
    const options = listArguments(args[0]);
    await this.#gate.pass("GET", { method: "list", keys: [] });
    const now = this.#clock.now();
    return listPage(this.#cache.records(now), options, now);
  }

  async #checkAndRead(key: string, options: GetArguments): Promise<unknown> {
    checkKey("GET", key);
    return (await this.#read("get", key, options)).value;
  }

  async #read(
    method: "get" | "getWithMetadata",
    key: string,
    { type = "text", cacheTtl }: GetArguments,
  ): Promise<Found> {
    await this.#gate.pass("GET", { method, keys: [key] });
    checkSentKey("GET", key);
    const entry = this.#entry(key, checkCacheTtl("GET", cacheTtl));
    if (entry === undefined) return { value: null, metadata: null, cacheStatus: null };
    return { value: readAs(type, entry), metadata: metadataOf(entry), cacheStatus: null };
  }

  async #readMany(
    method: "get" | "getWithMetadata",
    keys: readonly string[],
    options: GetArguments,
  ): Promise<Map<string, unknown>> {
    await this.#gate.pass("GET_BULK", { method, keys });
    const withMetadata = method === "getWithMetadata";
    return readBulk(keys, options, withMetadata, (key, cacheTtl) => this.#entry(key, cacheTtl));
  }

  #entry(key: string, cacheTtl: number): Entry | undefined {
    const now = this.#clock.now();
    const entry = this.#cache.get(key, cacheTtl, now);
    return entry === undefined || hasExpired(entry, now) ? undefined : entry;
  }
}
