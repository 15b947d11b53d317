import type { Clock } from "../../../repeatable/clock.ts";
import type { KeyPage } from "../kv-data.ts";
import type { Runtime } from "../runtime.ts";
import { KvStore } from "../store.ts";

interface Kept {
  readonly answer: Promise<unknown>;
  readonly readAt: number;
}

/** The data, read as from a data center that keeps its answers for a while. */
export class StaleStore extends KvStore {
  readonly #clock: Clock;
  readonly #seconds: number;
  /** The oldest first. */
  readonly #kept = new Map<string, Kept>();
  /** Seconds for which any read so far may keep an answer. */
  #longest = 0;

  /** @param seconds how long an answer is kept, unless the read itself says. */
  constructor(runtime: Runtime, clock: Clock, seconds: number) {
    super(runtime, { readsFiles: false });
    this.#clock = clock;
    this.#seconds = seconds;
  }

  /**
   * The read's own `cacheTtl` counts, not that of the read that fetched the answer: a lower one makes KV
   * look again.
   */
  override async get(namespace: string, key: string, cacheTtl?: number) {
    const call = JSON.stringify(["get", namespace, key]);
    const found = await this.#keep(call, cacheTtl ?? this.#seconds, () =>
      super.get(namespace, key, cacheTtl),
    );
    // Expired records are never returned.
    const { expiration = Number.POSITIVE_INFINITY } = found ?? {};
    return expiration * 1_000 > this.#clock.now() ? found : undefined;
  }

  override list(namespace: string, options: Parameters<KvStore["list"]>[1]): Promise<KeyPage> {
    const call = JSON.stringify(["list", namespace, options]);
    return this.#keep(call, this.#seconds, () => super.list(namespace, options));
  }

  #keep<Answer>(call: string, seconds: number, read: () => Promise<Answer>): Promise<Answer> {
    const now = this.#clock.now();
    this.#longest = Math.max(this.#longest, seconds);
    for (const [old, { readAt }] of this.#kept) {
      if (now - readAt < this.#longest * 1_000) break;
      this.#kept.delete(old);
    }
    const kept = this.#kept.get(call);
    if (kept !== undefined && now - kept.readAt < seconds * 1_000) {
      return kept.answer as Promise<Answer>;
    }
    const answer = read();
    const reading = { answer, readAt: now };
    answer.catch(() => {
      if (this.#kept.get(call) === reading) this.#kept.delete(call);
    });
    this.#kept.delete(call);
    this.#kept.set(call, reading);
    return answer;
  }
}
