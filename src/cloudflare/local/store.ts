import { join } from "node:path";
import { Miniflare, type MiniflareOptions } from "miniflare";
import { ApiError } from "./envelope.ts";
import { GATEWAY_SCRIPT } from "./gateway-script.ts";

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

/** A Worker that runs beside the data. */
export interface ServedWorker {
  /** The source of one ES module. */
  readonly script: string;
  /** The ids of namespaces by binding. */
  readonly bindings: Readonly<Record<string, string>>;
  readonly compatibilityDate: string;
}

const GATEWAY = "keyloom-gateway";
const SERVED = "keyloom-served";
const GATEWAY_DATE = "2026-11-01";

/** The data of all namespaces: Miniflare's KV, in the folder where `wrangler dev` looks for it. */
export class KvStore {
  readonly #persistTo: string;
  readonly #namespaceIds: () => readonly string[];
  #miniflare: Miniflare | undefined;
  #worker: ServedWorker | undefined;
  /** What Miniflare was configured for; it is configured anew when that changes. */
  #configured: string | undefined;
  #configuring: Promise<void> = Promise.resolve();
  readonly #underWay = new Set<Promise<unknown>>();

  /** @param namespaceIds the ids of all namespaces that there are now. */
  constructor(persistTo: string, namespaceIds: () => readonly string[]) {
    this.#persistTo = persistTo;
    this.#namespaceIds = namespaceIds;
  }

  /** @returns `undefined` where the key is missing. */
  async get(namespace: string, key: string) {
    const response = await this.#call(namespace, "get", { key });
    if (response.status === 404) return undefined;
    const info = JSON.parse(decodeURIComponent(response.headers.get("x-info") ?? "{}")) as {
      metadata: unknown;
      expiration?: number;
    };
    return { ...info, value: new Uint8Array(await response.arrayBuffer()) };
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
    return (await (await this.#call(namespace, "list", options)).json()) as KeyPage;
  }

  async bulkPut(namespace: string, pairs: readonly BulkPut[]): Promise<void> {
    await this.#call(namespace, "bulkPut", {}, JSON.stringify(pairs));
  }

  async bulkDelete(namespace: string, keys: readonly string[]): Promise<void> {
    await this.#call(namespace, "bulkDelete", {}, JSON.stringify(keys));
  }

  /** Removes all data of a namespace. */
  async clear(namespace: string): Promise<void> {
    await this.#call(namespace, "clear", {});
  }

  /** Runs a Worker in the same workerd, in place of the one before. */
  async serve(worker: ServedWorker): Promise<void> {
    this.#worker = worker;
    await this.#ready();
  }

  /** Sends a request to the Worker that is served. */
  async fetchWorker(request: Request): Promise<Response> {
    return this.#tracked(async (miniflare) => {
      const worker = await miniflare.getWorker(SERVED);
      const hasBody = request.body !== null;
      const response = await worker.fetch(request.url, {
        method: request.method,
        headers: [...request.headers],
        redirect: "manual",
        ...(hasBody && { body: await request.arrayBuffer() }),
      });
      const headers = new Headers([...response.headers]);
      const isEmpty = [204, 304].includes(response.status) || request.method === "HEAD";
      const body = isEmpty ? null : await response.arrayBuffer();
      return new Response(body, { status: response.status, headers });
    });
  }

  async close(): Promise<void> {
    await this.#configuring.catch(() => {});
    await this.#miniflare?.dispose();
  }

  async #call(namespace: string, operation: string, args: object, body?: string | Uint8Array) {
    const response = await this.#tracked((miniflare) =>
      miniflare.dispatchFetch("http://gateway/", {
        method: "POST",
        headers: {
          "x-call": encodeURIComponent(JSON.stringify({ namespace, operation, args })),
        },
        ...(body !== undefined && { body }),
      }),
    );
    if (response.status === 400) throw new ApiError(400, "badRequest", await response.text());
    return response;
  }

  /** Runs work that needs Miniflare to stay as it is until it is done. */
  async #tracked<T>(work: (miniflare: Miniflare) => Promise<T>): Promise<T> {
    const promise = this.#ready().then(work);
    this.#underWay.add(promise);
    try {
      return await promise;
    } finally {
      this.#underWay.delete(promise);
    }
  }

  /** Configures Miniflare for the namespaces and the Worker that there are now. */
  async #ready(): Promise<Miniflare> {
    const options = this.#options();
    const wanted = JSON.stringify(options);
    if (wanted !== this.#configured) {
      this.#configured = wanted;
      const others = [...this.#underWay];
      this.#configuring = this.#configuring.then(async () => {
        // A request that is under way would be cut off.
        await Promise.allSettled(others.filter((other) => this.#underWay.has(other)));
        if (this.#miniflare === undefined) this.#miniflare = new Miniflare(options);
        else await this.#miniflare.setOptions(options);
        await this.#miniflare.ready;
      });
    }
    await this.#configuring;
    if (this.#miniflare === undefined) throw new Error("Miniflare did not start");
    return this.#miniflare;
  }

  #options(): MiniflareOptions {
    const ids = this.#namespaceIds();
    const gateway = workerOptions(GATEWAY, {
      script: GATEWAY_SCRIPT,
      bindings: Object.fromEntries(ids.map((id) => [id, id])),
      compatibilityDate: GATEWAY_DATE,
    });
    const served = this.#worker === undefined ? [] : [workerOptions(SERVED, this.#worker)];
    return {
      host: "127.0.0.1",
      // As `wrangler dev --persist-to` does it.
      resourcePersistencePath: join(this.#persistTo, "v3"),
      logRequests: false,
      telemetry: { enabled: false },
      workers: [gateway, ...served],
    };
  }
}

function workerOptions(
  name: string,
  { script, bindings, compatibilityDate }: ServedWorker,
): MiniflareOptions["workers"][number] {
  return {
    config: {
      name,
      compatibilityDate,
      manifest: {
        mainModule: "index.mjs",
        modulesRoot: "/",
        modules: { "index.mjs": { type: "esm", contents: script } },
      },
      env: Object.fromEntries(
        Object.entries(bindings).map(([binding, id]) => [binding, { type: "kv", id }]),
      ),
      exports: {},
    },
  };
}
