import type { Miniflare } from "miniflare";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleWorker } from "./bundle-worker.ts";
import { TEST_ENV } from "./harness.ts";
import { startWorker } from "./start-worker.ts";

/** Answers with the result of the cache and how often this isolate has loaded; `?stale` writes a stale value. */
const WORKER = `
import { keyloom } from "generated";
import { memoized } from "keyloom/runtime";
let loads = 0;
export default {
  async fetch(request, env, context) {
    const { searchParams } = new URL(request.url);
    const id = searchParams.get("id");
    const { answer } = keyloom(memoized(env)).CACHE;
    if (searchParams.has("stale")) {
      const metadata = { freshUntil: Math.floor(Date.now() / 1000) - 1 };
      await env.CACHE.put(answer.key({ id }), '{"n":0}', { metadata });
    }
    const load = async () => {
      loads++;
      await new Promise((resolve) => setTimeout(resolve, 300));
      return searchParams.has("none") ? null : { n: loads };
    };
    return Response.json({ found: await answer.getOrLoad({ id }, load, { context }), loads });
  },
};`;

let worker: Miniflare;
beforeAll(async () => {
  worker = await startWorker((await bundleWorker(WORKER)).script, TEST_ENV);
});
afterAll(() => worker?.dispose());

async function ask(query: string): Promise<{ found: { n: number } | null; loads: number }> {
  const response = await worker.dispatchFetch(`http://worker/?${query}`);
  return (await response.json()) as never;
}

test("concurrent requests in one isolate load once, and a later one reads from KV", async () => {
  const both = await Promise.all([ask("id=a"), ask("id=a")]);
  expect(both.map(({ found }) => found)).toEqual([{ n: 1 }, { n: 1 }]);
  expect(await ask("id=a")).toEqual({ found: { n: 1 }, loads: 1 });
});

test("a stale value is returned at once, and renewed after the response", async () => {
  const { loads } = await ask("id=x");
  expect((await ask("id=b&stale")).found).toEqual({ n: 0 });
  await expect.poll(async () => (await ask("id=b")).found).toEqual({ n: loads + 1 });
});

test("a missing value is remembered", async () => {
  const first = await ask("id=c&none");
  expect(first.found).toBeNull();
  expect(await ask("id=c&none")).toEqual(first);
});
