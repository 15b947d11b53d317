import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { read, startTestServer } from "./server.ts";
import { makeWranglerProject } from "./wrangler-project.ts";

const { folder, local, client, account, namespace, request } = await startTestServer();
const { wrangler } = makeWranglerProject(folder, local);
let id: string;

const WORKER = `export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (pathname === "/kv") return new Response(await env.CACHE.get("a"));
    const page = await env.ASSETS.fetch(new URL("/about", request.url));
    return new Response("not here; about: " + (await page.text()));
  },
};
`;

function configuration(assets: object, main: object = { main: "worker.js" }): string {
  return JSON.stringify({
    name: "site",
    ...main,
    compatibility_date: "2026-11-01",
    assets: { directory: "public", ...assets },
    ...("main" in main && { kv_namespaces: [{ binding: "CACHE", id }] }),
  });
}

const FILES = {
  "worker.js": WORKER,
  "public/index.html": "<h1>home</h1>",
  "public/about.html": "about us",
  "public/docs/deep/page.txt": "Grüße",
  "public/app.js": "console.log(1);",
  "public/_headers": "/app.js\n  X-Planted: yes\n",
  "public/_redirects": "/old /about 301\n",
};

/** Visits what is deployed, on this machine. */
async function visitor() {
  const url = await local.serveDeployed("site");
  return async (path: string) => {
    const answer = await fetch(new URL(path, url), { redirect: "manual" });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
}

beforeAll(async () => {
  id = await namespace("site");
  await request("PUT", `/${id}/values/a`, { body: "of KV" });
});

describe("`wrangler deploy` with static files", () => {
  test("uploads them beside the Worker, and both are served as in production", async () => {
    const files = { ...FILES, "wrangler.json": configuration({ binding: "ASSETS" }) };
    const { code, printed } = await wrangler(files, "deploy");
    expect(code, printed).toBe(0);
    expect(printed).toContain("Uploaded site");
    const visit = await visitor();
    expect(await visit("/")).toMatchObject({ status: 200, text: "<h1>home</h1>" });
    expect(await visit("/about")).toMatchObject({ status: 200, text: "about us" });
    expect((await visit("/docs/deep/page.txt")).text).toBe("Grüße");
    expect((await visit("/app.js")).headers.get("x-planted")).toBe("yes");
    expect((await visit("/app.js")).headers.get("content-type")).toMatch(/javascript/);
    expect(await visit("/old")).toMatchObject({ status: 301 });
    expect((await visit("/_headers")).text).toContain("not here");
    expect((await visit("/kv")).text).toBe("of KV");
    expect((await visit("/elsewhere")).text).toBe("not here; about: about us");

    const settings = await client.workers.scripts.scriptAndVersionSettings.get("site", account);
    expect(settings.bindings?.map(({ type }) => type).sort()).toEqual(["assets", "kv_namespace"]);
  });

  test("uploads only what has changed", async () => {
    const uploads = () =>
      new Map(
        [...local.calls].map(([call, count]) => [call.split("/").slice(-2).join("/"), count]),
      ).get("assets/upload") ?? 0;
    const before = uploads();
    expect(before).toBeGreaterThan(0);
    const same = await wrangler({}, "deploy");
    expect(same.code, same.printed).toBe(0);
    expect(same.printed).toContain("No updated asset files to upload");
    expect(uploads()).toBe(before);
    const changed = await wrangler({ "public/about.html": "about them" }, "deploy");
    expect(changed.printed).toContain("Found 1 new or modified static asset to upload");
    expect(changed.printed).toContain("+ /about.html");
    const visit = await visitor();
    expect((await visit("/about")).text).toBe("about them");
    expect((await visit("/")).text).toBe("<h1>home</h1>");
  });

  test("serves them by its settings: the Worker first for a path, and files only by their exact names", async () => {
    const settings = {
      binding: "ASSETS",
      run_worker_first: ["/about"],
      html_handling: "none",
    };
    const { code, printed } = await wrangler(
      { "wrangler.json": configuration(settings) },
      "deploy",
    );
    expect(code, printed).toBe(0);
    const visit = await visitor();
    expect((await visit("/about")).text).toContain("not here");
    expect((await visit("/about.html")).text).toBe("about them");
  });

  test("accepts a Worker that has nothing else", async () => {
    const files = { "wrangler.json": configuration({ not_found_handling: "404-page" }, {}) };
    const { code, printed } = await wrangler({ ...files, "public/404.html": "gone" }, "deploy");
    expect(code, printed).toBe(0);
    const visit = await visitor();
    expect(await visit("/")).toMatchObject({ status: 200, text: "<h1>home</h1>" });
    expect(await visit("/nowhere")).toMatchObject({ status: 404, text: "gone" });
  });
});

describe("an upload of static files by the API", () => {
  const base = `${local.url}/accounts/${local.accountId}/workers`;
  const hash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);
  const entry = (text: string) => ({ hash: hash(text), size: Buffer.byteLength(text) });
  const begin = (manifest: unknown) =>
    read(`${base}/scripts/parts/assets-upload-session`, {
      method: "POST",
      headers: { authorization: "Bearer any", "content-type": "application/json" },
      body: JSON.stringify({ manifest }),
    });
  const bring = (token: string, ...texts: string[]) => {
    const body = new FormData();
    for (const text of texts) {
      const content = Buffer.from(text).toString("base64");
      body.append(hash(text), new File([content], hash(text), { type: "text/plain" }));
    }
    const headers = { authorization: `Bearer ${token}` };
    return read(`${base}/assets/upload?base64=true`, { method: "POST", headers, body });
  };

  test("is complete once every file is there, whichever call sends it, and can then be used by versions", async () => {
    const manifest = { "/a.txt": entry("A"), "/b.txt": entry("B"), "/same.txt": entry("A") };
    const { result } = await begin(manifest);
    expect(result.buckets.flat().sort()).toEqual([hash("A"), hash("B")].sort());
    expect(await bring(result.jwt, "A")).toMatchObject({ status: 202, result: {} });
    const last = await bring(result.jwt, "B");
    expect(last).toMatchObject({ status: 201, result: { jwt: expect.any(String) } });
    const again = await begin(manifest);
    expect(again.result.buckets).toEqual([]);

    const { workers } = client.workers.beta;
    const { id: worker } = await workers.create({ ...account, name: "parts" });
    const version = (assets: object, module: object = {}) =>
      workers.versions.create(worker, { ...account, deploy: true, assets, ...module });
    await version({ jwt: again.result.jwt });
    const text = async (path: string) =>
      (await fetch(new URL(path, await local.serveDeployed("parts")))).text();
    expect(await text("/same.txt")).toBe("A");
    await version(
      { config: { run_worker_first: true } },
      {
        main_module: "worker.js",
        compatibility_date: "2026-11-01",
        bindings: [{ type: "assets", name: "ASSETS" }],
        modules: [
          {
            name: "worker.js",
            content_type: "application/javascript+module",
            content_base64: Buffer.from(
              "export default { fetch: async (r, env) => new Response('via ' + await (await env.ASSETS.fetch(r)).text()) };",
            ).toString("base64"),
          },
        ],
      },
    );
    expect(await text("/b.txt")).toBe("via B");
  });

  test.each(["/../up", "/a/../../up", "relative", "//", "/a\\b", "/a/./b", "/nul\0"])(
    "is rejected with the path %j",
    async (path) => {
      const refused = await begin({ [path]: entry("A") });
      expect(refused).toMatchObject({ status: 400, codes: [10012] });
      expect(refused.text).toContain("is not the path of an asset");
    },
  );

  test("is rejected if a file or a token is not the one that was asked for", async () => {
    const { result } = await begin({ "/c.txt": { ...entry("C"), size: 2 } });
    expect((await bring(result.jwt, "C")).text).toContain("has 1 bytes, but 2 in the manifest");
    expect((await bring(result.jwt, "D")).text).toContain("is not in the manifest");
    expect(await bring("any", "C")).toMatchObject({ status: 403, codes: [10000] });
    const { workers } = client.workers.beta;
    const { id: worker } = await workers.create({ ...account, name: "early" });
    const version = { ...account, assets: { jwt: result.jwt } };
    await expect(workers.versions.create(worker, version)).rejects.toThrow(
      "`assets.jwt` is not the token of a completed asset upload",
    );
    expect(existsSync(`${folder}/up`)).toBe(false);
  });
});
