import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import type { Miniflare } from "miniflare";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeProject } from "../project.ts";
import { type Bundle, bundleWorker } from "./bundle-worker.ts";
import { TEST_ENV } from "./harness.ts";
import { startWorker } from "./start-worker.ts";

/** A Worker as a team would write it, on the binding itself. */
const WORKER = `import { type Env, keyloom } from "generated";
import { KeyloomError } from "keyloom/runtime";

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { score } = keyloom(env).CACHE;
    const game = new URL(request.url).pathname.slice(1);
    try {
      await score.put({ game }, ((await score.get({ game })) ?? 0) + 1);
      return Response.json(await score.get({ game }));
    } catch (error) {
      return Response.json(error instanceof KeyloomError ? error.code : String(error));
    }
  },
};`;

let bundle: Bundle;
beforeAll(async () => {
  bundle = await bundleWorker(WORKER);
});

describe("the bundle of a Worker", () => {
  test("consists of its own code, the generated file, the runtime and the author's codec", () => {
    const runtime = bundle.inputs.filter((input) => /^src\/runtime\/[\w-]+\.ts$/.test(input));
    const others = bundle.inputs.filter((input) => !runtime.includes(input));
    expect(runtime).toContain("src/runtime/collection.ts");
    expect(others.toSorted()).toEqual([
      "generated",
      "test/workerd/country.ts",
      "test/workerd/upcasts.ts",
      "test/workerd/worker.ts",
    ]);
  });

  test("imports nothing, evaluates no code and contains nothing of zod or Node", () => {
    expect(bundle.script).not.toMatch(/\bimport\b|\brequire\b|\beval\b|\bFunction\(|\bzod\b|node:/);
    expect(bundle.script).not.toMatch(/\b(?:process|Buffer|__dirname)\b/);
  });

  test("leaves out the parts of the runtime that the collections do not use", async () => {
    const { script } = await bundleWorker(
      `import { KeyloomError } from "keyloom/runtime"; export default KeyloomError;`,
    );
    expect(script).toContain("KeyloomError");
    expect(script).not.toContain("list_complete");
    expect(bundle.script).toContain("list_complete");
  });
});

test("a Worker without assets or pointers bundles nothing of their code", async () => {
  const { path, remove } = makeProject({
    "keyloom.schema.ts": `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
const score = collection({ key: "score:{game}", value: z.int(), ttl: ttl.fixed("1d") });
export default defineKv({ namespaces: { CACHE: { title: "cache", collections: { score } } } });`,
  });
  const { script } = await bundleWorker(WORKER, join(path, "keyloom.schema.ts"));
  remove();
  // The test schema of this folder has both.
  for (const part of [
    "if-none-match",
    "content-range",
    "clientAcceptEncoding",
    "gzip",
    "index.html",
    "pointer-taken",
    "repairPointers",
  ]) {
    expect(bundle.script).toContain(part);
    expect(script).not.toContain(part);
  }
});

test.each([
  ["without lists bundles none", '["get", "put", "delete"]', false],
  ["with one of them bundles them", '["get", "put", "count"]', true],
])("a Worker %s", async (_, methods, hasLists) => {
  const { path, remove } = makeProject({
    "keyloom.schema.ts": `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
const score = collection({ key: "score:{game}", value: z.int(), ttl: ttl.fixed("1d"), methods: ${methods} });
export default defineKv({ namespaces: { CACHE: { title: "cache", collections: { score } } } });`,
  });
  const { script } = await bundleWorker(WORKER, join(path, "keyloom.schema.ts"));
  remove();
  expect(script).toContain("score:");
  expect(script.includes("list_complete")).toBe(hasLists);
});

test.each([
  ["[]", { writes: false, lists: false }],
  ['["get"]', { writes: true, lists: false }],
  ['["put", "delete"]', { writes: true, lists: false }],
  ['["list"]', { writes: true, lists: true }],
])("a Worker that serves files bundles only what `methods: %s` needs", async (methods, parts) => {
  const { path, remove } = makeProject({
    "keyloom.schema.ts": `import { assets, defineKv } from "keyloom";
const score = assets({ key: "site:{path}", methods: ${methods} });
export default defineKv({ namespaces: { CACHE: { title: "cache", collections: { score } } } });`,
  });
  const worker = `import { keyloom } from "generated";
export default { fetch: (request: Request, env: never) => keyloom(env).CACHE.score.serve(request) };`;
  const { script } = await bundleWorker(worker, join(path, "keyloom.schema.ts"));
  remove();
  expect(script).toContain("if-none-match");
  for (const part of [".put(", "SHA-256", "a media type"]) {
    expect(script.includes(part), part).toBe(parts.writes);
  }
  expect(script.includes("list_complete")).toBe(parts.lists);
});

test("each part of the packed runtime, which is one file, can be left out", async () => {
  const options = { bundle: true, write: false, format: "esm", platform: "neutral" } as const;
  const textOf = async (more: BuildOptions) =>
    (await build({ ...options, ...more })).outputFiles?.[0]?.text ?? "";
  const packed = await textOf({ entryPoints: ["src/runtime/index.ts"] });
  const [, statements = ""] = /^(.*)^export \{[^}]*\};$/ms.exec(packed) ?? [];
  expect(statements).toContain("KeyloomError");
  // What is left does something when it is loaded, so every Worker would have it.
  expect(await textOf({ stdin: { contents: statements }, minify: true })).toBe("");
});

