import { join } from "node:path";
import type { Miniflare, MiniflareOptions } from "miniflare";
import { GATEWAY_SCRIPT } from "./gateway-script.ts";
import { KvFiles } from "./kv-files.ts";

/** A Worker with its name, its code and its bindings, as Miniflare takes it. */
export type WorkerOptions = MiniflareOptions["workers"][number];

/** A Worker that is served, and first of all: those that it calls may follow it. */
export type ServedWorkers = readonly [served: WorkerOptions, ...others: WorkerOptions[]];

const GATEWAY = "keyloom-gateway";
const GATEWAY_DATE = "2026-11-01";
const HOST = "127.0.0.1";

// It is loaded when something needs it, and missed at once.
import.meta.resolve("miniflare");

/** workerd, by way of Miniflare: the gateway to all namespaces, and perhaps a Worker beside it. */
export class Runtime {
  /** Where `wrangler dev --persist-to` has the data. */
  readonly #folder: string;
  readonly #files: KvFiles;
  readonly #namespaceIds: () => readonly string[];
  readonly #bindingUrl: (() => URL) | undefined;
  #miniflare: Miniflare | undefined;
  #workers: ServedWorkers | undefined;
  #servedPort: number | undefined;
  /** What Miniflare was configured for; it is configured anew when that changes. */
  #configured: { readonly ids: string; readonly workers: ServedWorkers | undefined } | undefined;
  #configuring: Promise<void> = Promise.resolve();
  readonly #underWay = new Set<Promise<unknown>>();

  /**
   * @param options.namespaceIds the ids of all namespaces that there are now.
   * @param options.servedPort the TCP port of the Worker that is served; a free one unless said otherwise.
   * @param options.bindingUrl who answers for that Worker's KV bindings; KV itself unless said otherwise.
   */
  constructor(options: {
    readonly persistTo: string;
    readonly namespaceIds: () => readonly string[];
    readonly servedPort?: number | undefined;
    readonly bindingUrl?: (() => URL) | undefined;
  }) {
    this.#folder = join(options.persistTo, "v3");
    this.#files = new KvFiles(join(this.#folder, "kv"));
    this.#namespaceIds = options.namespaceIds;
    this.#servedPort = options.servedPort;
    this.#bindingUrl = options.bindingUrl;
  }

  /** The namespace of a KV binding of the Worker that is served. */
  namespaceOf(name: string): string {
    const binding = this.#workers?.[0].config.env?.[name];
    if (binding?.type === "kv" && binding.id !== undefined) return binding.id;
    throw new Error(`there is no KV binding ${name}`);
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
   * Runs work on the files of KV, unless workerd has begun: it fails where it finds a file locked. It
   * begins when the work is done.
   *
   * @returns what the work says of whether it could be done, and else `false`.
   */
  async useFiles(work: (files: KvFiles) => Promise<boolean>): Promise<boolean> {
    if (this.#configured !== undefined) return false;
    const working = this.#configuring.catch(() => {}).then(() => work(this.#files));
    this.#configuring = working.then(() => {});
    this.#configuring.catch(() => {});
    return working;
  }

  /**
   * Runs a Worker in the same workerd, in place of the one before, and gives its URL: requests go to
   * workerd itself, so that bodies stream and sockets stay open as they do in production.
   *
   * @throws what workerd says of a Worker that it cannot run; the one before stays.
   */
  async serve(workers: ServedWorkers): Promise<URL> {
    const before = this.#workers;
    this.#workers = workers;
    try {
      const url = await (await this.#ready()).unsafeGetDirectURL(workers[0].config.name);
      this.#servedPort = Number(url.port);
      return url;
    } catch (error) {
      this.#workers = before;
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
    const wanted = { ids: ids.join(), workers: this.#workers };
    if (wanted.ids !== this.#configured?.ids || wanted.workers !== this.#configured.workers) {
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
      const { Miniflare } = await import("miniflare");
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
    const [served, ...others] = this.#workers ?? [];
    const withSocket = served && {
      ...served,
      ...(this.#bindingUrl !== undefined && { config: withRemoteKv(served.config) }),
      dev: {
        ...served.dev,
        unsafeDirectSockets: [socket],
        ...(this.#bindingUrl !== undefined && {
          remoteProxyConnectionString: this.#bindingUrl() as RemoteUrl,
        }),
      },
    };
    return {
      host: HOST,
      resourcePersistencePath: this.#folder,
      logRequests: false,
      telemetry: { enabled: false },
      workers: [gateway, ...(withSocket === undefined ? [] : [withSocket, ...others])],
    };
  }
}

/** Miniflare's mark of a URL that answers for bindings which it does not simulate itself. */
type RemoteUrl = NonNullable<NonNullable<WorkerOptions["dev"]>["remoteProxyConnectionString"]>;

/** Has Miniflare ask another server, by workerd's own KV binding, for what is in KV. */
function withRemoteKv(config: WorkerOptions["config"]): WorkerOptions["config"] {
  const env = Object.entries(config.env ?? {}).map(([name, binding]) => [
    name,
    binding.type === "kv" ? { ...binding, dev: { remote: true } } : binding,
  ]);
  return { ...config, env: Object.fromEntries(env) };
}

/** A Worker of one ES module, whose bindings are namespaces by their ids. */
export function workerOptions(
  name: string,
  {
    script,
    bindings,
    compatibilityDate,
  }: {
    readonly script: string;
    readonly bindings: Readonly<Record<string, string>>;
    readonly compatibilityDate: string;
  },
): WorkerOptions {
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
