import { BasicCollection, type PutOptions } from "./basic-collection.ts";
import { Collection } from "./collection.ts";
import type { CollectionSpec } from "./collection-spec.ts";
import type { KVNamespace } from "./kv-namespace.ts";
import type { GetOptions, WithMetadata } from "./reads.ts";

/** Reads and writes the one record of a collection whose key template has no parameters. */
export class BasicSingleton<Input, Value, Metadata, Missing = null> {
  readonly #collection: BasicCollection<object, Input, Value, Metadata, Missing>;

  constructor(
    kv: KVNamespace,
    spec: CollectionSpec<object, Value, Metadata, Missing>,
    collection = new BasicCollection<object, Input, Value, Metadata, Missing>(kv, spec),
  ) {
    this.#collection = collection;
  }

  key(): string {
    return this.#collection.key({});
  }

  get(options?: GetOptions): Promise<Value | Missing> {
    return this.#collection.get({}, options);
  }

  put(value: Input, options?: PutOptions): Promise<void> {
    return this.#collection.put({}, value, options);
  }

  delete(): Promise<void> {
    return this.#collection.delete({});
  }
}

/** The same, with all methods that a single record can have. */
export class Singleton<Input, Value, Metadata, Missing = null> extends BasicSingleton<
  Input,
  Value,
  Metadata,
  Missing
> {
  readonly #collection: Collection<object, Input, Value, Metadata, Missing>;

  constructor(kv: KVNamespace, spec: CollectionSpec<object, Value, Metadata, Missing>) {
    const collection = new Collection<object, Input, Value, Metadata, Missing>(kv, spec);
    super(kv, spec, collection);
    this.#collection = collection;
  }

  getWithMetadata(options?: GetOptions): Promise<WithMetadata<Value, Metadata> | null> {
    return this.#collection.getWithMetadata({}, options);
  }

  has(options?: GetOptions): Promise<boolean> {
    return this.#collection.has({}, options);
  }

  update(
    change: (value: Value | NonNullable<Missing>) => Input | Promise<Input>,
    options?: PutOptions,
  ): Promise<Value | Missing> {
    return this.#collection.update({}, change, options);
  }

  touch(options?: { readonly ttl?: unknown }): Promise<boolean> {
    return this.#collection.touch({}, options);
  }
}
