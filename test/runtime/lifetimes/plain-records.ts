import type { CacheSpec } from "../../../src/runtime/cache.ts";
import { type GivenTtl, IDS, type Step } from "./steps.ts";

/** How long the records of a collection live; all times are in seconds. */
export interface Lifetimes {
  readonly policy: "none" | "fixed" | "default" | "required" | "optional";
  /** The TTL without another one. */
  readonly seconds?: number;
  /** The longest TTL. */
  readonly max?: number;
  readonly cache?: CacheSpec;
  /** Whether a value may be null. */
  readonly isNullable?: boolean;
}

/** A value of a test's collections: a number, or null. */
type Value = number | null;

interface PlainRecord {
  /** `undefined` says that there is none. */
  readonly value: Value | undefined;
  readonly expiration: number | undefined;
  /** Only where the cache wrote it. */
  readonly freshUntil?: number;
}

/** What a call comes to. */
export type Outcome = { readonly gave: unknown } | { readonly failed: string };

/** What a call is rejected with. */
class Failed extends Error {}

/** The least that KV keeps. */
const MIN_SECONDS = 60;

/** A date before that is passed to KV in seconds from then. */
const NEAR_SECONDS = 70;

/** Records in a map, each with the time when it ends. */
export class PlainRecords {
  readonly #lifetimes: Lifetimes;
  readonly #records = new Map<string, PlainRecord>();

  constructor(lifetimes: Lifetimes) {
    this.#lifetimes = lifetimes;
  }

  /** The records that have not expired, in order. */
  get stored(): readonly (readonly [id: string, record: PlainRecord])[] {
    return IDS.flatMap((id) => {
      const record = this.#records.get(id);
      const isOver = record?.expiration !== undefined && record.expiration <= now();
      return record === undefined || isOver ? [] : [[id, record] as const];
    });
  }

  find(id: string): PlainRecord | undefined {
    return this.stored.find(([one]) => one === id)?.[1];
  }

  take(step: Exclude<Step, { kind: "wait" }>): Outcome {
    try {
      return { gave: this.#take(step) };
    } catch (error) {
      if (error instanceof Failed) return { failed: error.message };
      throw error;
    }
  }

  #take(step: Exclude<Step, { kind: "wait" }>): unknown {
    const { kind, id, ttl } = step;
    const stored = this.find(id);
    switch (kind) {
      case "put":
        this.#records.set(id, { value: step.n, expiration: this.#expirationOf(ttl) });
        return undefined;
      case "update":
        if (ttl !== undefined) this.#expirationOf(ttl);
        if (stored?.value === undefined) return null;
        this.#records.set(id, this.#updated(stored, step.n, ttl));
        return step.n;
      case "touch":
        return this.#touch(id, stored, ttl);
      case "delete":
        this.#records.delete(id);
        return undefined;
      case "load":
        return this.#getOrLoad(step, stored);
    }
  }

  #updated(stored: PlainRecord, value: Value, ttl: GivenTtl | undefined): PlainRecord {
    if (ttl !== undefined) return { value, expiration: this.#expirationOf(ttl) };
    const { expiration } = stored;
    const isNear = expiration !== undefined && expiration < now() + MIN_SECONDS;
    return { ...stored, value, expiration: isNear ? second() + MIN_SECONDS : expiration };
  }

  #touch(id: string, stored: PlainRecord | undefined, ttl: GivenTtl | undefined): boolean {
    const expiration = this.#expirationOf(ttl);
    if (stored?.value === undefined) return false;
    const { value, freshUntil } = stored;
    const isLoaded = freshUntil !== undefined;
    this.#records.set(id, isLoaded ? this.#loaded(value, expiration, ttl) : { value, expiration });
    return true;
  }

  #getOrLoad(step: Extract<Step, { kind: "load" }>, stored: PlainRecord | undefined): unknown {
    const { hasContext, ttl } = step;
    this.#expirationOf(ttl);
    const { cache = {} } = this.#lifetimes;
    const isNone = stored?.value === undefined;
    const isKept = stored !== undefined && (!isNone || cache.negative !== undefined);
    if (!isKept) return this.#load(step);
    const cached = stored.value ?? null;
    if (stored.freshUntil === undefined || stored.freshUntil > now()) return cached;
    try {
      const loaded = this.#load(step);
      return hasContext ? cached : loaded;
    } catch {
      return cached;
    }
  }

  #load({ id, gives, ttl }: Extract<Step, { kind: "load" }>): Value {
    const { cache = {}, isNullable = false } = this.#lifetimes;
    if (gives === undefined) throw new Failed("broken on purpose");
    if (gives === null && cache.negative !== undefined) {
      this.#records.set(id, lasting(undefined, cache.negative));
      return null;
    }
    if (gives === null && !isNullable) throw new Failed("invalid-value");
    this.#records.set(id, this.#loaded(gives, this.#expirationOf(ttl), ttl));
    return gives;
  }

  /** A value that is fresh for a part of the time until it would expire, and stale for some time more. */
  #loaded(value: Value, expiration: number | undefined, ttl: GivenTtl | undefined): PlainRecord {
    const { stale, jitter = 0 } = this.#lifetimes.cache ?? {};
    // From a date on, it is counted exactly, from seconds in whole ones, and so from a date that is near.
    const isExact = ttl?.isDate === true && (expiration ?? 0) >= now() + NEAR_SECONDS;
    const left = (expiration ?? 0) - (isExact ? now() : second());
    return lasting(value, left * (1 - jitter * Math.random()), stale);
  }

  /** When a record that is written now expires. */
  #expirationOf(ttl: GivenTtl | undefined): number | undefined {
    const { policy, seconds, max = Number.POSITIVE_INFINITY } = this.#lifetimes;
    if (ttl === undefined) {
      if (policy === "required") throw new Failed("invalid-ttl");
      return seconds === undefined ? undefined : second() + seconds;
    }
    const isFree = policy !== "none" && policy !== "fixed";
    const expiration = ttl.isDate ? Math.ceil(now() + ttl.seconds) : second() + ttl.seconds;
    const left = ttl.isDate ? Math.floor(expiration - now()) : ttl.seconds;
    if (isFree && left >= MIN_SECONDS && left <= max) return expiration;
    throw new Failed("invalid-ttl");
  }
}

function lasting(value: Value | undefined, seconds: number, stale = 0): PlainRecord {
  const freshUntil = second() + Math.max(MIN_SECONDS, Math.floor(seconds));
  return { value, freshUntil, expiration: freshUntil + stale };
}

function now(): number {
  return Date.now() / 1_000;
}

/** Now in whole seconds, as KV counts. */
function second(): number {
  return Math.floor(now());
}
