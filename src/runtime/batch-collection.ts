import type { Prepared, PutOptions } from "./basic-collection.ts";
import { Collection } from "./collection.ts";
import { KeyloomError } from "./error.ts";
import { inFlight } from "./in-flight.ts";
import { describeIssues, prefixIssues } from "./issue.ts";
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
    const keys = params.map((one, at) => this.#keyAt(one, at));
    const stored = await this.readAll(keys, options);
    return Promise.all(keys.map((key) => this.found(key, stored.get(key))));
  }

  async getManyWithMetadata(
    params: readonly Params[],
    options?: GetOptions,
  ): Promise<readonly (WithMetadata<Value, Metadata> | null)[]> {
    const keys = params.map((one, at) => this.#keyAt(one, at));
    const stored = await this.readAll(keys, options);
    return Promise.all(keys.map((key) => this.recordOf(key, stored.get(key))));
  }

  async putMany(records: readonly PutRecord<Params, Input>[]): Promise<void> {
    const prepared = new Map<string, Prepared<Value>>();
    for (const [at, { params, value, ...options }] of records.entries()) {
      const key = this.#keyAt(params, at);
      if (prepared.has(key)) this.fail("invalid-params", "two records share a key", key);
      prepared.set(key, await this.prepare(key, value, options));
    }
    await this.send([...prepared.values()]);
  }

  /** Sends several at a time if there are many. */
  protected override async send(
    records: readonly Prepared<Value>[],
    _stored?: StoredRecord,
  ): Promise<void> {
    await inFlight(records, ({ key, encoded, options }) => this.write(key, encoded, options));
  }

  protected override async remove(keys: readonly string[]): Promise<void> {
    await inFlight(keys, (key) => super.remove([key]));
  }

  /** The key of one of many records. Issues of its parameters include its place. */
  #keyAt(params: Params, at: number): string {
    try {
      return this.key(params);
    } catch (error) {
      if (!(error instanceof KeyloomError) || error.issues.length === 0) throw error;
      const issues = [...error.issues];
      prefixIssues(issues, 0, [at]);
      return this.fail(error.code, describeIssues(issues), undefined, issues);
    }
  }

  /** What is stored under keys, as it is, with its metadata, which comes in the same operation. */
  protected readAll(
    keys: readonly string[],
    options?: GetOptions,
  ): Promise<ReadonlyMap<string, StoredRecord | null>> {
    const read = this.readOptions(options);
    const one = (key: string) => this.kv.getWithMetadata(key, read);
    // A bulk read asks for text, so that one value that is not JSON does not spoil the others.
    return read.type === "text"
      ? readMany(keys, { one, many: (keys) => this.kv.getWithMetadata(keys, read) })
      : readMany(keys, { one });
  }
}
