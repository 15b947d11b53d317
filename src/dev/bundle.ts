import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import picomatch from "picomatch";
import type { WranglerSettings, WranglerWorker } from "./wrangler-worker.ts";

/** A Worker's code, ready to be run. */
export interface Bundle {
  /** In the form of Miniflare 4; the first is the Worker's main module. */
  readonly modules: readonly BundledModule[];
  /** The files that it was made of, except packages. */
  readonly inputs: readonly string[];
}

/** One module of a Worker. */
interface BundledModule {
  readonly type: "ESModule" | "CommonJS" | "Text" | "Data" | "CompiledWasm";
  readonly path: string;
  readonly contents: Buffer<ArrayBuffer>;
}

/** The Worker cannot be bundled. The message is wrangler's. */
export class BundleError extends Error {}

/** What esbuild reports about a bundle. */
interface Metafile {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, { readonly entryPoint?: string }>>;
}

const METAFILE = "bundle-meta.json";

/** What wrangler writes beside the modules. */
const NO_MODULE = /^README\.md$|^bundle-meta\.json$|\.map$/;

/** Bundles a Worker as `wrangler deploy` does, including build command and rules; one at a time. */
export class Bundler {
  #wrangler: ChildProcess | undefined;

  /** @throws BundleError */
  async bundle(worker: WranglerWorker, settings: WranglerSettings): Promise<Bundle> {
    const folder = mkdtempSync(join(tmpdir(), "keyloom-bundle-"));
    try {
      await this.#run(worker, folder);
      return readBundle(folder, dirname(worker.file), settings);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Stops work in progress. */
  async stop(): Promise<void> {
    const wrangler = this.#wrangler;
    if (wrangler === undefined || wrangler.exitCode !== null || wrangler.signalCode !== null) {
      return;
    }
    wrangler.kill();
    await once(wrangler, "close");
  }

  async #run({ file, environment, program }: WranglerWorker, outdir: string): Promise<void> {
    const args = ["deploy", "--dry-run", "--outdir", outdir, "--metafile", "--config", file];
    if (environment !== undefined) args.push("--env", environment);
    const wrangler = spawn(process.execPath, [program, ...args], {
      cwd: dirname(file),
      stdio: ["ignore", "pipe", "pipe"],
      // No person is deploying.
      env: { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_WRITE_LOGS: "false" },
    });
    this.#wrangler = wrangler;
    const [stdout, stderr] = await Promise.all([
      text(wrangler.stdout),
      text(wrangler.stderr),
      once(wrangler, "close"),
    ]);
    if (wrangler.exitCode !== 0) throw new BundleError((stderr.trim() || stdout).trim());
  }
}

function readBundle(outdir: string, project: string, settings: WranglerSettings): Bundle {
  const names = readdirSync(outdir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(outdir.length + 1))
    .filter((name) => !NO_MODULE.test(name));
  const { inputs, outputs }: Metafile = names.length > 0 ? readMetafile(outdir) : NOTHING;
  const [built] =
    Object.entries(outputs).find(([, { entryPoint }]) => entryPoint !== undefined) ?? [];
  // Without a bundle there is no metafile: the entry is then what it was.
  const main = basename(built ?? settings.main ?? "").replace(/\.[cm]?tsx?$/, ".js");
  const modules = names.map((name) => ({
    type: typeOf(name, settings),
    path: name,
    contents: readFileSync(join(outdir, name)),
  }));
  const isMain = ({ path }: BundledModule) => path === main;
  return {
    modules: [...modules.filter(isMain), ...modules.filter((module) => !isMain(module))],
    inputs: Object.keys(inputs)
      .filter((input) => !input.includes("node_modules/"))
      .map((input) => resolve(project, input)),
  };
}

const NOTHING: Metafile = { inputs: {}, outputs: {} };

function readMetafile(outdir: string): Metafile {
  try {
    return JSON.parse(readFileSync(join(outdir, METAFILE), "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return NOTHING;
    throw error;
  }
}

function typeOf(name: string, { options }: WranglerSettings): BundledModule["type"] {
  const rules = options.workerOptions.modulesRules ?? [];
  const rule = rules.find(({ include }) => picomatch.isMatch(name, [...include]));
  return (rule?.type as BundledModule["type"] | undefined) ?? "ESModule";
}
