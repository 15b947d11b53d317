import { deepStrictEqual as equal } from "node:assert/strict";
import features from "./seeds/features.ts";
import { AREAS } from "./src/areas.ts";

/** The number of features to request: enough to see a rate. */
const SAMPLE = 500;

/** The number of concurrent requests. */
const CONCURRENCY = 8;

/**
 * Sends requests to the Worker for each of its four uses of KV, and says what came back.
 *
 * @throws if an answer is not what the data says.
 */
export async function visit(url: URL): Promise<void> {
  await staticSite(url);
  await configuration(url);
  await sessions(url);
  await cacheAside(url);
}

async function staticSite(url: URL): Promise<void> {
  const page = await fetch(url);
  equal(page.status, 200);
  const headers = { "if-none-match": page.headers.get("etag") ?? "" };
  const again = await fetch(url, { headers });
  equal(again.status, 304);
  const missing = await fetch(new URL("/no-such-page", url));
  equal(missing.status, 404);
  report("static site", `/ is ${page.headers.get("content-type")}, then 304 by its ETag`);
}

async function configuration(url: URL): Promise<void> {
  const flags = await json(new URL("/api/flags", url));
  equal(flags, { "show-notes": true, "remember-visitors": true, "dark-launch": false });
  report("configuration", "2 flags from the seed, 1 that was never set by its fallback");
}

async function sessions(url: URL): Promise<void> {
  const first = await fetch(new URL("/api/features/css/properties.gap", url));
  const cookie = first.headers.get("set-cookie")?.split(";")[0] ?? "";
  const second = new URL("/api/features/api/AbortController.abort", url);
  await (await fetch(second, { headers: { cookie } })).arrayBuffer();
  const recent = await json(new URL("/api/recent", url), { cookie });
  equal(recent, ["api.AbortController.abort", "css.properties.gap"]);
  report("sessions", "a visitor's cookie gives back the 2 features that were looked up");
}

async function cacheAside(url: URL): Promise<void> {
  const lists = await Promise.all(AREAS.map((area) => json(new URL(`/api/features/${area}`, url))));
  const listed = lists.flat().length;
  report("lists", `${AREAS.length} areas, ${listed} features with their status, no value read`);

  const all = [...features()];
  const step = Math.floor(all.length / SAMPLE);
  const sample = all.filter((_, index) => index % step === 0).slice(0, SAMPLE);
  for (const round of ["first", "second"]) {
    const since = performance.now();
    let hits = 0;
    const waiting = [...sample];
    await Promise.all(
      Array.from({ length: CONCURRENCY }, async () => {
        for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
          const { area, name } = next.params;
          const response = await fetch(
            new URL(`/api/features/${area}/${encodeURIComponent(name)}`, url),
          );
          const answer = (await response.json()) as { browsers: { browser: string }[] };
          equal(
            answer.browsers.map(({ browser }) => browser),
            Object.keys(next.value.support),
          );
          if (response.headers.get("x-cache") === "hit") hits++;
        }
      }),
    );
    const rate = Math.round(sample.length / ((performance.now() - since) / 1000));
    report(
      "cache-aside",
      `${round} round: ${sample.length} answers, ${hits} from the cache, ${rate}/s`,
    );
  }
}

async function json(url: URL, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(url, { headers });
  equal(response.status, 200, `${url}`);
  return response.json();
}

function report(what: string, result: string): void {
  console.log(`  ${what.padEnd(14)}${result}`);
}
