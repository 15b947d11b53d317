import type { MethodName } from "../../../schema/method-names.ts";
import type { CollectionModel } from "../../../schema/model.ts";
import type { MemoryKv } from "../../../src/testing/index.ts";
import type { AcceptedCollection } from "./accepted.ts";
import { evaluated } from "./written.ts";

/** An accessor; the test knows its methods only from the schema. */
// biome-ignore lint/suspicious/noExplicitAny: each has a type of its own.
export type Accessor = any;

/** What a record is expected to be: which of the written values it has. */
export interface PlainRecord {
  readonly params: unknown;
  readonly value: number;
  /** Nothing for one that was written without any. */
  readonly metadata: number | undefined;
}

/** An accessor on a KV, with the values to write and those to expect. */
export class Subject {
  readonly accessor: Accessor;
  readonly kv: MemoryKv;
  readonly #collection: AcceptedCollection;

  constructor(collection: AcceptedCollection, accessor: Accessor, kv: MemoryKv) {
    this.#collection = collection;
    this.accessor = accessor;
    this.kv = kv;
  }

  get model(): CollectionModel {
    return this.#collection.model;
  }

  has(method: MethodName): boolean {
    return this.#collection.methods.has(method);
  }

  /** Calls a method of one record; accessors of a single record take no parameters. */
  async call(method: MethodName, params: unknown, ...args: readonly unknown[]): Promise<Accessor> {
    return this.accessor[method](...(this.#isOne ? args : [params, ...args]));
  }

  keyOf(params: unknown): string {
    return this.#isOne ? this.accessor.key() : this.accessor.key(params);
  }

  params(at: number): Readonly<Record<string, unknown>> {
    const texts = Object.entries(this.#collection.written.params[at % 3] ?? {});
    return Object.fromEntries(texts.map(([name, text]) => [name, evaluated(text)]));
  }

  value(at: number, form: "given" | "read"): unknown {
    const { values } = this.#collection.written.value;
    return evaluated(values[at % values.length]?.[form] ?? "undefined");
  }

  /** Which metadata a write has; nothing where the collection has none. */
  metadataAt(at: number): number | undefined {
    return this.model.metadata === undefined ? undefined : at;
  }

  /** What a read returns. */
  read(record: PlainRecord | undefined): unknown {
    if (record !== undefined) return this.value(record.value, "read");
    return this.model.fallback === undefined ? null : this.value(0, "read");
  }

  /** What a read with the metadata returns. */
  whole({ value, metadata }: PlainRecord): {
    readonly value: unknown;
    readonly metadata: unknown;
  } {
    const written = metadata === undefined ? undefined : this.#metadata(metadata);
    return { value: this.value(value, "read"), metadata: evaluated(written?.read ?? "undefined") };
  }

  /** The options of a write. */
  options(metadata: number | undefined, ttl: unknown): object | undefined {
    const text = metadata === undefined ? undefined : this.#metadata(metadata)?.given;
    if (text === undefined && ttl === undefined) return undefined;
    return {
      ...(text !== undefined && { metadata: evaluated(text) }),
      ...(ttl !== undefined && { ttl }),
    };
  }

  /** A TTL for a write, if it may or must have one. */
  ttl(isShort: boolean): unknown {
    const { policy } = this.model.ttl;
    if (policy === "required") return isShort ? "2h" : 7200;
    const isChoice = policy === "default" || policy === "optional";
    return isChoice && !isShort ? "2h" : undefined;
  }

  get #isOne(): boolean {
    return this.model.key.params.length === 0;
  }

  #metadata(at: number) {
    const { values = [] } = this.#collection.written.metadata ?? {};
    return values[at % values.length];
  }
}
