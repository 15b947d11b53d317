import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { lock } from "../../files/lock.ts";
import { type Clock, systemClock } from "../../repeatable/clock.ts";
import { createApi } from "./api.ts";
import { Assets } from "./assets.ts";
import { DeployedWorkers } from "./deployed-workers.ts";
import type { Faults } from "./faults/faults.ts";
import { StaleStore } from "./faults/stale-store.ts";
import { refuseLongFolder } from "./folder-length.ts";
import { SERVED, type ServedWorkers, workerOptions } from "./miniflare-options.ts";
import { refuseOlderMiniflare } from "./miniflare-version.ts";
import { Namespaces } from "./namespaces.ts";
import { BINDING_PATH, bindingRoutes } from "./routes/binding.ts";
import { Runtime } from "./runtime.ts";
import { Scripts } from "./scripts.ts";
import { KvStore } from "./store.ts";

export type { Faults, ServedWorkers };

/** What the local Cloudflare is started with. */
export interface LocalCloudflareOptions {
  /**
   * The folder of the data, as for `wrangler dev --persist-to`; wrangler's default is `.wrangler/state`
   * beside its configuration.
   */
  readonly persistTo: string;
  /** The TCP port on 127.0.0.1; by default a free one. */
  readonly port?: number;
  /** The TCP port of the served Worker; by default a free one. */
  readonly workerPort?: number;
  /** Which occasional faults of production it simulates; by default none. */
  readonly faults?: Faults;
  /** Tells the faults the time; by default the machine's. */
  readonly clock?: Clock;
  /** Called when the Worker is stopped because much is written at once, and when it is served again. */
  readonly onServing?: (isServing: boolean) => void;
}

/** A Worker to serve beside the data. */
interface LocalWorker {
  /** The source of one ES module. */
  readonly script: string;
  /** The ids of namespaces by binding. */
  readonly bindings: Readonly<Record<string, string>>;
  /** `YYYY-MM-DD` */
  readonly compatibilityDate?: string;
}

/** The KV part of Cloudflare, on this machine. */
export interface LocalCloudflare {
  /** The API's base URL: `http://127.0.0.1:4321/client/v4`. */
  readonly url: string;
  /** The id of its one account. */
  readonly accountId: string;
  /** The number of calls so far, including rejected ones, by method and route: `PUT /:namespace/bulk`. */
  readonly calls: ReadonlyMap<string, number>;
  /** The number of keys that bulk calls have written, deleted or read so far, by method and route. */
  readonly keys: ReadonlyMap<string, number>;
  /** Serves a Worker instead of the previous one; returns its URL. */
  serveWorker(worker: LocalWorker): Promise<URL>;
  /**
   * Serves the deployed version of a Worker that wrangler, Pulumi or the SDK uploaded, with its KV bindings
   * and static files, instead of the previous Worker; returns its URL.
   *
   * @throws CannotRunError if it has a binding that is not served here.
   */
  serveDeployed(name: string): Promise<URL>;
  close(): Promise<void>;
}

/** The same, for `keyloom dev`. */
export interface DevCloudflare extends LocalCloudflare {
  /** Serves a Worker with everything that Miniflare can bind, instead of the previous one; returns its URL. */
  serve(workers: ServedWorkers): Promise<URL>;
  /** Waits until the Worker is back, if it was stopped because much was written at once. */
  serveAgain(): Promise<void>;
}

/** Spells `keyloom` as a hexadecimal id. */
const ACCOUNT_ID = "6b65796c6f6f6d000000000000000000";

const DEFAULT_COMPATIBILITY_DATE = "2026-11-01";

/**
 * Starts the KV part of Cloudflare's REST API on loopback, over Miniflare's KV: namespaces, values,
 * metadata, keys and bulk, with the real limits, envelopes and error codes. The data stays in a folder,
 * which only one local Cloudflare at a time can use.
 *
 * @throws CannotRunError if Miniflare is older than the known one, the folder's path is too long, another local
 * Cloudflare uses the folder, or the folder's list of namespaces cannot be read.
 */
export async function startLocalCloudflare(
  options: LocalCloudflareOptions,
): Promise<DevCloudflare> {
  refuseOlderMiniflare();
  const { persistTo } = options;
  refuseLongFolder(persistTo);
  const folder = join(persistTo, "keyloom");
  const unlock = lock(join(folder, "lock"), `the local Cloudflare of ${persistTo}`);
  try {
    return await start(options, new Namespaces(join(folder, "namespaces.json")), unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function start(
  {
    persistTo,
    port = 0,
    workerPort,
    faults = {},
    clock = systemClock,
    onServing,
  }: LocalCloudflareOptions,
  namespaces: Namespaces,
  unlock: () => void,
): Promise<DevCloudflare> {
  const ids = () => namespaces.all().map(({ id }) => id);
  const { stale = 0 } = faults;
  const runtime = new Runtime({
    persistTo,
    namespaceIds: ids,
    servedPort: workerPort,
    bindingUrl: stale > 0 ? () => new URL(BINDING_PATH, urlOf(server)) : undefined,
    onServing,
  });
  const [calls, keys] = [new Map<string, number>(), new Map<string, number>()];
  const assets = new Assets();
  const scripts = new Scripts({ namespaces, assets });
  const deployed = new DeployedWorkers(runtime, scripts);
  const newStore = () => (stale > 0 ? new StaleStore(runtime, clock, stale) : new KvStore(runtime));
  let isClosing = false;
  const api = createApi({
    accountId: ACCOUNT_ID,
    namespaces,
    store: newStore(),
    scripts,
    assets,
    calls,
    keys,
    faults,
    clock,
    // A call that is cut off at the end fails with errors that help nobody.
    onFault: (error) => void (isClosing || console.error(error)),
  });
  const bindings = bindingRoutes(newStore(), (name) => runtime.namespaceOf(name));
  const fetch: typeof api.fetch = (request, env) =>
    new URL(request.url).pathname === BINDING_PATH
      ? bindings.fetch(request, env)
      : api.fetch(request, env);
  const server = await listen(fetch, port);
  return {
    url: `${urlOf(server)}/client/v4`,
    accountId: ACCOUNT_ID,
    calls,
    keys,
    async serveWorker({ script, bindings, compatibilityDate = DEFAULT_COMPATIBILITY_DATE }) {
      for (const id of Object.values(bindings)) namespaces.get(id);
      return runtime.serve([workerOptions(SERVED, { script, bindings, compatibilityDate })]);
    },
    serveDeployed: (name) => deployed.serve(name),
    serve: (workers) => runtime.serve(workers),
    serveAgain: () => runtime.serveAgain(),
    async close() {
      isClosing = true;
      server.closeAllConnections();
      server.close();
      await runtime.close();
      deployed.close();
      unlock();
    },
  };
}

async function listen(fetch: ReturnType<typeof createApi>["fetch"], port: number): Promise<Server> {
  const server = createAdaptorServer({ fetch, hostname: "127.0.0.1" }) as Server;
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

function urlOf(server: Server): string {
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
