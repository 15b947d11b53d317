import {
  Collection,
  type CollectionSpec,
  type GetOptions,
  type PutOptions,
  type WithMetadata,
} from "./collection.ts";
import type { KVNamespace } from "./kv-namespace.ts";

/** Reads and writes the one record of a collection whose key template has no parameters. */
export class Singleton<Input, Value, Metadata, Missing = null> {
  readonly #collection: Collection<object, Input, Value, Metadata, Missing>;

  constructor(kv: KVNamespace, spec: CollectionSpec<object, Value, Metadata, Missing>) {
    this.#collection = new Collection(kv, spec);
  }

  key(): string {
    return this.#collection.key({});
  }

  get(options?: GetOptions): Promise<Value | Missing> {
    return this.#collection.get({}, options);
  }

  getWithMetadata(options?: GetOptions): Promise<WithMetadata<Value, Metadata> | null> {
    return this.#collection.getWithMetadata({}, options);
  }

  put(value: Input, options?: PutOptions): Promise<void> {
    return this.#collection.put({}, value, options);
  }

  delete(): Promise<void> {
    return this.#collection.delete({});
  }
}
