import { Miniflare } from "miniflare";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { bundleWorker } from "./bundle-worker.ts";
import type { Call, Outcome } from "./driver.ts";
import { decodeTagged, encodeTagged } from "./tagged.ts";

/** The Worker under test, in workerd, with real KV that lives in memory. */
export interface TestWorker {
  /** Calls `CACHE.session.get` and gives its result, or throws the error's fields. */
  call(method: string, ...args: readonly unknown[]): Promise<unknown>;
  /** The same, with the error and the calls that reached KV. */
  attempt(method: string, ...args: readonly unknown[]): Promise<Outcome>;
  /** Takes so many entries of a list, then leaves its loop. */
  take(count: number, method: string, ...args: readonly unknown[]): Promise<Outcome>;
  /** Calls a method of the binding itself: `CACHE.put`. Also `plantAll(keys, value)`. */
  raw(method: string, ...args: readonly unknown[]): Promise<unknown>;
}

const BINDINGS = ["CACHE", "NUMBERS", "RECORDS"];
const DRIVER = `import { keyloom } from "generated";
import { driver } from "./driver.ts";
export default driver(keyloom);`;

/** Runs the accessors of the test schema in workerd. Each test starts with empty namespaces. */
export function testWorker(): TestWorker {
  let miniflare: Miniflare | undefined;
  beforeAll(async () => {
    miniflare = await startWorker((await bundleWorker(DRIVER)).script);
  });
  afterAll(() => miniflare?.dispose());
  beforeEach(async () => {
    for (const binding of BINDINGS) await worker.raw(`${binding}.removeAll`);
  });

  async function send(call: Call): Promise<Outcome> {
    const body = JSON.stringify(encodeTagged(call));
    const response = await miniflare?.dispatchFetch("http://worker/", { method: "POST", body });
    if (response?.status !== 200) throw new Error(`the Worker failed: ${await response?.text()}`);
    return decodeTagged(await response.json()) as Outcome;
  }

  async function resultOf(outcome: Promise<Outcome>): Promise<unknown> {
    const { result, error } = await outcome;
    if (error !== undefined) throw Object.assign(new Error(), error);
    return result;
  }

  function attempt(path: string, args: readonly unknown[], take?: number): Promise<Outcome> {
    const [, target = "", method = ""] = /^(.+)\.(\w+)$/.exec(path) ?? [];
    return send({ target, method, args, take });
  }

  const worker: TestWorker = {
    attempt: (method, ...args) => attempt(method, args),
    call: (method, ...args) => resultOf(attempt(method, args)),
    take: (count, method, ...args) => attempt(method, args, count),
    raw: (method, ...args) => resultOf(attempt(method, args)),
  };
  return worker;
}

/** Starts workerd with a bundled Worker. */
export async function startWorker(script: string): Promise<Miniflare> {
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
          env: Object.fromEntries(
            BINDINGS.map((binding) => [binding, { type: "kv" as const, id: binding }]),
          ),
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

/** A key as the binding itself lists it. */
export interface RawKey {
  readonly name: string;
  readonly expiration?: number;
  readonly metadata?: unknown;
}

/** The first page of a binding's keys, as KV itself tells them. */
export async function keysOf(worker: TestWorker, binding: string): Promise<readonly RawKey[]> {
  return ((await worker.raw(`${binding}.list`)) as { keys: RawKey[] }).keys;
}
