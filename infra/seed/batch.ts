/** Bytes to begin with. */
const FIRST_CAPACITY = 65_536;

/** Bytes that a reused batch may keep. */
const KEPT_CAPACITY = 1_048_576;

/**
 * The records of one call, kept as the bytes of the call's JSON: thousands of objects in each of several
 * concurrent calls would cost many times as much memory, and time for garbage collection.
 */
export class Batch {
  /** The numbers of the records' entries in the seed's manifest. */
  readonly entries: number[] = [];
  /** Whether it holds a record that must be written after all records before it. */
  follows = false;
  /** `[` and the records, with a comma between two. */
  #json = Buffer.allocUnsafeSlow(FIRST_CAPACITY);
  /** Where the JSON of each record ends. */
  readonly #ends: number[] = [];

  /** The number of records. */
  get size(): number {
    return this.#ends.length;
  }

  /** The bytes of all JSON. */
  get bytes(): number {
    return this.#ends.at(-1) ?? 0;
  }

  /** The numbers of all records: their places in the batch. */
  get items(): readonly number[] {
    return this.#ends.map((_, item) => item);
  }

  /** @param length the bytes of the JSON. */
  add(json: string, length: number, entry: number): void {
    const start = this.#start(this.size);
    // Leaves room for the closing bracket.
    if (start + length >= this.#json.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(2 * this.#json.length, start + length + 1));
      this.#json.copy(larger, 0, 0, start);
      this.#json = larger;
    }
    this.#json.write(this.size === 0 ? "[" : ",", start - 1);
    this.#json.write(json, start);
    this.#ends.push(start + length);
    this.entries.push(entry);
  }

  /** A JSON array of some of the records, valid until the batch is used again. */
  body(items: readonly number[]): Buffer {
    if (items.length === this.size) {
      this.#json.write("]", this.bytes);
      return this.#json.subarray(0, this.bytes + 1);
    }
    const length = items.reduce((sum, item) => sum + this.#end(item) - this.#start(item), 0);
    const body = Buffer.allocUnsafeSlow(length + items.length + 1);
    let end = body.write("[");
    for (const item of items) {
      if (end > 1) end += body.write(",", end);
      end += this.#json.copy(body, end, this.#start(item), this.#end(item));
    }
    body.write("]", end);
    return body;
  }

  keyOf(item: number): string {
    const json = this.#json.toString("utf8", this.#start(item), this.#end(item));
    return (JSON.parse(json) as { readonly key: string }).key;
  }

  /** Empties it for the records of another call. */
  clear(): void {
    this.entries.length = 0;
    this.#ends.length = 0;
    this.follows = false;
    if (this.#json.length > KEPT_CAPACITY) this.#json = Buffer.allocUnsafeSlow(FIRST_CAPACITY);
  }

  #start(item: number): number {
    return (this.#ends[item - 1] ?? 0) + 1;
  }

  #end(item: number): number {
    return this.#ends[item] ?? 0;
  }
}
