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

/** The records of a namespace; those whose time has come are still among them. */
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

  /** All records in KV's order, as they are now: later writes do not change what was given. */
  records(): readonly StoredRecord[] {
    this.#records ??= Array.from(this.#entries, ([key, entry]) => ({ key, entry })).sort((a, b) =>
      compareUtf8(a.key, b.key),
    );
    return this.#records;
  }
}

/** In a list as in a read. (In the very millisecond the KV of workerd still lists what it reads no more.) */
export function hasExpired({ expiration }: Entry, now: number): boolean {
  return expiration !== undefined && expiration * 1_000 <= now;
}
