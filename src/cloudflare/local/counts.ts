/** What the API has done so far, by method and route: `PUT /:namespace/bulk`. Keys never appear in it. */
export class Counts {
  readonly #calls = new Map<string, number>();
  readonly #keys = new Map<string, number>();

  /** All calls that had a token, including rejected ones. */
  get calls(): ReadonlyMap<string, number> {
    return this.#calls;
  }

  /** The keys that bulk calls wrote, deleted or read. */
  get keys(): ReadonlyMap<string, number> {
    return this.#keys;
  }

  addCall(call: string): void {
    this.#calls.set(call, (this.#calls.get(call) ?? 0) + 1);
  }

  addKeys(call: string, keys: number): void {
    this.#keys.set(call, (this.#keys.get(call) ?? 0) + keys);
  }
}
