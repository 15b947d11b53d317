import { DEFAULT_CACHE_TTL_SECONDS } from "../../runtime/limits.ts";
import type { Entry, Store, StoredRecord } from "../memory-kv/store.ts";

interface Kept<Answer> {
  readonly answer: Answer;
  readonly readAt: number;
}

/** Reads a store like a data center, which keeps its answers if reads should be stale. */
export class ReadCache {
  readonly #store: Store;
  readonly #isOn: boolean;
  readonly #entries = new Map<string, Kept<Entry | undefined>>();
  #records: Kept<readonly StoredRecord[]> | undefined;

  constructor(store: Store, isOn: boolean) {
    this.#store = store;
    this.#isOn = isOn;
  }

  /**
   * The read's own `cacheTtl` counts, not that of the read that fetched the answer: a lower one makes KV
   * look again.
   */
  get(key: string, cacheTtl: number, now: number): Entry | undefined {
    const kept = this.#entries.get(key);
    if (this.#isFresh(kept, cacheTtl, now)) return kept.answer;
    const answer = this.#store.get(key);
    if (this.#isOn) this.#entries.set(key, { answer, readAt: now });
    return answer;
  }

  records(now: number): readonly StoredRecord[] {
    const kept = this.#records;
    if (this.#isFresh(kept, DEFAULT_CACHE_TTL_SECONDS, now)) return kept.answer;
    const answer = this.#store.records();
    this.#records = { answer, readAt: now };
    return answer;
  }

  #isFresh<Answer>(
    kept: Kept<Answer> | undefined,
    cacheTtl: number,
    now: number,
  ): kept is Kept<Answer> {
    return this.#isOn && kept !== undefined && now - kept.readAt < cacheTtl * 1_000;
  }
}