test.each([["get"], ["get", "put", "delete"], ["get", "touch"], ["get", "putMany"]])(
  "a Worker bundles only what its collections' methods need: %s, %s",
  async (...methods) => {
    const { path, remove } = makeProject({
      "keyloom.schema.ts": `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
const score = collection({ key: "score:{game}", value: z.int(), ttl: ttl.fixed("1d"), methods: ${JSON.stringify(methods)} });
export default defineKv({ namespaces: { CACHE: { title: "cache", collections: { score } } } });`,
    });
    const worker = `import { keyloom } from "generated";
export default { fetch: (_: Request, env: never) => Response.json(keyloom(env)) };`;
    const { script } = await bundleWorker(worker, join(path, "keyloom.schema.ts"));
    remove();
    expect(script).toContain("score:");
    const isOfMany = methods.includes("putMany");
    expect(/\btouch\(/.test(script)).toBe(isOfMany || methods.includes("touch"));
    expect(/\bputMany\(/.test(script)).toBe(isOfMany);
    expect(/\.put\(/.test(script)).toBe(methods.length > 1);
  },
);

test.each<[string, string, readonly string[]]>([
  ["JSON", '"json"', []],
  ["streams", '"stream"', []],
  ["compressed streams", 'gzip("stream")', ["DecompressionStream"]],
  ["compressed JSON", 'gzip("json")', ["DecompressionStream", "TextDecoder"]],
  ["sealed JSON", 'sealed("json", { secret: "KEYS" })', ["AES-GCM", "TextDecoder", "importKey"]],
])("a Worker of %s bundles no other codec", async (_, codec, parts) => {
  const value = codec.includes("stream") ? "" : "value: z.int(), ";
  const { path, remove } = makeProject({
    "keyloom.schema.ts": `import { collection, defineKv, gzip, sealed, ttl } from "keyloom";
import { z } from "zod";
const score = collection({ key: "a:{id}", ${value}codec: ${codec}, ttl: ttl.fixed("1d") });
export default defineKv({ namespaces: { CACHE: { title: "cache", collections: { score } } } });`,
  });
  const { script } = await bundleWorker(WORKER, join(path, "keyloom.schema.ts"));
  remove();
  const all = ["$version", "AES-GCM", "DecompressionStream", "TextDecoder", "importKey"];
  for (const part of all) expect(bundle.script).toContain(part);
  expect(all.filter((part) => script.includes(part))).toEqual(parts);
});

test.each([
  ["", []],
  ["cleanUrls: true", [".html`"]],
  ['singlePageApp: "index.html"', ["text\\/html"]],
  ["precompress: true", ["Accept-Encoding"]],
])("a Worker that serves files bundles only what its options need: %s", async (options, parts) => {
  const { path, remove } = makeProject({
    "keyloom.schema.ts": `import { assets, defineKv } from "keyloom";
const site = assets({ key: "site:{path}", from: "./site", ${options} });
export default defineKv({ namespaces: { CACHE: { title: "cache", collections: { site } } } });`,
    "site/index.html": "<p>Here</p>",
  });
  const worker = `import { type Env, keyloom } from "generated";
export default { fetch: (request: Request, env: Env) => keyloom(env).CACHE.site.serve(request) };`;
  const { script } = await bundleWorker(worker, join(path, "keyloom.schema.ts"));
  remove();
  expect(script).toContain("if-none-match");
  const all = [".html`", "text\\/html", "Accept-Encoding"];
  expect(all.filter((part) => script.includes(part))).toEqual(parts);
});

describe("the Worker itself", () => {
  let miniflare: Miniflare | undefined;
  beforeAll(async () => {
    miniflare = await startWorker(bundle.script, TEST_ENV);
  });
  afterAll(() => miniflare?.dispose());

  async function visit(path: string): Promise<unknown> {
    return (await miniflare?.dispatchFetch(`http://worker/${path}`))?.json();
  }

  test("runs in workerd on its binding", async () => {
    expect([await visit("go"), await visit("go"), await visit("chess")]).toEqual([1, 2, 1]);
  });

  test("recognizes an accessor's error by its class", async () => {
    expect(await visit("")).toBe("invalid-params");
  });
});
