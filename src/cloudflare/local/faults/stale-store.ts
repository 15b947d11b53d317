import type { Clock } from "../../../testing/clock.ts";
import type { Runtime } from "../runtime.ts";
import { type KeyPage, KvStore } from "../store.ts";

interface Kept {
  readonly answer: Promise<unknown>;
  readonly readAt: number;
}

/** The data, read as from a data centre that keeps its answers for a while. */
export class StaleStore extends KvStore {
  readonly #clock: Clock;
  readonly #milliseconds: number;
  readonly #kept = new Map<string, Kept>();

  constructor(runtime: Runtime, clock: Clock, seconds: number) {
    super(runtime);
    this.#clock = clock;
    this.#milliseconds = seconds * 1_000;
  }

  override async get(namespace: string, key: string) {
    const call = JSON.stringify(["get", namespace, key]);
    const found = await this.#keep(call, () => super.get(namespace, key));
    // What has expired is never given.
    const { expiration = Number.POSITIVE_INFINITY } = found ?? {};
    return expiration * 1_000 > this.#clock.now() ? found : undefined;
  }

  override list(namespace: string, options: Parameters<KvStore["list"]>[1]): Promise<KeyPage> {
    const call = JSON.stringify(["list", namespace, options]);
    return this.#keep(call, () => super.list(namespace, options));
  }

  #keep<Answer>(call: string, read: () => Promise<Answer>): Promise<Answer> {
    const now = this.#clock.now();
    // The oldest are first: what is over is let go.
    for (const [old, { readAt }] of this.#kept) {
      if (now - readAt < this.#milliseconds) break;
      this.#kept.delete(old);
    }
    const kept = this.#kept.get(call);
    if (kept !== undefined) return kept.answer as Promise<Answer>;
    const answer = read();
    answer.catch(() => this.#kept.delete(call));
    this.#kept.set(call, { answer, readAt: now });
    return answer;
  }
}
