import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Miniflare } from "miniflare";
import { afterAll, beforeAll } from "vitest";
import { createMemoryKv } from "../../../src/testing/memory-kv/memory-kv.ts";
import { TEST_ENV } from "../../workerd/harness.ts";
import { startWorker } from "../../workerd/start-worker.ts";
import { decodeTagged, encodeTagged } from "../../workerd/tagged.ts";
import type { AnyKv } from "./attempt.ts";
import { doJob, type Job } from "./jobs.ts";

const WORKER = fileURLToPath(new URL("worker.ts", import.meta.url));

/** The places in which a job is done. */
export interface Places {
  /** With the KV of workerd. */
  real(job: Job): Promise<unknown>;
  /** With the memory KV, inside workerd. */
  memoryInWorker(job: Job): Promise<unknown>;
  /** With the memory KV, here. */
  memory(job: Job): Promise<unknown>;
}

/** Starts workerd for the tests of a file. */
export function usePlaces(): Places {
  let miniflare: Miniflare | undefined;
  beforeAll(async () => {
    miniflare = await startWorker(await bundle(), TEST_ENV);
  });
  afterAll(() => miniflare?.dispose());

  async function send(path: string, job: Job): Promise<unknown> {
    const body = JSON.stringify(encodeTagged(job));
    const response = await miniflare?.dispatchFetch(`http://worker${path}`, {
      method: "POST",
      body,
    });
    if (response?.status !== 200) throw new Error(`the Worker failed: ${await response?.text()}`);
    return decodeTagged(await response.json());
  }

  return {
    real: (job) => send("/real", job),
    memoryInWorker: (job) => send("/memory", job),
    memory: async (job) => {
      const kv = createMemoryKv() as unknown as AnyKv;
      // Through the same tags, so that both sides are compared after the same journey.
      return decodeTagged(JSON.parse(JSON.stringify(encodeTagged(await doJob(kv, job)))));
    },
  };
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [WORKER],
    bundle: true,
    write: false,
    format: "esm",
    // Nothing of Node resolves here: esbuild fails if the memory KV needed it.
    platform: "neutral",
  });
  return outputFiles[0]?.text ?? "";
}
