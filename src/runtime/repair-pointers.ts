import { KeyloomError } from "./error.ts";
import { inFlight } from "./in-flight.ts";
import type { KVListKey } from "./kv-namespace.ts";
import { DEFAULT_CACHE_TTL_SECONDS } from "./limits.ts";
import {
  type Claim,
  type Holder,
  IGNORED,
  type Known,
  type NamedPointer,
  type PointerStore,
  UNREADABLE,
} from "./pointer-store.ts";
import { keptExpiry } from "./ttl.ts";

/** Options of a `repairPointers`. */
export interface RepairOptions {
  /** Reports what would be done, and does nothing. A pointer that would replace a wrong one counts as both. */
  readonly dryRun?: boolean;
  /** The cursor that the previous call returned; `null` begins at the start. */
  readonly cursor?: string | null | undefined;
  /** The most keys that one call checks, from 1 to 1,000; 100 by default. */
  readonly limit?: number;
}

/** What a `repairPointers` did, or would do. */
export interface PointerRepair {
  /** Pointers that were missing, or led to a record that does not have them. */
  readonly written: number;
  /** Pointers that led nowhere. */
  readonly removed: number;
  /** Pointers that another record also has, and keeps, unless the schema says `onTaken: "replace"`. */
  readonly taken: number;
  /** Pointers that were left unchanged: so new that their record may not be visible everywhere. */
  readonly recent: number;
  /** Records whose value is not of its type, so their pointers are unknown. */
  readonly unreadable: number;
  /** Pass it to continue; `null` when all keys were checked. */
  readonly cursor: string | null;
}

type Counts = { -readonly [Name in Exclude<keyof PointerRepair, "cursor">]: number };

/** What a repair knows of the collection besides its pointers. */
interface Repaired {
  readonly collection: string;
  /** How long a data center may keep the answer of a read, in seconds. */
  readonly cacheTtl: number;
  pageOfRecords(cursor: string | undefined, limit: number): Promise<Page>;
}

interface Page {
  readonly keys: readonly KVListKey[];
  readonly next: string | undefined;
}

/** Few enough that one call stays below the operations that a Worker may make in one invocation. */
const DEFAULT_LIMIT = 100;

/**
 * Checks one page of keys: first those of the records, whose pointers may be missing, then those of each
 * pointer, which may lead nowhere.
 *
 * @throws KeyloomError `invalid-params` for an invalid cursor or limit.
 */
export async function repairPage<Params, Value>(
  store: PointerStore<Params, Value>,
  { dryRun = false, cursor: given, limit = DEFAULT_LIMIT }: RepairOptions,
  { collection, cacheTtl, pageOfRecords }: Repaired,
): Promise<PointerRepair> {
  const steps = [undefined, ...store.pointers];
  const cursor = given ?? ":";
  const end = cursor.indexOf(":");
  const step = steps.findIndex((pointer) => (pointer?.name ?? "") === cursor.slice(0, end));
  if (end < 0 || step < 0) {
    const message = "`cursor` is not from `repairPointers`";
    throw new KeyloomError("invalid-params", message, { collection });
  }
  const pointer = steps[step];
  const from = cursor.slice(end + 1) || undefined;
  // A read may be that old, and so may another data center's read of the record.
  const settled = Date.now() / 1000 - 2 * Math.max(DEFAULT_CACHE_TTL_SECONDS, cacheTtl);
  const repair = new Repair(store, dryRun, settled);
  const next =
    pointer === undefined
      ? await repair.records(await pageOfRecords(from, limit))
      : await repair.pointers(pointer, from, limit);
  if (next !== undefined) return { ...repair.counts, cursor: `${pointer?.name ?? ""}:${next}` };
  const following = steps[step + 1];
  return { ...repair.counts, cursor: following === undefined ? null : `${following.name}:` };
}

class Repair<Params, Value> {
  readonly counts: Counts = { written: 0, removed: 0, taken: 0, recent: 0, unreadable: 0 };
  readonly #store: PointerStore<Params, Value>;
  readonly #dryRun: boolean;
  readonly #settled: number;

  /** @param settled the time, in seconds since the epoch, before which every write is visible everywhere. */
  constructor(store: PointerStore<Params, Value>, dryRun: boolean, settled: number) {
    this.#store = store;
    this.#dryRun = dryRun;
    this.#settled = settled;
  }

  /** Writes pointers that records should have. Returns the cursor of the next page. */
  async records({ keys, next }: Page): Promise<string | undefined> {
    const expirations = new Map(keys.map(({ name, expiration }) => [name, expiration]));
    const values = await this.#store.records.values([...expirations.keys()]);
    for (const value of values.values()) if (isUnknown(value)) this.counts.unreadable++;

    const claims = this.#store.claimsOf(values);
    const holders = await this.#store.holders(claims.map(({ target }) => target));
    const taken = new Set(await this.#store.taken(claims, holders));
    const missing = new Map<string, Claim<Params, Value>>();
    for (const claim of claims) {
      const holder = holders.get(claim.target);
      if (holder?.key === claim.key) continue;
      if (taken.has(claim) || missing.has(claim.target)) {
        // A pointer that may be replaced leads to one of its records, as it should.
        if (claim.pointer.spec.exclusive === true) this.counts.taken++;
      } else if (holder !== undefined && this.#isRecent(holder)) this.counts.recent++;
      else missing.set(claim.target, claim);
    }
    this.counts.written = missing.size;
    if (!this.#dryRun) {
      await inFlight([...missing.values()], ({ target, key }) =>
        this.#store.point(target, key, keptExpiry(expirations.get(key))),
      );
    }
    return next;
  }

  /** Removes those that lead nowhere. Returns the cursor of the next page. */
  async pointers(
    pointer: NamedPointer<Params, Value>,
    from: string | undefined,
    limit: number,
  ): Promise<string | undefined> {
    const { entries, cursor } = await pointer.stored.page({}, { cursor: from, limit });
    const holders = await this.#store.holders(entries.map(({ key }) => key));
    const values = await this.#store.records.values([...holders.values()].map(({ key }) => key));
    const dangling: { target: string; key: string }[] = [];
    for (const [target, holder] of holders) {
      const value = values.get(holder.key);
      if (isUnknown(value)) continue;
      if (this.#store.isHeld(pointer, target, holder.key, value)) continue;
      if (this.#isRecent(holder)) this.counts.recent++;
      else dangling.push({ target, key: holder.key });
    }
    this.counts.removed = dangling.length;
    if (!this.#dryRun) await this.#store.unpoint(dangling);
    return cursor ?? undefined;
  }

  #isRecent({ writtenAt }: Holder): boolean {
    return writtenAt > this.#settled;
  }
}

/** Whether nothing is known of a stored record's pointers. They may be those that a newer Worker wrote. */
function isUnknown(value: Known<unknown>): boolean {
  return value === UNREADABLE || value === IGNORED;
}
