import type { KVNamespace } from "./kv-namespace.ts";
import type { Leading } from "./leading.ts";
import { MAX_BULK_GET_KEYS } from "./limits.ts";
import { type ListEntry, ListedCollection } from "./listed-collection.ts";
import { hasPointer, type PointerSpec } from "./pointer-spec.ts";
import type { GetOptions, WithMetadata } from "./reads.ts";
import { noTtl } from "./ttl.ts";
import { text } from "./value-codec.ts";

/** A record that a pointer leads to. */
export interface Found<Params, Value, Metadata> extends WithMetadata<Value, Metadata> {
  readonly params: Params;
}

/** What is stored under the keys of a pointer: the keys of records, and when they were written. */
export type StoredPointers<By> = ListedCollection<By, string, string, number>;

/** Pointers are records themselves, each a text with metadata. What others have written is not our pointer. */
export function storedPointers<By>(
  kv: KVNamespace,
  { key }: PointerSpec<By, never, never>,
  cacheTtl?: number,
): StoredPointers<By> {
  return new ListedCollection(kv, {
    key,
    codec: text,
    value: (stored) => stored as string,
    metadata: (stored) => Number((stored as { writtenAt?: unknown } | undefined)?.writtenAt) || 0,
    ttl: noTtl,
    ...(cacheTtl !== undefined && { cacheTtl }),
  });
}

/**
 * Finds records by a pointer. If a pointer leads to a record that no longer has this pointer, the record
 * counts as missing.
 */
export class Pointer<By, Params, Value, Metadata> {
  readonly #spec: PointerSpec<By, Params, Value>;
  readonly #stored: StoredPointers<By>;
  readonly #records: ListedCollection<Params, never, Value, Metadata, unknown>;

  constructor(
    spec: PointerSpec<By, Params, Value>,
    stored: StoredPointers<By>,
    records: ListedCollection<Params, never, Value, Metadata, unknown>,
  ) {
    this.#spec = spec;
    this.#stored = stored;
    this.#records = records;
  }

  key(by: By): string {
    return this.#stored.key(by);
  }

  async get(by: By, options?: GetOptions): Promise<Value | null> {
    const found = await this.find(by, options);
    return found === null ? null : found.value;
  }

  async find(by: By, options?: GetOptions): Promise<Found<Params, Value, Metadata> | null> {
    const key = this.key(by);
    const target = await this.#stored.get(by, options);
    const params = target === null ? null : this.#records.parse(target);
    if (params === null) return null;
    const record = await this.#records.getWithMetadata(params, options);
    if (record === null || !hasPointer(this.#spec, params, record.value, key)) return null;
    return { params, ...record };
  }

  async *list(
    leading: Leading<By> = {},
    options?: GetOptions,
  ): AsyncGenerator<ListEntry<Params, Metadata> & { readonly value: Value }> {
    let batch: PointerEntry[] = [];
    for await (const entry of this.#stored.entries(leading, options)) {
      batch.push(entry);
      if (batch.length < MAX_BULK_GET_KEYS) continue;
      yield* await this.#recordsOf(batch, options);
      batch = [];
    }
    yield* await this.#recordsOf(batch, options);
  }

  async #recordsOf(
    pointers: readonly PointerEntry[],
    options: GetOptions | undefined,
  ): Promise<(ListEntry<Params, Metadata> & { readonly value: Value })[]> {
    const targets = pointers.flatMap(({ key: pointer, value: key, expiration }) => {
      const params = this.#records.parse(key);
      return params === null ? [] : [{ pointer, key, params, expiration }];
    });
    const records = await this.#records.getManyWithMetadata(
      targets.map(({ params }) => params),
      options,
    );
    return targets.flatMap(({ pointer, key, params, expiration }, index) => {
      const record = records[index] ?? null;
      return record !== null && hasPointer(this.#spec, params, record.value, pointer)
        ? [{ key, params, expiration, ...record }]
        : [];
    });
  }
}

/** A pointer as a list finds it, with the key of a record as its value. */
interface PointerEntry {
  readonly key: string;
  readonly value: string;
  readonly expiration: number | undefined;
}
