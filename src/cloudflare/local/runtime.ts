import { join } from "node:path";
import { Miniflare, type MiniflareOptions } from "miniflare";
import { GATEWAY_SCRIPT } from "./gateway-script.ts";

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
const HOST = "127.0.0.1";

/** workerd, by way of Miniflare: the gateway to all namespaces, and perhaps a Worker beside it. */
export class Runtime {
  readonly #persistTo: string;
  readonly #namespaceIds: () => readonly string[];
  #miniflare: Miniflare | undefined;
  #worker: ServedWorker | undefined;
  #servedPort: number | undefined;
  /** What Miniflare was configured for; it is configured anew when that changes. */
  #configured: string | undefined;
  #configuring: Promise<void> = Promise.resolve();
  readonly #underWay = new Set<Promise<unknown>>();

  /** @param namespaceIds the ids of all namespaces that there are now. */
  constructor(persistTo: string, namespaceIds: () => readonly string[]) {
    this.#persistTo = persistTo;
    this.#namespaceIds = namespaceIds;
  }

  /** Runs work that needs Miniflare to stay as it is until it is done. */
  async use<T>(work: (miniflare: Miniflare) => Promise<T>): Promise<T> {
    const promise = this.#ready().then(work);
    this.#underWay.add(promise);
    try {
      return await promise;
    } finally {
      this.#underWay.delete(promise);
    }
  }

  /**
   * Runs a Worker in the same workerd, in place of the one before, and gives its URL: requests go to
   * workerd itself, so that bodies stream and sockets stay open as they do in production.
   *
   * @throws what workerd says of a Worker that it cannot run; the one before stays.
   */
  async serve(worker: ServedWorker): Promise<URL> {
    const before = this.#worker;
    this.#worker = worker;
    try {
      const url = await (await this.#ready()).unsafeGetDirectURL(SERVED);
      this.#servedPort = Number(url.port);
      return url;
    } catch (error) {
      this.#worker = before;
      await this.#ready();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#configuring.catch(() => {});
    await this.#miniflare?.dispose();
  }

  /** Configures Miniflare for the namespaces and the Worker that there are now. */
  async #ready(): Promise<Miniflare> {
    const ids = this.#namespaceIds();
    const wanted = JSON.stringify([ids, this.#worker]);
    if (wanted !== this.#configured) {
      this.#configured = wanted;
      const others = [...this.#underWay];
      const configured = this.#configuring
        // One that failed does not stop the next.
        .catch(() => {})
        .then(async () => {
          // A request that is under way would be cut off.
          await Promise.allSettled(others);
          await this.#configure(this.#options(ids));
        });
      configured.catch(() => {
        if (this.#configured === wanted) this.#configured = undefined;
      });
      this.#configuring = configured;
    }
    await this.#configuring;
    if (this.#miniflare === undefined) throw new Error("Miniflare did not start");
    return this.#miniflare;
  }

  async #configure(options: MiniflareOptions): Promise<void> {
    try {
      if (this.#miniflare === undefined) this.#miniflare = new Miniflare(options);
      else await this.#miniflare.setOptions(options);
      await this.#miniflare.ready;
    } catch (error) {
      // A Miniflare that failed to start fails for ever.
      await this.#miniflare?.dispose().catch(() => {});
      this.#miniflare = undefined;
      throw error;
    }
  }

  #options(ids: readonly string[]): MiniflareOptions {
    const gateway = workerOptions(GATEWAY, {
      script: GATEWAY_SCRIPT,
      bindings: Object.fromEntries(ids.map((id) => [id, id])),
      compatibilityDate: GATEWAY_DATE,
    });
    // workerd starts anew with each change, and would listen on another port each time.
    const socket = {
      host: HOST,
      ...(this.#servedPort !== undefined && { port: this.#servedPort }),
    };
    const dev = { unsafeDirectSockets: [socket] };
    const served =
      this.#worker === undefined ? [] : [{ ...workerOptions(SERVED, this.#worker), dev }];
    return {
      host: HOST,
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
