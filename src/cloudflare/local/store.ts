import { ApiError } from "./envelope.ts";
import type { Runtime } from "./runtime.ts";

/** What a write may set besides the value, in KV's own names. */
export interface PutOptions {
  readonly expiration?: number;
  readonly expirationTtl?: number;
  readonly metadata?: unknown;
}

/** One pair of a bulk write. */
export interface BulkPut {
  readonly key: string;
  readonly value: string;
  readonly base64: boolean;
  readonly options: PutOptions;
}

/** A page of keys, as KV gives it. */
export interface KeyPage {
  readonly keys: readonly {
    readonly name: string;
    readonly expiration?: number;
    readonly metadata?: unknown;
  }[];
  readonly list_complete: boolean;
  readonly cursor?: string;
}

/** The data of all namespaces: Miniflare's KV, in the folder where `wrangler dev` looks for it. */
export class KvStore {
  readonly #runtime: Runtime;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /**
   * @param cacheTtl seconds for which the reader says that an answer may be kept.
   * @returns `undefined` where the key is missing.
   */
  async get(namespace: string, key: string, cacheTtl?: number) {
    const { status, info, body } = await this.#call(namespace, "get", { key, cacheTtl });
    if (status === 404) return undefined;
    const { metadata, expiration } = info as { metadata: unknown; expiration?: number };
    return { value: new Uint8Array(body), metadata, expiration };
  }

  async put(namespace: string, key: string, value: Uint8Array, options: PutOptions): Promise<void> {
    await this.#call(namespace, "put", { key, options }, value);
  }

  async delete(namespace: string, key: string): Promise<void> {
    await this.#call(namespace, "delete", { key });
  }

  async list(
    namespace: string,
    options: { prefix?: string; limit?: number; cursor?: string },
  ): Promise<KeyPage> {
    const { body } = await this.#call(namespace, "list", options);
    return JSON.parse(new TextDecoder().decode(body)) as KeyPage;
  }

  async bulkPut(namespace: string, pairs: readonly BulkPut[]): Promise<void> {
    if (await this.#runtime.useFiles((files) => files.put(namespace, pairs))) return;
    await this.#call(namespace, "bulkPut", {}, JSON.stringify(pairs));
  }

  async bulkDelete(namespace: string, keys: readonly string[]): Promise<void> {
    if (await this.#runtime.useFiles((files) => files.delete(namespace, keys))) return;
    await this.#call(namespace, "bulkDelete", {}, JSON.stringify(keys));
  }

  /** Removes all data of a namespace. */
  async clear(namespace: string): Promise<void> {
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
      // The answer is under way until all of it is here.
      const info = JSON.parse(decodeURIComponent(response.headers.get("x-info") ?? "{}"));
      return { status: response.status, info, body: await response.arrayBuffer() };
    });
    if (answer.status === 400) {
      throw new ApiError(400, "badRequest", new TextDecoder().decode(answer.body));
    }
    return answer;
  }
}
