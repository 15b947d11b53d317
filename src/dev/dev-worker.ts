import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { CannotRunError } from "../../schema/cannot-run.ts";
import type { DevCloudflare, ServedWorkers } from "../cloudflare/local/index.ts";
import { type Bundle, BundleError, Bundler } from "./bundle.ts";
import { servedWorkers } from "./served-workers.ts";
import type { WranglerSettings, WranglerWorker } from "./wrangler-worker.ts";

/** What a Worker is served with, and told about. */
export interface DevWorkerOptions {
  readonly worker: WranglerWorker;
  readonly cloudflare: DevCloudflare;
  readonly say: (line: string) => void;
  readonly warn: (error: CannotRunError | BundleError) => void;
}

/** What wrangler makes of a Worker that has assets alone. */
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

/** The Worker of a wrangler file, which is served as the file and its code say. */
export class DevWorker {
  readonly #options: DevWorkerOptions;
  readonly #bundler = new Bundler();
  #isStopped = false;
  #files: ReadonlySet<string>;
  #assets: string | undefined;
  #served: ServedWorkers | undefined;
  /** Whether what is served is not what the files say. */
  #isBroken = false;

  constructor(options: DevWorkerOptions) {
    this.#options = options;
    this.#files = new Set(ownFiles(options.worker.file));
  }

  /** The files and folders that it is made of, as far as they are known. */
  get files(): ReadonlySet<string> {
    return this.#files;
  }

  /** The folder of its static assets, where it has one. */
  get assets(): ReadonlySet<string> {
    return new Set(this.#assets === undefined ? [] : [this.#assets]);
  }

  /**
   * Bundles it and serves it. What cannot be served is told, and the last one that could be stays.
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
      this.#files = new Set([...ownFiles(worker.file), ...folders, ...(main ? [main] : [])]);
      checkAssets(this.#assets);
      const bundle = await this.#bundle(settings);
      if (this.#isStopped) return;
      this.#files = new Set([...this.#files, ...bundle.inputs]);
      await this.#run(servedWorkers(settings, bundle, ids));
    });
  }

  /** Serves it with its assets as they are now, without bundling it where the last attempt went well. */
  async serveAssets(ids: Readonly<Record<string, string>>): Promise<void> {
    const served = this.#served;
    if (served === undefined || this.#isBroken) {
      await this.serve(ids);
      return;
    }
    await this.#attempt(async () => {
      checkAssets(this.#assets);
      // Another list, or else it would be taken for what is served already.
      await this.#run([...served]);
    });
  }

  /** Ends what is under way. */
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
function ownFiles(wranglerFile: string): readonly string[] {
  const folder = dirname(wranglerFile);
  return [wranglerFile, join(folder, ".dev.vars"), join(folder, ".env")];
}

/** Where a Worker has what no bundle names, such as a file that is imported as text. */
function sourceFolders(wranglerFile: string, main: string | undefined): readonly string[] {
  const folder = dirname(main ?? wranglerFile);
  // The project's own folder holds everything else as well.
  return folder === dirname(wranglerFile) ? [] : [folder];
}

/** @throws CannotRunError where the folder is not there: it would be served as an empty one. */
function checkAssets(folder: string | undefined): void {
  if (folder === undefined || existsSync(folder)) return;
  throw new CannotRunError(`the assets folder ${folder} does not exist`, {
    help: "Build it, or fix `assets.directory` in the wrangler file.",
  });
}

function workerError(error: unknown): CannotRunError | BundleError {
  if (error instanceof CannotRunError || error instanceof BundleError) return error;
  // What follows is what the runtime has said, once more and as JSON.
  const [why = ""] = (error as Error).message.split("\nRuntime stderr:");
  return new CannotRunError(`the Worker cannot be run: ${why}`, {
    cause: error,
    help: "The runtime's own message is above.",
  });
}
