import type { MiniflareOptions } from "miniflare";
import { GATEWAY_SCRIPT } from "./gateway-script.ts";

/** A Worker with its name, its code and its bindings, in Miniflare's form. */
export type WorkerOptions = MiniflareOptions["workers"][number];

/** A served Worker, which comes first: those that it calls may follow it. */
export type ServedWorkers = readonly [served: WorkerOptions, ...others: WorkerOptions[]];

/** The name of a served Worker, unless it has its own. */
export const SERVED = "keyloom-served";

const GATEWAY = "keyloom-gateway";
const GATEWAY_DATE = "2026-11-01";
const HOST = "127.0.0.1";

/**
 * What workerd runs: the gateway to all namespaces, and perhaps a Worker beside it.
 *
 * @param options.folder where `wrangler dev --persist-to` has the data.
 * @param options.servedPort the TCP port of the served Worker; by default a free one.
 * @param options.bindingUrl who answers for that Worker's KV bindings; by default KV itself.
 */
export function miniflareOptions({
  folder,
  namespaceIds,
  workers = [],
  servedPort,
  bindingUrl,
}: {
  readonly folder: string;
  readonly namespaceIds: readonly string[];
  readonly workers: readonly WorkerOptions[] | undefined;
  readonly servedPort: number | undefined;
  readonly bindingUrl: URL | undefined;
}): MiniflareOptions {
  const [served, ...others] = workers;
  const gateway = workerOptions(GATEWAY, {
    script: GATEWAY_SCRIPT,
    bindings: Object.fromEntries(namespaceIds.map((id) => [id, id])),
    compatibilityDate: GATEWAY_DATE,
  });
  const socket = { host: HOST, ...(servedPort !== undefined && { port: servedPort }) };
  const withSocket = served && {
    ...served,
    ...(bindingUrl !== undefined && { config: withRemoteKv(served.config) }),
    dev: {
      ...served.dev,
      unsafeDirectSockets: [socket],
      ...(bindingUrl !== undefined && { remoteProxyConnectionString: bindingUrl as RemoteUrl }),
    },
  };
  return {
    host: HOST,
    resourcePersistencePath: folder,
    logRequests: false,
    telemetry: { enabled: false },
    workers: [gateway, ...(withSocket === undefined ? [] : [withSocket, ...others])],
  };
}

/** Miniflare's type of a URL that answers for bindings that it does not simulate itself. */
type RemoteUrl = NonNullable<NonNullable<WorkerOptions["dev"]>["remoteProxyConnectionString"]>;

/** Makes Miniflare ask another server for what is in KV, through workerd's own KV binding. */
function withRemoteKv(config: WorkerOptions["config"]): WorkerOptions["config"] {
  const env = Object.entries(config.env ?? {}).map(([name, binding]) => [
    name,
    binding.type === "kv" ? { ...binding, dev: { remote: true } } : binding,
  ]);
  return { ...config, env: Object.fromEntries(env) };
}

/** A Worker of one ES module, whose bindings are namespaces by their ids. */
export function workerOptions(
  name: string,
  {
    script,
    bindings,
    compatibilityDate,
  }: {
    readonly script: string;
    readonly bindings: Readonly<Record<string, string>>;
    readonly compatibilityDate: string;
  },
): WorkerOptions {
  return {
    config: {
      name,
      compatibilityDate,
      manifest: {
        mainModule: "index.mjs",
        modulesRoot: "/",
        modules: { "index.mjs": { type: "esm", contents: script } },
      },
      env: Object.fromEntries(
        Object.entries(bindings).map(([binding, id]) => [binding, { type: "kv", id }]),
      ),
      exports: {},
    },
  };
}
