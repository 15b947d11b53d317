import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { createApi } from "./api.ts";
import { Namespaces } from "./namespaces.ts";
import { KvStore } from "./store.ts";

/** What the local Cloudflare is started with. */
export interface LocalCloudflareOptions {
  /**
   * The folder of the data, as `wrangler dev --persist-to` takes it; wrangler's own is
   * `.wrangler/state` beside its configuration.
   */
  readonly persistTo: string;
  /** The TCP port on 127.0.0.1; a free one unless said otherwise. */
  readonly port?: number;
}

/** A Worker to serve beside the data. */
export interface LocalWorker {
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
  /** The calls so far, by method and route: `PUT /:namespace/bulk`. */
  readonly calls: ReadonlyMap<string, number>;
  /** Serves a Worker, in place of the one before; gives its URL. */
  serveWorker(worker: LocalWorker): Promise<URL>;
  close(): Promise<void>;
}

/** Spells `keyloom` in the way of a hexadecimal id. */
const ACCOUNT_ID = "6b65796c6f6f6d000000000000000000";

const DEFAULT_COMPATIBILITY_DATE = "2026-11-01";

/**
 * Starts the KV part of Cloudflare's REST API on loopback, over Miniflare's KV: namespaces, values,
 * metadata, keys and bulk, with the real limits, envelopes and error codes. The data stays in a
 * folder.
 */
export async function startLocalCloudflare(
  options: LocalCloudflareOptions,
): Promise<LocalCloudflare> {
  const { persistTo, port = 0 } = options;
  const namespaces = new Namespaces(join(persistTo, "keyloom", "namespaces.json"));
  const store = new KvStore(persistTo, () => namespaces.all().map(({ id }) => id));
  const calls = new Map<string, number>();
  const onCall = (call: string) => void calls.set(call, (calls.get(call) ?? 0) + 1);
  const api = createApi({ accountId: ACCOUNT_ID, namespaces, store, onCall });

  const apiServer = await listen(api.fetch, port);
  const servers = [apiServer];
  let workerUrl: URL | undefined;
  return {
    url: new URL("/client/v4", urlOf(apiServer)).href,
    accountId: ACCOUNT_ID,
    calls,
    async serveWorker({ script, bindings, compatibilityDate = DEFAULT_COMPATIBILITY_DATE }) {
      for (const id of Object.values(bindings)) namespaces.get(id);
      await store.serve({ script, bindings, compatibilityDate });
      if (workerUrl === undefined) {
        const server = await listen((request) => store.fetchWorker(request), 0);
        servers.push(server);
        workerUrl = urlOf(server);
      }
      return workerUrl;
    },
    async close() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
      await store.close();
    },
  };
}

async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  port: number,
): Promise<Server> {
  const server = createAdaptorServer({ fetch, hostname: "127.0.0.1" }) as Server;
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

function urlOf(server: Server): URL {
  const { port } = server.address() as AddressInfo;
  return new URL(`http://127.0.0.1:${port}`);
}
