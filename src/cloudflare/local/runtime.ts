import { join } from "node:path";
import type { Miniflare, MiniflareOptions } from "miniflare";
import { KvFiles } from "./kv-files.ts";
import { miniflareOptions, type ServedWorkers } from "./miniflare-options.ts";

/** Writing this many keys takes workerd a second. Stopping and starting it takes half of that. */
const WORTH_STOPPING = 1_000;

/** Milliseconds without a write after which a Worker that was stopped for writes is served again. */
const QUIET = 200;

// It is loaded when something needs it, but reported at once if it is missing.
import.meta.resolve("miniflare");

/** workerd, through Miniflare: the gateway to all namespaces, and perhaps a Worker beside it. */
export class Runtime {
  /** Where `wrangler dev --persist-to` has the data. */
  readonly #folder: string;
  /** The files of the data. */
  readonly files: KvFiles;
  readonly #namespaceIds: () => readonly string[];
  readonly #bindingUrl: (() => URL) | undefined;
  readonly #onServing: (isServing: boolean) => void;
  #miniflare: Miniflare | undefined;
  #workers: ServedWorkers | undefined;
  #servedPort: number | undefined;
  /** What Miniflare was configured for; a change reconfigures it. */
  #configured: { readonly ids: string; readonly workers: ServedWorkers | undefined } | undefined;
  #configuring: Promise<void> = Promise.resolve();
  readonly #underWay = new Set<Promise<unknown>>();
  /** The number of file writes in progress or waiting. */
  #writes = 0;
  #start: NodeJS.Timeout | undefined;
  /** Whether the served Worker is stopped for many writes. */
  #isStopped = false;
  #isClosed = false;

  /**
   * @param options.namespaceIds the ids of all namespaces that now exist.
   * @param options.servedPort the TCP port of the served Worker; by default a free one.
   * @param options.bindingUrl who answers for that Worker's KV bindings; by default KV itself.
   * @param options.onServing called when that Worker is stopped for many writes, and when it is back.
   */
  constructor(options: {
    readonly persistTo: string;
    readonly namespaceIds: () => readonly string[];
    readonly servedPort?: number | undefined;
    readonly bindingUrl?: (() => URL) | undefined;
    readonly onServing?: ((isServing: boolean) => void) | undefined;
  }) {
    this.#folder = join(options.persistTo, "v3");
    this.files = new KvFiles(join(this.#folder, "kv"));
    this.#namespaceIds = options.namespaceIds;
    this.#servedPort = options.servedPort;
    this.#bindingUrl = options.bindingUrl;
    this.#onServing = options.onServing ?? (() => {});
  }

  /** The namespace of a KV binding of the served Worker. */
  namespaceOf(name: string): string {
    const binding = this.#workers?.[0].config.env?.[name];
    if (binding?.type === "kv" && binding.id !== undefined) return binding.id;
    throw new Error(`there is no KV binding ${name}`);
  }

  /** Runs work during which Miniflare must not be reconfigured. */
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
   * Runs work that writes files of a namespace. workerd must not run meanwhile: it fails if it finds a file
   * locked. For few keys it keeps running, and the work is not done; for many it is stopped, and started again
   * after the last of them.
   *
   * @param keys how many keys are written.
   * @returns whether the work could be done: its own result, or `false` if it did not run.
   */
  async useFiles(
    namespace: string,
    keys: number,
    work: (files: KvFiles) => Promise<boolean>,
  ): Promise<boolean> {
    if (this.#configured !== undefined) {
      if (keys < WORTH_STOPPING || this.files.get(namespace, []) === undefined) return false;
      this.#stop();
    }
    this.#writes++;
    const working = this.#configuring.catch(() => {}).then(() => work(this.files));
    this.#configuring = working.then(() => {});
    this.#configuring.catch(() => {});
    try {
      return await working;
    } finally {
      this.#writes--;
      this.#startSoon();
    }
  }

  /**
   * Runs a Worker in the same workerd instead of the previous one, and returns its URL: requests go to workerd
   * itself, so bodies stream and sockets stay open as in production.
   *
   * @throws what workerd reports about a Worker that it cannot run; the previous one stays.
   */
  async serve(workers: ServedWorkers): Promise<URL> {
    const before = this.#workers;
    this.#workers = workers;
    try {
      const url = await this.use((miniflare) =>
        miniflare.unsafeGetDirectURL(workers[0].config.name),
      );
      this.#servedPort = Number(url.port);
      return url;
    } catch (error) {
      this.#workers = before;
      await this.#ready();
      throw error;
    }
  }

  /** Waits until the Worker is back, if it was stopped for many writes. */
  async serveAgain(): Promise<void> {
    if (this.#isStopped) await this.#ready();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#start);
    await this.#configuring.catch(() => {});
    await this.#miniflare?.dispose();
  }

  /** Stops workerd, once work in progress is done. */
  #stop(): void {
    const others = [...this.#underWay];
    this.#configured = undefined;
    this.#configuring = this.#configuring
      .catch(() => {})
      .then(async () => {
        await Promise.allSettled(others);
        this.#isStopped = this.#workers !== undefined;
        if (this.#isStopped) this.#onServing(false);
        await this.#miniflare?.dispose();
        this.#miniflare = undefined;
      });
    this.#configuring.catch(() => {});
  }

  /** Serves the stopped Worker again, unless more is written. */
  #startSoon(): void {
    clearTimeout(this.#start);
    if (this.#isClosed || this.#workers === undefined || this.#writes > 0) return;
    this.#start = setTimeout(() => this.#ready().catch(console.error), QUIET);
  }

  /** Configures Miniflare for the current namespaces and Worker. */
  async #ready(): Promise<Miniflare> {
    const ids = this.#namespaceIds();
    const wanted = { ids: ids.join(), workers: this.#workers };
    if (wanted.ids !== this.#configured?.ids || wanted.workers !== this.#configured.workers) {
      this.#configured = wanted;
      const others = [...this.#underWay];
      const configured = this.#configuring
        // A failed one does not stop the next.
        .catch(() => {})
        .then(async () => {
          // Requests in progress would be cut off.
          await Promise.allSettled(others);
          await this.#configure(
            miniflareOptions({
              folder: this.#folder,
              namespaceIds: ids,
              workers: this.#workers,
              // workerd restarts with each change, and would listen on another port each time.
              servedPort: this.#servedPort,
              bindingUrl: this.#bindingUrl?.(),
            }),
          );
          if (this.#isStopped) this.#onServing(true);
          this.#isStopped = false;
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
      // A Miniflare that failed to start fails forever.
      await this.#miniflare?.dispose().catch(() => {});
      this.#miniflare = undefined;
      throw error;
    }
  }
}
