import { relative } from "node:path";
import { CannotRunError } from "../../schema/cannot-run.ts";
import type { DevCloudflare } from "../cloudflare/local/index.ts";
import { Changes, isWithin } from "../files/changes.ts";
import { localIds } from "../wrangler/local-ids.ts";
import type { ApplyOptions } from "./apply.ts";
import { ApplyProcess, type ApplyReport } from "./apply-process.ts";
import type { BundleError } from "./bundle.ts";
import { DevWorker } from "./dev-worker.ts";
import { LaterProcess } from "./later-process.ts";
import type { WranglerWorker } from "./wrangler-worker.ts";

/** The options of a development server. */
export interface DevelopmentOptions {
  readonly cloudflare: DevCloudflare;
  readonly schemaFile: string;
  readonly stage: string;
  /** Whether records that leave a seed are removed from KV. */
  readonly prune: boolean;
  readonly stateFile: string;
  /** The folder of the data. */
  readonly persistTo: string;
  /** Whether another process has the data open from the start. */
  readonly isShared: boolean;
  /** Called if one opens them later. */
  readonly onShared: () => void;
  /** The Worker to serve; without one, only the data is kept up to date with the schema. */
  readonly worker: WranglerWorker | undefined;
  /** Reports success. */
  readonly say: (line: string) => void;
  /** Reports failure. */
  readonly warn: (error: CannotRunError | BundleError) => void;
}

/**
 * Keeps a stage, the accessors and the Worker up to date with their files. If a change cannot be used, it is
 * reported, and the last good version stays.
 */
export class Development {
  readonly #options: DevelopmentOptions;
  readonly #applying = new ApplyProcess();
  readonly #worker: DevWorker | undefined;
  readonly #changes = new Changes();
  readonly #laterProcess: LaterProcess;
  #isStopped = false;
  /** What the schema and the seeds are made of. */
  #schemaFiles: ReadonlySet<string>;
  /** The ids of the namespaces by binding, once the schema has been applied. */
  #ids: Readonly<Record<string, string>> | undefined;
  /** Written by Keyloom itself: no reason to do anything. */
  #generated: string | undefined;

  constructor(options: DevelopmentOptions) {
    this.#options = options;
    this.#schemaFiles = new Set([options.schemaFile]);
    const { worker, persistTo, isShared, onShared } = options;
    this.#laterProcess = new LaterProcess(persistTo, isShared, onShared);
    this.#worker = worker && new DevWorker({ ...options, worker });
  }

  /** Runs until it is stopped. */
  async run(): Promise<void> {
    // Changes while the schema is applied for the first time must not be missed.
    await this.#watch();
    let isWorkerOld = true;
    let areAssetsOld = false;
    let isSchemaOld = true;
    while (!this.#isStopped) {
      if (isSchemaOld) isWorkerOld = (await this.#apply()) || isWorkerOld;
      if (this.#ids !== undefined) {
        if (isWorkerOld) await this.#worker?.serve(this.#ids);
        else if (areAssetsOld) await this.#worker?.serveAssets(this.#ids);
        else await this.#options.cloudflare.serveAgain();
      }
      await this.#watch();
      if (this.#isStopped) return;
      this.#options.say("Watching for changes. Press Ctrl-C to stop.");
      this.#laterProcess.watch();
      const changed = await this.#changes.next();
      this.#laterProcess.pause();
      this.#options.say(`\n${changeText([...changed])}`);
      const isOf = (paths: ReadonlySet<string> = new Set()) =>
        [...changed].some((path) => isWithin(path, paths));
      isSchemaOld = isOf(this.#schemaFiles);
      isWorkerOld = isOf(this.#worker?.files);
      areAssetsOld = isOf(this.#worker?.assets);
    }
  }

  /** Stops work in progress. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#laterProcess.pause();
    await Promise.all([this.#applying.stop(), this.#worker?.stop(), this.#changes.close()]);
  }

  /** @returns whether the Worker must be rebuilt. */
  async #apply(): Promise<boolean> {
    const { cloudflare, schemaFile, stage, prune, stateFile, persistTo, say } = this.#options;
    const options: ApplyOptions = {
      schemaFile,
      stage,
      prune,
      apiUrl: cloudflare.url,
      accountId: cloudflare.accountId,
      stateFile,
      persistTo,
      ids: this.#wranglerIds(),
    };
    const { files, ids, generated, isNew = false } = await this.#applied(options);
    if (this.#isStopped) return false;
    if (ids === undefined || generated === undefined) {
      // Files of a schema that could not be read may still be what must be fixed.
      this.#schemaFiles = new Set([...this.#schemaFiles, ...files]);
      const what = `${name(schemaFile)} is not applied`;
      say(this.#ids === undefined ? what : `${what}: the last good one stays`);
      return false;
    }
    this.#schemaFiles = new Set([schemaFile, ...files]);
    this.#generated = generated;
    if (isNew) say(`${name(generated)} written`);
    const isMoved = JSON.stringify(ids) !== JSON.stringify(this.#ids);
    this.#ids = ids;
    return isNew || isMoved;
  }

  async #applied(options: ApplyOptions): Promise<ApplyReport> {
    try {
      return await this.#applying.run(options);
    } catch (error) {
      if (!(error instanceof CannotRunError)) throw error;
      this.#options.warn(error);
      return { files: [] };
    }
  }

  /** Where `wrangler dev` looks for the namespaces, as far as the wrangler file says. */
  #wranglerIds(): Readonly<Record<string, string>> {
    const { worker } = this.#options;
    if (worker === undefined) return {};
    try {
      return localIds(worker.file, worker.environment);
    } catch (error) {
      if (!(error instanceof CannotRunError)) throw error;
      // It is reported when the Worker is served.
      return {};
    }
  }

  #watch(): Promise<void> {
    const { files = [], assets = [] } = this.#worker ?? {};
    return this.#changes.watch(
      new Set([...this.#schemaFiles, ...files, ...assets]),
      this.#generated,
    );
  }
}

/** How many changed files are named. */
const MAX_NAMED = 3;

function changeText(changed: readonly string[]): string {
  const named = changed.slice(0, MAX_NAMED).map(name).join(", ");
  const others = changed.length - MAX_NAMED;
  return others > 0 ? `${named} and ${others} more changed` : `${named} changed`;
}

function name(path: string): string {
  return relative(process.cwd(), path);
}
