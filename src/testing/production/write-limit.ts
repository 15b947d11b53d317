import { MIN_WRITE_INTERVAL_MS } from "../../runtime/limits.ts";
import { productionFailure } from "./failures.ts";

/** Rejects a put that follows too soon after one of the same key. */
export class WriteLimit {
  readonly #isOn: boolean;
  readonly #writtenAt = new Map<string, number>();

  constructor(isOn: boolean) {
    this.#isOn = isOn;
  }

  check(key: string, now: number): void {
    if (!this.#isOn) return;
    const writtenAt = this.#writtenAt.get(key) ?? Number.NEGATIVE_INFINITY;
    if (now - writtenAt < MIN_WRITE_INTERVAL_MS) throw productionFailure("PUT", 429);
    this.#writtenAt.set(key, now);
  }
}
