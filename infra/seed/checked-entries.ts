import type { WantedEntries } from "./entries.ts";
import type { Manifest } from "./manifest.ts";

/** The entries of a seed that was read before: it must yield all of them, and no others. */
export class CheckedEntries implements WantedEntries {
  readonly #manifest: Manifest;
  readonly #otherRecords: (key?: string) => Error;
  /** Whether each entry came, by its place in the manifest. */
  readonly #seen: Uint8Array;

  /** @param otherRecords makes the error for other records, with the key of the first, or for too few. */
  constructor(manifest: Manifest, otherRecords: (key?: string) => Error) {
    this.#manifest = manifest;
    this.#otherRecords = otherRecords;
    this.#seen = new Uint8Array(manifest.size);
  }

  add(entry: Buffer, key: string): number {
    const position = this.#manifest.positionOf(entry);
    if (position === undefined) throw this.#otherRecords(key);
    this.#seen[position] = 1;
    return position;
  }

  pick(numbers: readonly number[]): Buffer {
    return this.#manifest.pick(numbers);
  }

  manifest(): Manifest {
    if (this.#seen.includes(0)) throw this.#otherRecords();
    return this.#manifest;
  }
}
