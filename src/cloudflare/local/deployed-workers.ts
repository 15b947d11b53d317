import { rmSync } from "node:fs";
import { deployedWorker } from "./deployed-worker.ts";
import { SERVED } from "./miniflare-options.ts";
import type { Runtime } from "./runtime.ts";
import type { Scripts } from "./scripts.ts";
import { writeAssets } from "./written-assets.ts";

/** Serves deployed Workers, one at a time. */
export class DeployedWorkers {
  readonly #runtime: Runtime;
  readonly #scripts: Scripts;
  /** The folder of the static files that are served. */
  #folder: string | undefined;

  constructor(runtime: Runtime, scripts: Scripts) {
    this.#runtime = runtime;
    this.#scripts = scripts;
  }

  /** @throws ApiError 10007, CannotRunError if the Worker has something that is not served here. */
  async serve(name: string): Promise<URL> {
    const version = this.#scripts.deployed(name);
    const { assets, metadata } = version;
    const folder = assets && writeAssets(assets, metadata.assets?.config);
    try {
      const url = await this.#runtime.serve([deployedWorker(SERVED, name, version, folder)]);
      this.close();
      this.#folder = folder;
      return url;
    } catch (error) {
      remove(folder);
      throw error;
    }
  }

  close(): void {
    remove(this.#folder);
  }
}

function remove(folder: string | undefined): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
