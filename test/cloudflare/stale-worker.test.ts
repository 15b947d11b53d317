import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type LocalCloudflare, startLocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { fakeClock } from "../../src/repeatable/clock.ts";
import { makeDataFolder } from "../data-folder.ts";
import { connect } from "./server.ts";

/** Makes the requested call of the binding, and returns its result. */
const SCRIPT = `
const plain = (result) => result instanceof Map ? [...result] : result instanceof ArrayBuffer ? [...new Uint8Array(result)] : result;
export default {
  async fetch(request, env) {
    const [method, ...args] = await request.json();
    try {
      return Response.json({ result: plain(await env.CACHE[method](...args)) ?? null });
    } catch (error) {
      return Response.json({ error: error.message });
    }
  },
};
`;

const STALE = 60;
const clock = fakeClock();
const data = makeDataFolder();
const workers: Record<"stale" | "plain", URL> = {} as never;
const servers: LocalCloudflare[] = [];
let stale: ReturnType<typeof connect>;
let id: string;

async function serve(faults: { stale?: number }, persistTo: string) {
  const local = await startLocalCloudflare({ persistTo, faults, clock });
  servers.push(local);
  const connected = connect(local);
  const namespace = await connected.namespace("served");
  const url = await local.serveWorker({ script: SCRIPT, bindings: { CACHE: namespace } });
  return { connected, namespace, url };
}

beforeAll(async () => {
  const [first, second] = await Promise.all([
    serve({ stale: STALE }, `${data.path}/stale`),
    serve({}, `${data.path}/plain`),
  ]);
  stale = first.connected;
  id = first.namespace;
  workers.stale = first.url;
  workers.plain = second.url;
});

afterAll(async () => {
  await Promise.all(servers.map((local) => local.close()));
  data.remove();
});

// Each test starts with nothing kept.
beforeEach(() => clock.advance("1d"));

async function call(url: URL, ...call: unknown[]) {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(call) });
  return (await response.json()) as { readonly result?: unknown; readonly error?: string };
}

const kv = async (...args: unknown[]) => (await call(workers.stale, ...args)).result;

test("a Worker reads the earlier value, or a missing one, for the time of the fault", async () => {
  expect(await kv("get", "a")).toBeNull();
  expect(await kv("list", { prefix: "a" })).toMatchObject({ keys: [], list_complete: true });
  await kv("put", "a", "new", { metadata: { by: "worker" } });
  clock.advance(STALE * 1_000 - 1);
  expect(await kv("get", "a")).toBeNull();
  expect(await kv("get", ["a"])).toEqual([["a", null]]);
  expect(await kv("list", { prefix: "a" })).toMatchObject({ keys: [] });
  clock.advance(1);
  expect(await kv("getWithMetadata", "a")).toMatchObject({
    value: "new",
    metadata: { by: "worker" },
  });
  expect(await kv("list", { prefix: "a" })).toMatchObject({
    keys: [{ name: "a", metadata: { by: "worker" } }],
  });
});

test("the `cacheTtl` of a read counts only for that read", async () => {
  await kv("put", "b", "old");
  expect(await kv("get", "b", { cacheTtl: 300 })).toBe("old");
  await kv("put", "b", "new");
  clock.advance("299s");
  expect(await kv("get", "b", { cacheTtl: 300 })).toBe("old");
  expect(await kv("get", "b", { cacheTtl: 30 })).toBe("new");
});

test("writes of other clients are seen equally late, and expired records never", async () => {
  expect(await kv("get", "c")).toBeNull();
  await stale.request("PUT", `/${id}/values/c`, { body: "from the API" });
  expect(await kv("get", "c")).toBeNull();
  clock.advance("1m");
  expect(await kv("get", "c")).toBe("from the API");
});

test.each([
  [
    "text, metadata and JSON",
    ["put", "k é/?#%", '{"a":1}', { metadata: { n: [1] } }],
    [
      ["get", "k é/?#%"],
      ["get", "k é/?#%", "json"],
      ["get", "k é/?#%", "arrayBuffer"],
      ["getWithMetadata", "k é/?#%", { type: "json", cacheTtl: 60 }],
      ["getWithMetadata", "missing"],
      ["get", ["k é/?#%", "missing"], "json"],
      ["getWithMetadata", ["k é/?#%", "missing"]],
      ["list", { prefix: "k", limit: 1 }],
    ],
  ],
  [
    "an empty value",
    ["put", "empty", ""],
    [
      ["get", "empty"],
      ["getWithMetadata", "empty"],
    ],
  ],
  [
    "a deletion",
    ["delete", "empty"],
    [
      ["get", "empty"],
      ["delete", "empty"],
    ],
  ],
  [
    "an expiration",
    ["put", "until", "1", { expiration: 4_000_000_000 }],
    [["list", { prefix: "until" }]],
  ],
  ["pages", ["put", "page:1", "1"], [["list", { prefix: "no such", cursor: null, limit: 10 }]]],
  ["no JSON", ["put", "text", "{"], [["get", ["text"], "json"]]],
  ["a TTL that is too short", ["put", "short", "1", { expirationTtl: 59 }], [["get", "short"]]],
  ["an expiration that is past", ["put", "past", "1", { expiration: 1 }], []],
  ["a key that is too long", ["put", "k".repeat(513), "1"], [["get", "k".repeat(513)]]],
  ["metadata that are too long", ["put", "m", "1", { metadata: "m".repeat(1_024) }], []],
  ["a `cacheTtl` that is too short", ["get", "text", { cacheTtl: 29 }], []],
  ["too many keys", ["get", Array.from({ length: 101 }, (_, index) => `k${index}`)], []],
] as const)(
  "with %s a stale binding returns the same as the binding itself",
  async (_, first, others) => {
    for (const args of [first, ...others]) {
      const [played, real] = await Promise.all([
        call(workers.stale, ...args),
        call(workers.plain, ...args),
      ]);
      expect({ args, ...played }).toEqual({ args, ...real });
    }
  },
);
