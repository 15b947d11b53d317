import type { Prepared, PutOptions } from "./basic-collection.ts";
import { Collection } from "./collection.ts";
import { readMany } from "./read-many.ts";
import type { GetOptions, StoredRecord, WithMetadata } from "./reads.ts";

/** One record of a `putMany`. */
export interface PutRecord<Params, Input> extends PutOptions {
  readonly params: Params;
  readonly value: Input;
}

/** A collection that reads and writes many records at once. */
export class BatchCollection<Params, Input, Value, Metadata, Missing = null> extends Collection<
  Params,
  Input,
  Value,
  Metadata,
  Missing
> {
  async getMany(
    params: readonly Params[],
    options?: GetOptions,
  ): Promise<readonly (Value | Missing)[]> {
    const keys = params.map((one) => this.key(one));
    const stored = await this.readAll(keys, options);
    return Promise.all(keys.map((key) => this.found(key, stored.get(key))));
  }

  async getManyWithMetadata(
    params: readonly Params[],
    options?: GetOptions,
  ): Promise<readonly (WithMetadata<Value, Metadata> | null)[]> {
    const keys = params.map((one) => this.key(one));
    const stored = await this.readAll(keys, options);
    return Promise.all(keys.map((key) => this.recordOf(key, stored.get(key))));
  }

  async putMany(records: readonly PutRecord<Params, Input>[]): Promise<void> {
    const prepared = new Map<string, Prepared<Value>>();
    for (const { params, value, ...options } of records) {
      const key = this.key(params);
      if (prepared.has(key)) this.fail("invalid-params", "two records have one key", key);
      prepared.set(key, await this.prepare(key, value, options));
    }
    await this.send([...prepared.values()]);
  }

  /** What is stored under keys, as it is, with its metadata: it comes in the same operation. */
  protected readAll(
    keys: readonly string[],
    options?: GetOptions,
  ): Promise<ReadonlyMap<string, StoredRecord | null>> {
    const read = this.readOptions(options);
    const one = (key: string) => this.kv.getWithMetadata(key, read);
    // A bulk read asks for text, so that one value which is not JSON does not spoil the others.
    return read.type === "text"
      ? readMany(keys, { one, many: (keys) => this.kv.getWithMetadata(keys, read) })
      : readMany(keys, { one });
  }
}
