import { hash } from "node:crypto";
import type { SeedPair } from "../../schema/seed/record.ts";
import { ENTRY_BYTES, entryOf, keyHash } from "./entry.ts";
import { compareKeys, sortEntries } from "./sort-entries.ts";

/** Hexadecimal digits of a digest: short enough to read in a preview. */
const DIGEST_LENGTH = 16;

/**
 * What a stack's state keeps of a seed: for each record a hash of its key and one of its content,
 * 16 bytes per record, never a key or a value. It takes no more than that in memory.
 */
export class Manifest {
  /** Sorted by their keys' hashes. */
  readonly #entries: Buffer;

  /** @param parts entries in any order; of those with the same key the last one counts. */
  constructor(...parts: readonly Buffer[]) {
    this.#entries = sortEntries(parts);
  }

  /** Reads the text that {@link toString} made; an empty text is an empty manifest. */
  static parse(text: string): Manifest {
    return new Manifest(Buffer.from(text, "base64"));
  }

  /** The number of records. */
  get size(): number {
    return this.#entries.length / ENTRY_BYTES;
  }

  /** Whether the record is in the manifest with exactly this content. */
  hasPair(pair: SeedPair): boolean {
    return this.hasEntry(entryOf(pair));
  }

  /** The same, for a record's entry. */
  hasEntry(entry: Buffer): boolean {
    return this.positionOf(entry) !== undefined;
  }

  /** The index of a record's entry in the manifest, from 0. */
  positionOf(entry: Buffer): number | undefined {
    const at = this.#find(entry);
    const isThere = at !== undefined && entry.compare(this.#entries, at, at + ENTRY_BYTES) === 0;
    return isThere ? at / ENTRY_BYTES : undefined;
  }

  hasKey(key: string): boolean {
    return this.#find(keyHash(key)) !== undefined;
  }

  /** This one with others added, which replace entries with the same keys. */
  with(others: Buffer | Manifest): Manifest {
    const entries = others instanceof Manifest ? others.#entries : others;
    return entries.length === 0 ? this : new Manifest(this.#entries, entries);
  }

  /** The entries at some positions. */
  pick(positions: readonly number[]): Buffer {
    const picked = Buffer.allocUnsafe(positions.length * ENTRY_BYTES);
    for (const [index, position] of positions.entries()) {
      const at = position * ENTRY_BYTES;
      this.#entries.copy(picked, index * ENTRY_BYTES, at, at + ENTRY_BYTES);
    }
    return picked;
  }

  /** This one without the entries at some positions. */
  without(positions: ReadonlySet<number>): Manifest {
    const rest = Buffer.allocUnsafe(this.#entries.length - positions.size * ENTRY_BYTES);
    let end = 0;
    for (let position = 0; position < this.size; position++) {
      if (positions.has(position)) continue;
      const at = position * ENTRY_BYTES;
      end += this.#entries.copy(rest, end, at, at + ENTRY_BYTES);
    }
    return new Manifest(rest);
  }

  /** Base64 of the entries in order, so that equal seeds have equal texts whatever their order. */
  toString(): string {
    return this.#entries.toString("base64");
  }

  /** A short text that differs if manifests do: a preview shows it when a seed changes. */
  digest(): string {
    return hash("sha256", this.#entries, "hex").slice(0, DIGEST_LENGTH);
  }

  /**
   * The place of a key's entry. Hashes are spread evenly, so their first bytes nearly give it: of a million
   * entries some five are compared, while a binary search takes twenty.
   */
  #find(wanted: Buffer): number | undefined {
    const start = wanted.readUInt32BE(0);
    let [low, high] = [0, this.size - 1];
    let [least, most] = [0, 2 ** 32];
    while (low <= high) {
      const share = most > least ? (start - least) / (most - least) : 0;
      const guess = Math.min(high, low + Math.floor(share * (high - low + 1)));
      const at = guess * ENTRY_BYTES;
      const order = compareKeys(this.#entries, at, wanted, 0);
      if (order === 0) return at;
      const found = this.#entries.readUInt32BE(at);
      if (order < 0) [low, least] = [guess + 1, found];
      else [high, most] = [guess - 1, found];
    }
    return undefined;
  }
}
