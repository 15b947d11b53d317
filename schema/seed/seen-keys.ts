import { hash } from "node:crypto";
import { letGo, pages } from "./memory-pages.ts";

/** Numbers per slot: two of the key's hash, and the record's number, which is 0 in a free slot. */
const SLOT = 3;

/** The initial number of slots. */
const FIRST_SLOTS = 1_024;

/** Bytes used of a key's hash: of a million keys, two are taken for equal in one of some ten million seeds. */
const HASH_BYTES = 8;

/** Which record had a key, for seeds of any size: some 24 bytes per record instead of the key itself. */
export class SeenKeys {
  #slots = new Uint32Array(SLOT * FIRST_SLOTS);
  #size = 0;
  readonly #hash = Buffer.alloc(HASH_BYTES);

  /**
   * Notes that a record has keys, unless another record had one of them before.
   *
   * @param record its number, from 1.
   * @returns the first key that another record had, and the number of that record.
   */
  add(
    keys: readonly string[],
    record: number,
  ): { readonly key: string; readonly record: number } | undefined {
    const hashes: [first: number, second: number][] = [];
    for (const key of keys) {
      this.#hash.write(hash("sha256", key), 0, HASH_BYTES, "hex");
      const [first, second] = [this.#hash.readUInt32LE(0), this.#hash.readUInt32LE(4)];
      const before = this.#slots[this.#find(first, second) + 2] ?? 0;
      if (before > 0) return { key, record: before };
      hashes.push([first, second]);
    }
    for (const [first, second] of hashes) {
      this.#slots.set([first, second, record], this.#find(first, second));
      this.#size++;
      if (this.#size * SLOT * 4 > this.#slots.length * 3) this.#grow();
    }
    return undefined;
  }

  /** Forgets all of them once all records are read: as much is still to be done with the records. */
  clear(): void {
    letGo(this.#slots.buffer);
    this.#slots = new Uint32Array(SLOT * FIRST_SLOTS);
    this.#size = 0;
  }

  /** The slot of a hash, or the free one where it belongs. */
  #find(first: number, second: number): number {
    const slots = this.#slots;
    let slot = (first % (slots.length / SLOT)) * SLOT;
    while (slots[slot + 2] !== 0 && (slots[slot] !== first || slots[slot + 1] !== second)) {
      slot = (slot + SLOT) % slots.length;
    }
    return slot;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(pages(2 * old.byteLength));
    for (let at = 0; at < old.length; at += SLOT) {
      const [first = 0, second = 0, record = 0] = old.subarray(at, at + SLOT);
      if (record > 0) this.#slots.set([first, second, record], this.#find(first, second));
    }
    letGo(old.buffer);
  }
}
