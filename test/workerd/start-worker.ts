import { Miniflare, type WorkerOptions } from "miniflare";

/** What a Worker is given, by the names that it has there. KV namespaces are empty ones, held in memory. */
export type WorkerEnv = NonNullable<WorkerOptions["config"]["env"]>;

/** Starts workerd with a bundled Worker, called `worker`. */
export async function startWorker(script: string, env: WorkerEnv): Promise<Miniflare> {
  const miniflare = new Miniflare({
    host: "127.0.0.1",
    logRequests: false,
    telemetry: { enabled: false },
    workers: [
      {
        config: {
          name: "worker",
          compatibilityDate: "2026-11-01",
          manifest: {
            mainModule: "index.mjs",
            modulesRoot: "/",
            modules: { "index.mjs": { type: "esm", contents: script } },
          },
          env,
          exports: {},
        },
        // Past Miniflare's own Worker, which decodes and compresses what it passes on.
        dev: { unsafeDirectSockets: [{ host: "127.0.0.1" }] },
      },
    ],
  });
  await miniflare.ready;
  return miniflare;
}
