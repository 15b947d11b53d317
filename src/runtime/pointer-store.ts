import { inFlight } from "./in-flight.ts";
import type { KVNamespace, KVPutOptions } from "./kv-namespace.ts";
import type { StoredPointers } from "./pointer.ts";
import {
  hasPointer,
  type PointerMetadata,
  type PointerSpec,
  pointerKeyIfAny,
} from "./pointer-spec.ts";
import { readMany } from "./read-many.ts";
import { retried } from "./retry.ts";
import type { Expiry } from "./ttl.ts";

/** A pointer of a collection, whatever its parameters are. */
export interface NamedPointer<Params, Value> {
  readonly name: string;
  readonly spec: PointerSpec<unknown, Params, Value>;
  readonly stored: StoredPointers<unknown>;
}

/** Stands for a stored value that is not of its type: nothing is known of its pointers. */
export const UNREADABLE: unique symbol = Symbol("unreadable");

/** The same for one that counts as missing: it may be of a version that only newer Workers know. */
export const IGNORED: unique symbol = Symbol("ignored");

/** The value of a record; `undefined` if there is none. */
export type Known<Value> = Value | undefined | typeof UNREADABLE | typeof IGNORED;

/** The values of records by their keys. */
export type Values<Value> = ReadonlyMap<string, Known<Value>>;

/** The records of the collection, as pointers see them. */
export interface PointedRecords<Params, Value> {
  parse(key: string): Params | null;
  /** Reads values; a key that is not of the collection has none. */
  values(keys: readonly string[]): Promise<Values<Value>>;
}

/** A pointer that a record has, or will have. */
export interface Claim<Params, Value> {
  readonly pointer: NamedPointer<Params, Value>;
  /** The pointer's key. */
  readonly target: string;
  /** The record's key. */
  readonly key: string;
}

/** What is stored under a pointer's key. */
export interface Holder {
  /** The key of the record that the pointer leads to. */
  readonly key: string;
  /** Seconds since the epoch; 0 if unknown. */
  readonly writtenAt: number;
}

/** The pointers of a collection as they are stored. */
export class PointerStore<Params, Value> {
  readonly pointers: readonly NamedPointer<Params, Value>[];
  readonly records: PointedRecords<Params, Value>;
  readonly #kv: KVNamespace;

  constructor(
    kv: KVNamespace,
    pointers: readonly NamedPointer<Params, Value>[],
    records: PointedRecords<Params, Value>,
  ) {
    this.#kv = kv;
    this.pointers = pointers;
    this.records = records;
  }

  /** The pointers that records have according to their stored values. */
  claimsOf(values: Values<Value>): readonly Claim<Params, Value>[] {
    return [...values].flatMap(([key, value]) => {
      const params = this.records.parse(key);
      if (params === null || !isValue(value)) return [];
      return this.pointers.flatMap((pointer) => {
        const target = pointerKeyIfAny(pointer.spec, params, value);
        return target === null ? [] : [{ pointer, target, key }];
      });
    });
  }

  /** What is stored under keys of pointers. */
  async holders(targets: readonly string[]): Promise<ReadonlyMap<string, Holder>> {
    const read = { type: "text" } as const;
    const found = await readMany<{ value: string | null; metadata: unknown }>(targets, {
      many: (keys) => this.#kv.getWithMetadata(keys, read),
      one: (key) => this.#kv.getWithMetadata(key, read),
    });
    const holders = new Map<string, Holder>();
    for (const [target, stored] of found) {
      if (stored === null || stored.value === null) continue;
      const { writtenAt = 0 } = (stored.metadata ?? {}) as Partial<PointerMetadata>;
      holders.set(target, { key: stored.value, writtenAt });
    }
    return holders;
  }

  /**
   * The claims whose pointer leads to another record that has it. A record that cannot be read may well
   * have it.
   */
  async taken(
    claims: readonly Claim<Params, Value>[],
    holders: ReadonlyMap<string, Holder>,
  ): Promise<readonly Claim<Params, Value>[]> {
    const others = claims.flatMap((claim) => {
      const holder = holders.get(claim.target)?.key;
      return holder === undefined || holder === claim.key ? [] : [{ claim, holder }];
    });
    const values = await this.records.values(others.map(({ holder }) => holder));
    return others
      .filter(({ claim, holder }) => {
        const value = values.get(holder);
        return value === UNREADABLE || this.isHeld(claim.pointer, claim.target, holder, value);
      })
      .map(({ claim }) => claim);
  }

  /** Whether the record with this key and value has the pointer. */
  isHeld(
    { spec }: NamedPointer<Params, Value>,
    target: string,
    key: string,
    value: Known<Value>,
  ): boolean {
    const params = this.records.parse(key);
    return params !== null && isValue(value) && hasPointer(spec, params, value, target);
  }

  async point(target: string, key: string, { expiration, expirationTtl }: Expiry): Promise<void> {
    const metadata: PointerMetadata = { writtenAt: Math.floor(Date.now() / 1000) };
    const options: KVPutOptions = { metadata };
    if (expiration !== undefined) options.expiration = expiration;
    if (expirationTtl !== undefined) options.expirationTtl = expirationTtl;
    await retried(() => this.#kv.put(target, key, options));
  }

  /** Removes those pointers that still lead to their records. */
  async unpoint(claims: readonly Pick<Claim<Params, Value>, "target" | "key">[]): Promise<void> {
    const holders = await this.holders(claims.map(({ target }) => target));
    const own = claims.filter(({ target, key }) => holders.get(target)?.key === key);
    await inFlight(own, ({ target }) => retried(() => this.#kv.delete(target)));
  }
}

function isValue<Value>(known: Known<Value>): known is Value {
  return known !== undefined && known !== UNREADABLE && known !== IGNORED;
}
