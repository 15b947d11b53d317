import { mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { flagRecords, flags, schemaOf } from "../infra/stage.ts";
import { type DevServer, startDev, writeWorkerProject } from "./dev-server.ts";

/** The Worker is bundled with wrangler, which takes its time on a busy machine. */
const TIMEOUT = 300_000;

const FILES = {
  "keyloom.schema.ts": schemaOf({ SHOP: flags({ title: "shop-{stage}" }) }),
  "flags.json": flagRecords({ a: true }),
  "public/index.html": "home",
  "public/about.html": "about",
  "public/404.html": "nothing",
  "public/_headers": "/about\n  x-from: headers\n",
  "public/_redirects": "/old /about 301\n",
};

const WORKER = `export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (pathname === "/bound") return env.ASSETS.fetch(new URL("/about", request.url));
    return new Response("worker " + pathname + " " + (await env.SHOP.get("flag:a")));
  },
};
`;

function wranglerFile(assets: object, others: object = { main: "src/worker.js" }): string {
  return JSON.stringify({
    name: "shop",
    compatibility_date: "2026-11-01",
    assets: { directory: "./public", ...assets },
    kv_namespaces: [{ binding: "SHOP", id: "0123456789abcdef0123456789abcdef" }],
    ...others,
  });
}

/** What the Worker answers at a path: the status, and the text or where else to look. */
async function visit(dev: DevServer, path: string): Promise<readonly [number, string]> {
  const [, url = ""] = /^Worker: (\S+)$/m.exec(dev.printed) ?? [];
  const answer = await fetch(new URL(path, url), { redirect: "manual" });
  return [answer.status, answer.headers.get("location") ?? (await answer.text())];
}

test(
  "serves files beside the Worker, which answers everything else, and follows changes of files",
  async () => {
    const project = writeWorkerProject({
      ...FILES,
      "src/worker.js": WORKER,
      "wrangler.jsonc": wranglerFile({ binding: "ASSETS" }),
    });
    const dev = startDev(project);
    await dev.settled("Worker: ");
    expect(await visit(dev, "/")).toEqual([200, "home"]);
    expect(await visit(dev, "/about")).toEqual([200, "about"]);
    expect(await visit(dev, "/about.html")).toEqual([307, "/about"]);
    expect(await visit(dev, "/old")).toEqual([301, "/about"]);
    expect(await visit(dev, "/bound")).toEqual([200, "about"]);
    expect(await visit(dev, "/api")).toEqual([200, 'worker /api {"on":true}']);

    dev.write("public/about.html", "about us");
    expect(await dev.settled("public/about.html changed\n")).not.toContain("0 updated");
    expect(await visit(dev, "/about")).toEqual([200, "about us"]);
    dev.write("public/new.html", "new");
    await dev.settled("public/new.html changed\n");
    expect(await visit(dev, "/new")).toEqual([200, "new"]);
    expect(await visit(dev, "/api")).toEqual([200, 'worker /api {"on":true}']);
  },
  TIMEOUT,
);

test(
  "follows wrangler's settings for HTML, missing files and when the Worker comes first",
  async () => {
    const handling = {
      html_handling: "none",
      not_found_handling: "404-page",
      run_worker_first: ["/api/*", "/about"],
    };
    const project = writeWorkerProject({
      ...FILES,
      "src/worker.js": WORKER,
      "wrangler.jsonc": wranglerFile(handling),
    });
    const dev = startDev(project);
    await dev.settled("Worker: ");
    expect(await visit(dev, "/about.html")).toEqual([200, "about"]);
    expect(await visit(dev, "/about")).toEqual([200, 'worker /about {"on":true}']);
    expect(await visit(dev, "/api/x")).toEqual([200, 'worker /api/x {"on":true}']);
    expect(await visit(dev, "/nothing")).toEqual([404, "nothing"]);

    dev.write(
      "wrangler.jsonc",
      wranglerFile({ not_found_handling: "single-page-application" }, {}),
    );
    await dev.settled("wrangler.jsonc changed\n");
    expect(await visit(dev, "/any/path")).toEqual([200, "home"]);
    expect(await visit(dev, "/api/x")).toEqual([200, "home"]);
  },
  TIMEOUT,
);

test(
  "reports a missing folder of assets, and serves it once it exists",
  async () => {
    const project = writeWorkerProject({ ...FILES, "wrangler.jsonc": wranglerFile({}, {}) });
    rmSync(join(project, "public"), { recursive: true });
    const dev = startDev(project);
    await dev.printing(`the assets folder ${join(project, "public")} does not exist`);
    await dev.settled("No Worker is served yet.\n");
    // At once, as it would serve the empty folder first.
    mkdirSync(join(project, "built"));
    dev.write("built/index.html", "built");
    renameSync(join(project, "built"), join(project, "public"));
    await dev.settled("Worker: ");
    expect(await visit(dev, "/")).toEqual([200, "built"]);
  },
  TIMEOUT,
);

test.each([0, 20, 40, 60])(
  "ends at a signal %i ms after a change, while the runtime may be starting again",
  async (delay) => {
    const project = writeWorkerProject({ ...FILES, "wrangler.jsonc": wranglerFile({}, {}) });
    const dev = startDev(project);
    await dev.settled("Worker: ");
    dev.write("public/about.html", "about us");
    await dev.printing("public/about.html changed\n");
    await setTimeout(delay);
    expect((await dev.end("SIGTERM")).code).toBe(143);
  },
  TIMEOUT,
);
