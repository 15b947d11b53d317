import type { Prepared } from "./basic-collection.ts";
import { batches } from "./batches.ts";
import { inFlight } from "./in-flight.ts";
import type { KVNamespace, KVPutOptions } from "./kv-namespace.ts";
import { MAX_BULK_GET_KEYS } from "./limits.ts";
import { ListedCollection } from "./listed-collection.ts";
import { Pointer, storedPointers } from "./pointer.ts";
import { type PointedSpec, type PointerSpec, pointerKey } from "./pointer-spec.ts";
import {
  type Claim,
  IGNORED,
  type Known,
  PointerStore,
  UNREADABLE,
  type Values,
} from "./pointer-store.ts";
import type { StoredRecord } from "./reads.ts";
import { type PointerRepair, type RepairOptions, repairPage } from "./repair-pointers.ts";
import type { Expiry } from "./ttl.ts";

/** A pointer that a record will have, and for how long. */
interface NewClaim<Params, Value> extends Claim<Params, Value> {
  readonly expiry: Expiry;
}

/**
 * A collection whose records can also be found by pointers.
 *
 * A reader checks the record that a pointer leads to against the pointer. So the single write of the
 * record changes everything that readers see: the pointers to it are written before, and those that lead
 * nowhere are removed after it. A record is removed after its pointers, so that an interrupted removal
 * can be repeated.
 */
export class PointedCollection<
  Params,
  Input,
  Value,
  Metadata,
  Pointers,
  Missing = null,
