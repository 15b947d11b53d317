import { basename, dirname } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type FSWatcher, watch } from "chokidar";
import { foldersFrom } from "../folders/folders-from.ts";

/** How long a file must have kept its size to count as completely written, in milliseconds. */
const WHOLE_AFTER = 100;

/** How long nothing must have changed before changes are reported, in milliseconds. */
const QUIET = 100;

/** Folders that hold nothing of the author's own. */
const TOOLS: ReadonlySet<string> = new Set(["node_modules", ".git", ".wrangler"]);

/** Watches files and folders, including those that do not exist yet. */
export class Changes {
  readonly #isSkipped: (folder: string) => boolean;
  #watched: ReadonlySet<string> = new Set();
  #except: string | undefined;
  #watcher: FSWatcher | undefined;
  #changed = new Set<string>();
  #told: ((changed: ReadonlySet<string>) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param isSkipped whether a folder with this name is skipped, unless it is itself watched. */
  constructor(isSkipped = (folder: string) => TOOLS.has(folder)) {
    this.#isSkipped = isSkipped;
  }

  /**
   * Watches these paths instead of the previous ones. Changes between the two are reported as well.
   *
   * @param except a file to ignore, wherever it is.
   */
  async watch(paths: ReadonlySet<string>, except?: string): Promise<void> {
    this.#except = except;
    if (isDeepStrictEqual(paths, this.#watched)) return;
    const before = this.#watcher;
    this.#watched = paths;
    // A file that an editor replaces is a new one: only its folder reports it.
    const folders = new Set([...paths].map((path) => dirname(path)));
    this.#watcher = watch([...folders], {
      ignored: (path, stats) =>
        !folders.has(path) &&
        !paths.has(path) &&
        (!isWithin(path, paths) ||
          (stats?.isDirectory() === true && this.#isSkipped(basename(path)))),
      ignoreInitial: true,
      awaitWriteFinish: { stabilityThreshold: WHOLE_AFTER, pollInterval: 20 },
    });
    this.#watcher.on("all", (_, path) => this.#note(path));
    await new Promise<void>((resolve) => this.#watcher?.once("ready", resolve));
    await before?.close();
  }

  /** Returns the paths that have changed since the last call, as soon as there are any. */
  next(): Promise<ReadonlySet<string>> {
    return new Promise((resolve) => {
      this.#told = resolve;
      this.#tellWhenQuiet();
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#watcher?.close();
  }

  #note(path: string): void {
    if (path === this.#except || !isWithin(path, this.#watched)) return;
    this.#changed.add(path);
    this.#tellWhenQuiet();
  }

  #tellWhenQuiet(): void {
    if (this.#changed.size === 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const changed = this.#changed;
      if (this.#told === undefined) return;
      this.#changed = new Set();
      this.#told(changed);
      this.#told = undefined;
    }, QUIET);
  }
}

/** Whether a path is one of these, or in a folder that is one of them. */
export function isWithin(path: string, paths: ReadonlySet<string>): boolean {
  return foldersFrom(path).some((at) => paths.has(at));
}
