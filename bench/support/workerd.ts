import { Miniflare } from "miniflare";

/** Starts workerd with a Worker and one KV namespace, which is held in memory. */
export async function startWorkerd(script: string, binding: string): Promise<Miniflare> {
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
          env: { [binding]: { type: "kv" as const, id: binding } },
          exports: {},
        },
      },
    ],
  });
  await miniflare.ready;
  return miniflare;
}
