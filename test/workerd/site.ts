import { request } from "node:http";
import { join } from "node:path";
import type { Miniflare } from "miniflare";
import { afterAll, beforeAll } from "vitest";
import { seedPairs } from "../../schema/seed/pairs.ts";
import { makeProject } from "../project.ts";
import { bundleWorker } from "./bundle-worker.ts";
import { TEST_ENV } from "./harness.ts";
import { startWorker } from "./start-worker.ts";
import { encodeTagged } from "./tagged.ts";

/** An answer as it came over the wire. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** The keys that were read for it. */
  readonly keys: readonly string[];
}

/** A request, its path as it goes over the wire. */
export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What became of a call. */
interface Called {
  readonly result?: unknown;
  readonly code?: string;
  readonly message?: string;
}

/** A site of files in workerd, spoken to by HTTP. */
export interface Site {
  /** Where a browser finds it. */
  url(): URL;
  get(path: string, asked?: Asked): Promise<Answer>;
  /** The same through Miniflare's own Worker, which takes the place of Cloudflare's network. */
  getThroughNetwork(path: string, asked?: Asked): Promise<Answer>;
  /** Calls a method of a collection's accessor. */
  call(
    collection: string,
    method: "put" | "putMany" | "delete" | "get" | "parse" | "touch",
    ...args: readonly unknown[]
  ): Promise<Called>;
  /** Writes to the binding itself. */
  plant(key: string, value: string | Uint8Array, metadata: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  /** What is stored, as the binding itself lists it. */
  list(): Promise<readonly { readonly name: string; readonly expiration?: number }[]>;
  /** The keys that are stored. */
  keys(): Promise<readonly string[]>;
}

/** Serves `CACHE.site`, or the collection that a header names, and reports which keys were read. */
const WORKER = `import { keyloom } from "generated";
import { decodeTagged } from "./tagged.ts";

export default {
  async fetch(request, env) {
    if (request.method === "POST" && request.headers.has("x-call")) {
      const { collection, method, args } = decodeTagged(await request.json());
      try {
        const result = await keyloom(env).CACHE[collection][method](...args);
        return Response.json({ result });
      } catch ({ code, message }) {
        return Response.json({ code, message });
      }
    }
    const keys = [];
    const getWithMetadata = (key, options) => {
      keys.push(key);
      return env.CACHE.getWithMetadata(key, options);
    };
    const { CACHE } = keyloom({ CACHE: { getWithMetadata } });
    const accessor = CACHE[request.headers.get("x-collection") ?? "site"];
    try {
      const response = await accessor.serve(request);
      response.headers.set("x-keys", encodeURIComponent(JSON.stringify(keys)));
      return response;
    } catch ({ name, code, key, message }) {
      return Response.json({ name, code, key, message }, { status: 500 });
    }
  },
};`;

/** Seeds the collections of `CACHE` with the files of a project and serves them. */
export function testSite(collections: string, files: Readonly<Record<string, string>>): Site {
  let miniflare: Miniflare;
  let urls: { readonly direct: URL; readonly network: URL };
  const schema = `import { assets, collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({ namespaces: { CACHE: { title: "cache", collections: { ${collections} } } } });`;
  const project = makeProject({ "keyloom.schema.ts": schema, ...files });

  beforeAll(async () => {
    const schemaFile = join(project.path, "keyloom.schema.ts");
    miniflare = await startWorker((await bundleWorker(WORKER, schemaFile)).script, TEST_ENV);
    urls = { direct: await miniflare.unsafeGetDirectURL("worker"), network: await miniflare.ready };
    for (const [, name = ""] of collections.matchAll(/(\w+): assets\(/g)) {
      for await (const { key, value, metadata } of seedPairs(schemaFile, "CACHE", name)) {
        await site.plant(key, value, metadata);
      }
    }
  });
  afterAll(async () => {
    await miniflare?.dispose();
    project.remove();
  });

  const kv = () => miniflare.getKVNamespace("CACHE");
  const site: Site = {
    url: () => urls.direct,
    get: (path, asked) => send(urls.direct, path, asked),
    getThroughNetwork: (path, asked) => send(urls.network, path, asked),
    call: async (collection, method, ...args) => {
      const init = {
        method: "POST",
        headers: { "x-call": "1" },
        body: JSON.stringify(encodeTagged({ collection, method, args })),
      };
      const response = await miniflare.dispatchFetch("http://worker/", init);
      return (await response.json()) as Called;
    },
    plant: async (key, value, metadata) => (await kv()).put(key, value as string, { metadata }),
    remove: async (key) => (await kv()).delete(key),
    list: async () => (await (await kv()).list()).keys,
    keys: async () => (await site.list()).map(({ name }) => name),
  };
  return site;
}

/** Node's own client: it leaves paths, headers and bodies alone, which `fetch` does not. */
function send(url: URL, path: string, { method = "GET", headers = {} }: Asked = {}) {
  return new Promise<Answer>((resolve, reject) => {
    const { hostname, port } = url;
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const all = response.headers as Answer["headers"];
        const keys = JSON.parse(decodeURIComponent(all["x-keys"] ?? "[]")) as string[];
        const { statusCode: status = 0 } = response;
        resolve({ status, headers: all, body: Buffer.concat(chunks), keys });
      });
    });
    sent.on("error", reject);
    sent.end();
  });
}
