import { expect, onTestFinished, test } from "vitest";
import { bundleWorker } from "./bundle-worker.ts";
import { TEST_ENV, TEST_KEYS } from "./harness.ts";
import { startWorker } from "./start-worker.ts";

/** A Worker that has itself as a service binding, and another of its entrypoints as a store of secrets. */
const WORKER = `
import { WorkerEntrypoint } from "cloudflare:workers";
import { keyloom } from "generated";
import { memoized } from "keyloom/runtime";

export class Vault extends WorkerEntrypoint {
  get() {
    return ${JSON.stringify(TEST_KEYS)};
  }
}

export default {
  async fetch(request, raw) {
    if (new URL(request.url).pathname === "/ping") return new Response("pong");
    const env = memoized(raw);
    await raw.CACHE.put("config", '{"n":1}');
    const { secretNote: note } = keyloom({ CODECS: env.CODECS, TEST_KEYS: env.VAULT }).CODECS;
    await note.put({ id: "a" }, "sealed");
    return Response.json({
      pinged: await (await env.SELF.fetch("http://worker/ping")).text(),
      secret: (await env.VAULT.get()).length,
      raw: [await env.CACHE.get("config"), await env.CACHE.get("config", "json")],
      note: await note.get({ id: "a" }),
    });
  },
};`;

test("a memory for one request leaves service bindings, secrets and raw calls as they are", async () => {
  const { script } = await bundleWorker(WORKER);
  const miniflare = await startWorker(script, {
    ...TEST_ENV,
    SELF: { type: "worker", worker: "worker" },
    VAULT: { type: "worker", worker: "worker", exportName: "Vault" },
  });
  onTestFinished(() => miniflare.dispose());
  const response = await miniflare.dispatchFetch("http://worker/");
  expect(await response.json()).toEqual({
    pinged: "pong",
    secret: TEST_KEYS.length,
    raw: ['{"n":1}', { n: 1 }],
    note: "sealed",
  });
});
