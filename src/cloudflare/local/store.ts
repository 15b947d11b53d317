import { ApiError } from "./envelope.ts";
import type { BulkPut, Found, KeyPage, ListOptions, PutOptions } from "./kv-data.ts";
import type { Runtime } from "./runtime.ts";

/**
 * The data of all namespaces: Miniflare's KV, in the folder where `wrangler dev` looks for it. Reads, and writes
 * of many records, use its files; other writes go through workerd, which needs less time for one record than a
 * separate commit takes here.
 */
export class KvStore {
  readonly #runtime: Runtime;
  readonly #readsFiles: boolean;

  /**
   * @param options.readsFiles whether reads use the files; by default they do. workerd answers like the bindings
   * of a Worker, and rejects what they reject.
   */
  constructor(runtime: Runtime, { readsFiles = true }: { readonly readsFiles?: boolean } = {}) {
    this.#runtime = runtime;
    this.#readsFiles = readsFiles;
  }

  /**
   * @param cacheTtl seconds for which the reader allows an answer to be kept.
   * @returns `undefined` if the key is missing.
   */
  async get(namespace: string, key: string, cacheTtl?: number): Promise<Found | undefined> {
    const read = this.#readsFiles ? this.#runtime.files.get(namespace, [key]) : undefined;
    if (read !== undefined) return read[0];
    const { status, info, body } = await this.#call(namespace, "get", { key, cacheTtl });
    if (status === 404) return undefined;
    const { metadata, expiration } = info as { metadata: unknown; expiration?: number };
    return { value: new Uint8Array(body), metadata, expiration };
  }

  /** @returns what is stored under each key. */
  async getMany(
    namespace: string,
    keys: readonly string[],
  ): Promise<readonly (Found | undefined)[]> {
    const read = this.#readsFiles ? this.#runtime.files.get(namespace, keys) : undefined;
    return read ?? Promise.all(keys.map((key) => this.get(namespace, key)));
  }

  async put(namespace: string, key: string, value: Uint8Array, options: PutOptions): Promise<void> {
    await this.#call(namespace, "put", { key, options }, value);
  }

  async delete(namespace: string, key: string): Promise<void> {
    await this.#call(namespace, "delete", { key });
  }

  async list(namespace: string, options: ListOptions): Promise<KeyPage> {
    const read = this.#readsFiles ? this.#runtime.files.list(namespace, options) : undefined;
    if (read !== undefined) return read;
    const { body } = await this.#call(namespace, "list", options);
    return JSON.parse(new TextDecoder().decode(body)) as KeyPage;
  }

  async bulkPut(namespace: string, pairs: readonly BulkPut[]): Promise<void> {
    const { length } = pairs;
    if (await this.#runtime.useFiles(namespace, length, (files) => files.put(namespace, pairs))) {
      return;
    }
    await this.#call(namespace, "bulkPut", {}, JSON.stringify(pairs));
  }

  async bulkDelete(namespace: string, keys: readonly string[]): Promise<void> {
    const { length } = keys;
    if (await this.#runtime.useFiles(namespace, length, (files) => files.delete(namespace, keys))) {
      return;
    }
    await this.#call(namespace, "bulkDelete", {}, JSON.stringify(keys));
  }

  /** Removes all data of a namespace. */
  async clear(namespace: string): Promise<void> {
    const { length: many } = (await this.list(namespace, {})).keys;
    if (await this.#runtime.useFiles(namespace, many, (files) => files.clear(namespace))) return;
    await this.#call(namespace, "clear", {});
  }

  async #call(namespace: string, operation: string, args: object, body?: string | Uint8Array) {
    const call = encodeURIComponent(JSON.stringify({ namespace, operation, args }));
    const answer = await this.#runtime.use(async (miniflare) => {
      const response = await miniflare.dispatchFetch("http://gateway/", {
        method: "POST",
        headers: { "x-call": call },
        ...(body !== undefined && { body }),
      });
      // The call is in progress until the whole answer has arrived.
      const info = JSON.parse(decodeURIComponent(response.headers.get("x-info") ?? "{}"));
      return { status: response.status, info, body: await response.arrayBuffer() };
    });
    if (answer.status === 400) {
      throw new ApiError(400, "badRequest", new TextDecoder().decode(answer.body));
    }
    return answer;
  }
}
