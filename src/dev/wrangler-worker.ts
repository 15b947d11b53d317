import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { packageManager } from "../files/package-manager.ts";
import { wranglerFileOf, wranglerNamespaces } from "../wrangler/wrangler-file.ts";

/** A project's wrangler, and the Worker of its wrangler file. */
export interface WranglerWorker {
  /** The wrangler file. */
  readonly file: string;
  readonly environment: string | undefined;
  /** The project's `wrangler` program. */
  readonly program: string;
  /** What the wrangler file says now. */
  read(): WranglerSettings;
}

/** What a wrangler file and `.dev.vars` say, as `wrangler dev` understands it. */
export interface WranglerSettings {
  readonly name: string;
  /** The Worker's entry; absent if the file has none. */
  readonly main: string | undefined;
  readonly options: MiniflareFourOptions;
  /** What the project's own build command reads; absent if there is no such command. */
  readonly buildFolders: readonly string[] | undefined;
}

/** The Worker's options in the form of Miniflare 4, and the Workers that its bindings need. */
interface MiniflareFourOptions {
  readonly workerOptions: {
    readonly kvNamespaces?: Readonly<Record<string, { readonly id: string }>>;
    /** The options of static assets, including the absolute path of their folder. */
    readonly assets?: { readonly directory: string };
    readonly modulesRules?: readonly {
      readonly type: string;
      readonly include: readonly string[];
    }[];
  };
  readonly externalWorkers: readonly object[];
}

type Wrangler = typeof import("wrangler");

/**
 * Finds the Worker that belongs to a folder, and loads the project's own wrangler.
 *
 * @returns `undefined` if there is no wrangler file.
 * @throws CannotRunError if wrangler is not installed.
 */
export async function findWranglerWorker(
  folder: string,
  environment: string | undefined,
): Promise<WranglerWorker | undefined> {
  const file = wranglerFileOf(folder);
  if (file === undefined) return undefined;
  const { program, wrangler } = await loadWrangler(file);
  return { file, environment, program, read: () => readSettings(wrangler, file, environment) };
}

async function loadWrangler(file: string) {
  const require = createRequire(file);
  try {
    const { bin } = require("wrangler/package.json");
    const program = join(dirname(require.resolve("wrangler/package.json")), bin.wrangler);
    const url = pathToFileURL(require.resolve("wrangler")).href;
    return { program, wrangler: (await import(url)) as Wrangler };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    throw new CannotRunError(`the Worker of ${file} needs wrangler, which is not installed`, {
      cause: error,
      help: `Run: ${packageManager().add} wrangler`,
    });
  }
}

function readSettings(
  wrangler: Wrangler,
  file: string,
  environment: string | undefined,
): WranglerSettings {
  // Wrangler names no place in a file that does not parse, and uses the top level if an environment does not
  // exist.
  wranglerNamespaces(file, environment);
  try {
    const config = wrangler.unstable_readConfig({
      config: file,
      ...(environment !== undefined && { env: environment }),
    });
    const { command, watch_dir = [] } = config.build;
    return {
      name: config.name ?? "keyloom-served",
      main: config.main,
      options: wrangler.unstable_getMiniflareWorkerOptions(
        file,
        environment,
      ) as MiniflareFourOptions,
      buildFolders: command === undefined ? undefined : [watch_dir].flat(),
    };
  } catch (error) {
    throw new CannotRunError(`wrangler cannot read ${file}: ${(error as Error).message.trim()}`, {
      cause: error,
      help: "Fix the file.",
    });
  }
}
