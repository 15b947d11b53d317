import { compareUtf8 } from "./utf8.ts";

/** What is stored under a key. */
export interface Entry {
  readonly bytes: Uint8Array;
  /** In seconds since the epoch. */
  readonly expiration: number | undefined;
  /** As JSON. */
  readonly metadata: string | undefined;
}

export interface StoredRecord {
  readonly key: string;
  readonly entry: Entry;
}

/** The records of a namespace, including expired ones. */
export class Store {
  readonly #entries = new Map<string, Entry>();
  #records: readonly StoredRecord[] | undefined;

  get(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  put(key: string, entry: Entry): void {
    this.#entries.set(key, entry);
    this.#records = undefined;
  }

  delete(key: string): void {
    this.#entries.delete(key);
    this.#records = undefined;
  }

  /** All records in KV's order, as they are now: later writes do not change the result. */
  records(): readonly StoredRecord[] {
    this.#records ??= Array.from(this.#entries, ([key, entry]) => ({ key, entry })).sort((a, b) =>
      compareUtf8(a.key, b.key),
    );
    return this.#records;
  }
}

/** The same in lists and reads. (In the exact millisecond, workerd's KV still lists what it no longer reads.) */
export function hasExpired({ expiration }: Entry, now: number): boolean {
  return expiration !== undefined && expiration * 1_000 <= now;
}
