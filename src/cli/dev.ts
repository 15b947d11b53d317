import { once } from "node:events";
import { createServer } from "node:net";
import { dirname, relative } from "node:path";
import { setTimeout } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { schemaPath } from "../../schema/load.ts";
import { colors } from "./colors.ts";
import { parseFaults } from "./fault-option.ts";
import { onInterrupt } from "./interrupt.ts";
import { localStage } from "./local-stage.ts";
import { importWithPeers } from "./peers.ts";
import { printCannotRun } from "./print-cannot-run.ts";

/** Where `wrangler dev` serves Workers. */
const DEFAULT_PORT = 8787;

/** How long the local Cloudflare may take to end at a signal, in milliseconds. */
const GRACE = 3_000;

/** The warning if `wrangler dev` or something similar uses the same data, now or later. */
const SHARED = `Another process, such as \`wrangler dev\`, has these data open: each sees what the other writes,
but KV fails with 500 when both write at once. Stop it, or give one of them other data with \`--persist-to\`.`;

/**
 * `keyloom dev`: the local Cloudflare with a provisioned and seeded stage, and the Worker served on it;
 * everything is updated whenever a file changes.
 */
export async function run(options: {
  schema: string;
  stage: string;
  env?: string;
  prune?: true;
  persistTo?: string;
  port?: string;
  fault?: string;
  faultSeed: string;
}): Promise<number> {
  const faults = parseFaults(options);
  const schemaFile = schemaPath(options.schema);
  const { persistTo, stateFile } = localStage(schemaFile, options);
  const { isOpenElsewhere, startLocalCloudflare, findWranglerWorker, Development } =
    await importWithPeers("dev", importParts);

  const workerPort = await freePort(options.port);
  const isShared = isOpenElsewhere(persistTo);
  const cloudflare = await startLocalCloudflare({
    persistTo,
    faults,
    workerPort,
    onServing: (isServing) =>
      console.log(
        isServing
          ? "The Worker is back."
          : "Writing many records at once: the Worker is stopped meanwhile.",
      ),
  });
  try {
    const worker = await findWranglerWorker(dirname(schemaFile), options.env);
    console.log(`API: ${cloudflare.url}, account ${cloudflare.accountId}, any token`);
    console.log(`data: ${relative(process.cwd(), persistTo) || "."}`);
    if (isShared) console.error(SHARED);
    if (worker === undefined) {
      console.log("There is no wrangler file: no Worker is served.");
    }
    const development = new Development({
      cloudflare,
      schemaFile,
      stage: options.stage,
      prune: options.prune === true,
      stateFile,
      persistTo,
      isShared,
      onShared: () => console.error(SHARED),
      worker,
      say: (line) => console.log(line),
      warn: (error) =>
        error instanceof CannotRunError ? printCannotRun(error) : printBuildError(error),
    });
    onInterrupt(async () => {
      console.error("keyloom: stopped: the next run continues from here");
      await development.stop();
      // At the same signal, Miniflare kills the workerd that it is starting, and then waits for it forever.
      await Promise.race([cloudflare.close(), setTimeout(GRACE)]);
    });
    await development.run();
    // Only a signal stops it, and the process ends with the signal's code once everything is closed.
    return new Promise<never>(() => {});
  } catch (error) {
    await cloudflare.close();
    throw error;
  }
}

async function importParts() {
  const [{ isOpenElsewhere }, { startLocalCloudflare }, { findWranglerWorker }, { Development }] =
    await Promise.all([
      import("../cloudflare/local/open-elsewhere.ts"),
      import("../cloudflare/local/index.ts"),
      import("../dev/wrangler-worker.ts"),
      import("../dev/development.ts"),
    ]);
  return { isOpenElsewhere, startLocalCloudflare, findWranglerWorker, Development };
}

/** Wrangler colors its output, whoever reads it. */
function printBuildError({ message }: Error): void {
  console.error(colors(process.stderr) ? message : stripVTControlCharacters(message));
}

/** @throws CannotRunError if the requested port is invalid or in use. */
async function freePort(given: string | undefined): Promise<number> {
  const port = Number(given ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new CannotRunError(`${JSON.stringify(given)} is not a port`, {
      help: "Write a number from 0 to 65535; 0 picks a free port.",
    });
  }
  const free = await tryPort(port);
  if (free !== undefined) return free;
  const any = given === undefined ? await tryPort(0) : undefined;
  if (any !== undefined) return any;
  throw new CannotRunError(`port ${port} is in use`, {
    help: "Give another one with `--port`, or 0 for a free port.",
  });
}

/** Returns the port, or a free one for 0; `undefined` if another program uses it. */
async function tryPort(port: number): Promise<number | undefined> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
    return (server.address() as { port: number }).port;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EACCES") return undefined;
    throw new CannotRunError(`permission is denied for port ${port}`, {
      cause: error,
      help: "Give a port of at least 1024 with `--port`, or 0 for a free port.",
    });
  } finally {
    server.close();
  }
}