> extends ListedCollection<Params, Input, Value, Metadata, Missing> {
  readonly #store: PointerStore<Params, Value>;

  constructor(kv: KVNamespace, spec: PointedSpec<Params, Value, Metadata, Pointers, Missing>) {
    super(kv, spec);
    const specs = Object.entries(spec.pointers) as [string, PointerSpec<unknown, Params, Value>][];
    const pointers = specs.map(([name, spec]) => {
      return { name, spec, stored: storedPointers(kv, spec, this.spec.cacheTtl) };
    });
    this.#store = new PointerStore(kv, pointers, {
      parse: (key) => this.parse(key),
      values: (keys) => this.#values(keys),
    });
    for (const { name, spec, stored } of pointers) {
      // Pointers are named `by…`, unlike anything of a collection itself.
      Object.assign(this, { [name]: new Pointer(spec, stored, this) });
    }
  }

  async repairPointers(options: RepairOptions = {}): Promise<PointerRepair> {
    const { cacheTtl = 0, key } = this.spec;
    return repairPage(this.#store, options, {
      collection: key.name,
      cacheTtl,
      pageOfRecords: (cursor, limit) => this.pageOf(this.rangeOf({}), cursor, limit),
    });
  }

  protected override async send(
    records: readonly Prepared<Value>[],
    stored?: StoredRecord,
  ): Promise<void> {
    const claims = this.#newClaims(records);
    const keys = new Set(records.map(({ key }) => key));
    const [before] = await Promise.all([
      this.#claimsBefore([...keys], stored),
      this.#refuseTaken([...claims.values()], keys),
    ]);
    await inFlight([...claims.values()], ({ target, key, expiry }) => {
      return this.#store.point(target, key, expiry);
    });
    await super.send(records);
    await this.#store.unpoint(before.filter(({ target }) => !claims.has(target)));
  }

  protected override async renew(
    key: string,
    stored: ArrayBuffer,
    options: KVPutOptions,
  ): Promise<boolean> {
    const isText = this.spec.codec.type === "text";
    const content = isText ? new TextDecoder().decode(stored) : stored;
    // A record that cannot be read would outlive its pointers, which nobody knows.
    const value = await this.valueIn(key, { value: content, metadata: options.metadata });
    if (value === undefined) return false;
    const targets = this.#store.claimsOf(new Map([[key, value]])).map(({ target }) => target);
    const holders = await this.#store.holders(targets);
    // Pointers that now lead to another record are for a `put` to reject, or for a repair to find.
    const own = targets.filter((target) => (holders.get(target)?.key ?? key) === key);
    await inFlight(own, (target) => this.#store.point(target, key, options));
    return super.renew(key, stored, options);
  }

  protected override async remove(keys: readonly string[]): Promise<void> {
    // Without the secret no pointer of any record is known: all would stay behind.
    const [first] = keys;
    if (first !== undefined) await this.spec.codec.ready?.(this.place(first));
    for (const batch of batches(keys, MAX_BULK_GET_KEYS)) {
      await this.#store.unpoint(await this.#claimsBefore(batch));
      await super.remove(batch);
    }
  }

  /** The pointers that records will have, by their keys. If two records share one, the last gets it. */
  #newClaims(records: readonly Prepared<Value>[]): ReadonlyMap<string, NewClaim<Params, Value>> {
    const claims = new Map<string, NewClaim<Params, Value>>();
    for (const { key, value, options } of records) {
      // A key that was built can be parsed.
      const params = this.parse(key) as Params;
      for (const pointer of this.#store.pointers) {
        const target = pointerKey(pointer.spec, params, value);
        if (target === null) continue;
        if (pointer.spec.exclusive === true && claims.has(target)) {
          this.fail("pointer-taken", `two records share a \`${pointer.name}\``, target);
        }
        claims.set(target, { pointer, target, key, expiry: options });
      }
    }
    return claims;
  }

  /** @param written the records that are being written: none of them keeps a pointer that another will have. */
  async #refuseTaken(
    claims: readonly NewClaim<Params, Value>[],
    written: ReadonlySet<string>,
  ): Promise<void> {
    const exclusive = claims.filter(({ pointer }) => pointer.spec.exclusive === true);
    const holders = await this.#store.holders(exclusive.map(({ target }) => target));
    const others = new Map([...holders].filter(([, { key }]) => !written.has(key)));
    const [taken] = await this.#store.taken(exclusive, others);
    if (taken === undefined) return;
    const { pointer, target } = taken;
    this.fail("pointer-taken", `another record has this \`${pointer.name}\``, target);
  }

  /** @param stored what is stored under the only key, if known. */
  async #claimsBefore(
    keys: readonly string[],
    stored?: StoredRecord,
  ): Promise<readonly Claim<Params, Value>[]> {
    const [only = ""] = keys;
    if (stored !== undefined) {
      return this.#store.claimsOf(new Map([[only, await this.#valueOf(only, stored)]]));
    }
    const claims: Claim<Params, Value>[] = [];
    // Avoids holding the values of many records in memory at once.
    for (const batch of batches(keys, MAX_BULK_GET_KEYS)) {
      claims.push(...this.#store.claimsOf(await this.#values(batch)));
    }
    return claims;
  }

  async #values(keys: readonly string[]): Promise<Values<Value>> {
    const own = keys.filter((key) => this.parse(key) !== null);
    const stored = await this.readAll(own);
    const values = own.map(async (key) => {
      return [key, await this.#valueOf(key, stored.get(key))] as const;
    });
    return new Map(await Promise.all(values));
  }

  async #valueOf(key: string, stored: StoredRecord | null | undefined): Promise<Known<Value>> {
    try {
      const value = await this.valueIn(key, stored);
      return value === undefined && stored?.value != null ? IGNORED : value;
    } catch {
      return UNREADABLE;
    }
  }
}

/** Binds a collection with pointers, each of which is a property of it. */
export function pointed<Params, Input, Value, Metadata, Pointers, Missing = null>(
  kv: KVNamespace,
  spec: PointedSpec<Params, Value, Metadata, Pointers, Missing>,
): PointedCollection<Params, Input, Value, Metadata, Pointers, Missing> & {
  readonly [Name in keyof Pointers]: Pointer<Pointers[Name], Params, Value, Metadata>;
} {
  return new PointedCollection(kv, spec) as never;
}
