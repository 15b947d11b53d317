import { letGo, pages } from "../../schema/seed/memory-pages.ts";
import { ENTRY_BYTES } from "./entry.ts";
import { Manifest } from "./manifest.ts";

/** The entries of a seed's records, collected while the seed is sent. */
export interface WantedEntries {
  /** @returns the entry's number. */
  add(entry: Buffer, key: string): number;
  /** The entries with these numbers. */
  pick(numbers: readonly number[]): Buffer;
  /** The manifest of all that came. */
  manifest(): Manifest;
}

/** Entries of a part of {@link Entries}. */
const PART_ENTRIES = 16_384;

/** Collects entries in parts: a growing buffer would be in memory three times while it grows. */
export class Entries implements WantedEntries {
  #parts: Buffer[] = [];
  #size = 0;

  /** The number of entries. */
  get size(): number {
    return this.#size;
  }

  /** @returns the entry's number. */
  add(entry: Buffer): number {
    const number = this.#size++;
    const [part, at] = this.#place(number);
    entry.copy(part, at);
    return number;
  }

  /** The entries with these numbers. */
  pick(numbers: readonly number[]): Buffer {
    const picked = Buffer.allocUnsafe(numbers.length * ENTRY_BYTES);
    for (const [index, number] of numbers.entries()) {
      const [part, at] = this.#place(number);
      part.copy(picked, index * ENTRY_BYTES, at, at + ENTRY_BYTES);
    }
    return picked;
  }

  /** Moves all entries into a manifest: none are left here. */
  manifest(): Manifest {
    const last = (this.#size % PART_ENTRIES || PART_ENTRIES) * ENTRY_BYTES;
    const parts = this.#parts.map((part, index) =>
      index === this.#parts.length - 1 ? part.subarray(0, last) : part,
    );
    this.#parts = [];
    this.#size = 0;
    const manifest = new Manifest(...parts);
    // The manifest may use a single part itself.
    if (parts.length > 1) for (const { buffer } of parts) letGo(buffer);
    return manifest;
  }

  /** Where the entry of a number is. */
  #place(number: number): [part: Buffer, at: number] {
    const index = Math.floor(number / PART_ENTRIES);
    const part = this.#parts[index] ?? Buffer.from(pages(PART_ENTRIES * ENTRY_BYTES));
    this.#parts[index] = part;
    return [part, (number % PART_ENTRIES) * ENTRY_BYTES];
  }
}
