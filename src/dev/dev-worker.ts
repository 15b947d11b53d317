import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { CannotRunError } from "../../schema/cannot-run.ts";
import type { DevCloudflare, ServedWorkers } from "../cloudflare/local/index.ts";
import { type Bundle, BundleError, Bundler } from "./bundle.ts";
import { servedWorkers } from "./served-workers.ts";
import type { WranglerSettings, WranglerWorker } from "./wrangler-worker.ts";

/** The options for serving a Worker. */
export interface DevWorkerOptions {
  readonly worker: WranglerWorker;
  readonly cloudflare: DevCloudflare;
  readonly say: (line: string) => void;
  readonly warn: (error: CannotRunError | BundleError) => void;
}

/** What wrangler makes of a Worker that has only assets. */
const NO_CODE: Bundle = {
  modules: [
    {
      type: "ESModule",
      path: "index.js",
      contents: Buffer.from('export default { fetch: () => new Response("", { status: 404 }) };'),
    },
  ],
  inputs: [],
};

/** The Worker of a wrangler file, served according to the file and its code. */
export class DevWorker {
  readonly #options: DevWorkerOptions;
  readonly #bundler = new Bundler();
  #isStopped = false;
  #files: ReadonlySet<string>;
  #assets: string | undefined;
  #served: ServedWorkers | undefined;
  /** Whether what is served does not match the files. */
  #isBroken = false;

  constructor(options: DevWorkerOptions) {
    this.#options = options;
    this.#files = new Set(ownFiles(options.worker));
  }

  /** The files and folders that it is made of, as far as they are known. */
  get files(): ReadonlySet<string> {
    return this.#files;
  }

  /** The folder of its static assets, if any. */
  get assets(): ReadonlySet<string> {
    return new Set(this.#assets === undefined ? [] : [this.#assets]);
  }

  /**
   * Bundles and serves it. If it cannot be served, that is reported, and the last good one stays.
   *
   * @param ids the ids of the stage's namespaces by binding.
   */
  async serve(ids: Readonly<Record<string, string>>): Promise<void> {
    const { worker, say } = this.#options;
    await this.#attempt(async () => {
      const settings = worker.read();
      const { main, options, buildFolders } = settings;
      this.#assets = options.workerOptions.assets?.directory;
      if (main === undefined && this.#assets === undefined) {
        say(`${relative(process.cwd(), worker.file)} has no \`main\`: no Worker is served`);
        return;
      }
      const folders = buildFolders ?? sourceFolders(worker.file, main);
      this.#files = new Set([...ownFiles(worker), ...folders, ...(main ? [main] : [])]);
      checkAssets(this.#assets);
      const bundle = await this.#bundle(settings);
      if (this.#isStopped) return;
      this.#files = new Set([...this.#files, ...bundle.inputs]);
      await this.#run(servedWorkers(settings, bundle, ids));
    });
  }

  /** Serves it with its current assets, without bundling it if the last attempt succeeded. */
  async serveAssets(ids: Readonly<Record<string, string>>): Promise<void> {
    const served = this.#served;
    if (served === undefined || this.#isBroken) {
      await this.serve(ids);
      return;
    }
    await this.#attempt(async () => {
      checkAssets(this.#assets);
      // A new list, otherwise it would be treated as what is already served.
      await this.#run([...served]);
    });
  }

  /** Stops work in progress. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#bundler.stop();
  }

  async #bundle(settings: WranglerSettings): Promise<Bundle> {
    if (settings.main === undefined) return NO_CODE;
    return this.#bundler.bundle(this.#options.worker, settings);
  }

  async #run(workers: ServedWorkers): Promise<void> {
    const url = await this.#options.cloudflare.serve(workers);
    this.#served = workers;
    this.#options.say(`Worker: ${url}`);
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#isBroken = false;
    } catch (error) {
      if (this.#isStopped) return;
      this.#isBroken = true;
      this.#options.warn(workerError(error));
      const isServed = this.#served !== undefined;
      this.#options.say(isServed ? "The last good Worker stays." : "No Worker is served yet.");
    }
  }
}

/** What wrangler reads of a project besides the Worker's code. */
function ownFiles({ file, environment }: WranglerWorker): readonly string[] {
  const suffixes = environment === undefined ? [""] : ["", `.${environment}`];
  const variables = suffixes.flatMap((of) => [`.dev.vars${of}`, `.env${of}`, `.env${of}.local`]);
  return [file, ...variables.map((name) => join(dirname(file), name))];
}

/** Where a Worker has files that no bundle names, such as one that is imported as text. */
function sourceFolders(wranglerFile: string, main: string | undefined): readonly string[] {
  const folder = dirname(main ?? wranglerFile);
  // The project's own folder also holds everything else.
  return folder === dirname(wranglerFile) ? [] : [folder];
}

/** @throws CannotRunError if the folder does not exist: it would be served as an empty one. */
function checkAssets(folder: string | undefined): void {
  if (folder === undefined || existsSync(folder)) return;
  throw new CannotRunError(`the assets folder ${folder} does not exist`, {
    help: "Build it, or fix `assets.directory` in the wrangler file.",
  });
}

function workerError(error: unknown): CannotRunError | BundleError {
  if (error instanceof CannotRunError || error instanceof BundleError) return error;
  // What follows repeats the runtime's output as JSON.
  const [why = ""] = (error as Error).message.split("\nRuntime stderr:");
  return new CannotRunError(`the Worker cannot be run: ${why}`, {
    cause: error,
    help: "The runtime's own message is above.",
  });
}
