import { BatchCollection } from "./batch-collection.ts";
import { batches } from "./batches.ts";
import { keyPrefix, parseKey } from "./key-spec.ts";
import type { KVListKey, KVListOptions } from "./kv-namespace.ts";
import type { KeyRange, Leading } from "./leading.ts";
import { MAX_BULK_GET_KEYS, MAX_LIST_KEYS } from "./limits.ts";
import type { GetOptions } from "./reads.ts";

/** One record that a list found. */
export interface ListEntry<Params, Metadata> {
  readonly key: string;
  readonly params: Params;
  readonly metadata: Metadata;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/** One page of a list, for clients that ask for one page at a time. */
export interface ListPage<Params, Metadata> {
  readonly entries: readonly ListEntry<Params, Metadata>[];
  /** Pass it to get the next page; `null` after the last one. */
  readonly cursor: string | null;
}

/** Which page of a list. */
export interface PageOptions {
  /** The cursor of the previous page; `null`, as from an absent parameter, begins at the start. */
  readonly cursor?: string | null | undefined;
  /** The most records of a page, from 1 to 1,000. */
  readonly limit?: number;
}

/** The number of keys to request when one is wanted: keys of other collections may come before it. */
const FIRST_LIMIT = 10;

/** A collection with its lists. Keys under its prefix that are not of this collection are skipped. */
export class ListedCollection<
  Params,
  Input,
  Value,
  Metadata,
  Missing = null,
> extends BatchCollection<Params, Input, Value, Metadata, Missing> {
  parse(key: string): Params | null {
    return parseKey(this.spec.key, key);
  }

  async *list(leading: Leading<Params> = {}): AsyncGenerator<ListEntry<Params, Metadata>> {
    for await (const keys of this.#pages(leading)) yield* this.#entriesOf(keys);
  }

  async *keys(leading: Leading<Params> = {}): AsyncGenerator<string> {
    for await (const keys of this.#pages(leading)) {
      for (const { name } of keys) if (this.parse(name) !== null) yield name;
    }
  }

  /** Skips a record that is removed between the list and the read. */
  async *entries(
    leading: Leading<Params> = {},
    options?: GetOptions,
  ): AsyncGenerator<ListEntry<Params, Metadata> & { readonly value: Value }> {
    for await (const keys of this.#pages(leading)) {
      const entries = [...this.#entriesOf(keys)];
      // Each open stream holds one of the Worker's connections.
      const size = this.spec.codec.type === "stream" ? 1 : MAX_BULK_GET_KEYS;
      for (const batch of batches(entries, size)) {
        const found = await this.readAll(
          batch.map(({ key }) => key),
          options,
        );
        for (const entry of batch) {
          const value = await this.valueIn(entry.key, found.get(entry.key));
          if (value !== undefined) yield { ...entry, value };
        }
      }
    }
  }

  async first(leading: Leading<Params> = {}): Promise<ListEntry<Params, Metadata> | null> {
    for await (const keys of this.#pages(leading, FIRST_LIMIT)) {
      for (const entry of this.#entriesOf(keys)) return entry;
    }
    return null;
  }

  async count(leading: Leading<Params> = {}): Promise<number> {
    let count = 0;
    for await (const _ of this.keys(leading)) count++;
    return count;
  }

  async page(
    leading: Leading<Params> = {},
    { cursor, limit }: PageOptions = {},
  ): Promise<ListPage<Params, Metadata>> {
    const range = this.rangeOf(leading);
    let from = cursor;
    let most = limit;
    for (;;) {
      const page = await this.pageOf(range, from, most);
      const entries = [...this.#entriesOf(page.keys)];
      const last = limit === undefined ? undefined : entries[limit - 1];
      if (entries.length === 0 && page.next !== undefined) {
        // KV has pages without keys, and a range has those before its start: a reader would take one for
        // the end. The largest pages skip them in the fewest operations.
        from = page.next;
        most = undefined;
      } else if (last !== undefined && entries.at(-1) !== last) {
        // A cursor comes after a page's last key: the page is requested again, up to the last wanted key.
        most = page.found.findIndex(({ name }) => name === last.key) + 1;
      } else {
        return { entries, cursor: page.next ?? null };
      }
    }
  }

  async deleteAll(leading: Leading<Params> = {}): Promise<number> {
    const keys: string[] = [];
    for await (const key of this.keys(leading)) keys.push(key);
    await this.remove(keys);
    return keys.length;
  }

  /** All pages of keys within a range. The first page may be a small one. */
  async *#pages(leading: Leading<Params>, firstLimit?: number): AsyncGenerator<KVListKey[]> {
    const range = this.rangeOf(leading);
    let { keys, next } = await this.pageOf(range, undefined, firstLimit);
    yield keys;
    while (next !== undefined) {
      ({ keys, next } = await this.pageOf(range, next));
      yield keys;
    }
  }

  protected rangeOf(leading: Leading<Params>): KeyRange {
    const { key } = this.spec;
    if (key.range !== undefined) return key.range(key, leading);
    return { prefix: keyPrefix(key, leading as Partial<Params>), from: "" };
  }

  /** One page of KV's: the keys within a range, and all that were found. */
  protected async pageOf(
    { prefix, from, to }: KeyRange,
    cursor?: string | null,
    limit?: number,
  ): Promise<{
    readonly keys: KVListKey[];
    readonly found: readonly KVListKey[];
    readonly next: string | undefined;
  }> {
    // KV would silently ignore 0.
    if (limit !== undefined && !(Number.isInteger(limit) && limit > 0 && limit <= MAX_LIST_KEYS)) {
      this.fail(
        "invalid-params",
        `\`limit\` is ${limit}: write a number from 1 to ${MAX_LIST_KEYS}`,
      );
    }
    // The prefix must go with every cursor: KV does not keep it.
    const options: KVListOptions = { prefix };
    if (cursor) options.cursor = cursor;
    if (limit) options.limit = limit;
    const page = await this.kv.list(options);
    const keys = page.keys.filter(({ name }) => name >= from && (to === undefined || name < to));
    const isPast = to !== undefined && (page.keys.at(-1)?.name ?? "") >= to;
    // A page may be empty and not be the last one: only `list_complete` tells.
    const next = isPast || page.list_complete ? undefined : page.cursor;
    return { keys, found: page.keys, next };
  }

  *#entriesOf(keys: readonly KVListKey[]): Generator<ListEntry<Params, Metadata>> {
    for (const { name: key, metadata, expiration } of keys) {
      const params = this.parse(key);
      const found = params !== null && this.decodeMetadata(key, metadata);
      if (found) yield { key, params: params as Params, ...found, expiration };
    }
  }
}
