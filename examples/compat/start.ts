/**
 * The main job, from the schema to a Worker that answers: checks, generates and lints, provisions
 * and seeds on this machine, then serves the Worker and sends it requests.
 *
 *   npm start              runs everything, then exits
 *   npm start -- --serve   keeps serving, for a look in the browser
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath, URL } from "node:url";
import { parseArgs } from "node:util";
import Cloudflare from "cloudflare";
import { build } from "esbuild";
import { startLocalCloudflare } from "keyloom/testing";
import { visit } from "./visit.ts";

const options = readOptions();

const folder = fileURLToPath(new URL(".", import.meta.url));
const keyloomCli = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const persistTo = fileURLToPath(new URL(".wrangler/state", import.meta.url));

/** The titles that the schema gives in the stage `dev`. */
const TITLES = { COMPAT: "compat-dev-data", APP: "compat-dev-app" };

// Ctrl-C reaches the running command, which ends by itself; this program then says how to continue.
let stopped = false;
process.on("SIGINT", () => {
  stopped = true;
});

const started = performance.now();
await keyloom("check");
await keyloom("generate");
await keyloom("lint");
await keyloom("up", "--local");
await serve();
console.log(`\nDone in ${seconds(performance.now() - started)}.`);
// Pools that libraries keep for reuse would keep the process alive for a few more seconds.
process.exit(0);

function readOptions(): { readonly serve: boolean } {
  try {
    return parseArgs({ options: { serve: { type: "boolean", default: false } } }).values;
  } catch (error) {
    console.error(
      `${(error as Error).message}\nhelp: The only option is \`npm start -- --serve\`.`,
    );
    process.exit(2);
  }
}

/** Runs one command of the CLI in this folder, as a person would, and exits if it fails. */
async function keyloom(...args: string[]): Promise<void> {
  console.log(`\n$ keyloom ${args.join(" ")}`);
  const since = performance.now();
  const command = spawn(process.execPath, [keyloomCli, ...args], { cwd: folder, stdio: "inherit" });
  const [code] = (await once(command, "exit")) as [number | null];
  endIfStopped();
  if (code !== 0) process.exit(code ?? 1);
  console.log(`  (${seconds(performance.now() - since)})`);
}

/** Serves the Worker on the data that `up` left, and visits it. */
async function serve(): Promise<void> {
  console.log("\n$ node start.ts: the Worker, in workerd");
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: ["src/worker.ts"],
    bundle: true,
    format: "esm",
    minify: true,
    write: false,
    conditions: ["@keyloom/source"],
  });
  const script = outputFiles[0]?.text ?? "";
  const local = await startLocalCloudflare({ persistTo });
  try {
    const url = await local.serveWorker({ script, bindings: await bindingsOn(local) });
    console.log(`  ${Buffer.byteLength(script)} bytes of code, at ${url}`);
    await visit(url);
    if (options.serve) {
      console.log(`\nOpen ${url} in a browser. Ctrl-C stops it.`);
      await once(process, "SIGINT");
    }
  } finally {
    await local.close();
  }
  if (!options.serve) endIfStopped();
}

/** The ids of the namespaces, requested as by any program that uses Cloudflare's API. */
async function bindingsOn({
  url,
  accountId,
}: {
  readonly url: string;
  readonly accountId: string;
}) {
  const client = new Cloudflare({ baseURL: url, apiToken: "local" });
  const ids = new Map<string, string>();
  for await (const { id, title } of client.kv.namespaces.list({ account_id: accountId })) {
    ids.set(title, id);
  }
  return Object.fromEntries(
    Object.entries(TITLES).map(([binding, title]) => [binding, ids.get(title) ?? ""]),
  );
}

function endIfStopped(): void {
  if (!stopped) return;
  console.log("\nStopped. Nothing is broken: `npm start` continues from here.");
  process.exit(130);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
