import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { REPO } from "../project.ts";
import { read, startTestServer } from "./server.ts";

const { folder, local, client, account, namespace } = await startTestServer();
const project = join(folder, "project");
let id: string;

const WORKER = (word: string) =>
  `export default { fetch: async (request, env) => new Response("${word} " + (await env.CACHE.get("a"))) };\n`;

beforeAll(async () => {
  id = await namespace("deployed");
  mkdirSync(project);
});

/** Writes the project's files and runs `wrangler`, as a person would. */
function wrangler(files: Readonly<Record<string, string>>, ...args: string[]) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text);
  const program = join(REPO, "node_modules/wrangler/bin/wrangler.js");
  const env = {
    PATH: process.env["PATH"],
    HOME: folder,
    CI: "true",
    NO_COLOR: "1",
    WRANGLER_SEND_METRICS: "false",
    CLOUDFLARE_API_BASE_URL: local.url,
    CLOUDFLARE_API_TOKEN: "any token",
    CLOUDFLARE_ACCOUNT_ID: local.accountId,
  };
  return new Promise<{ code: number; printed: string }>((resolve) => {
    execFile(process.execPath, [program, ...args], { cwd: project, env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), printed: out + err }),
    );
  });
}

function configuration(namespaceId: string): string {
  return JSON.stringify({
    name: "shop",
    main: "worker.js",
    compatibility_date: "2026-11-01",
    kv_namespaces: [{ binding: "CACHE", id: namespaceId }],
  });
}

test("`wrangler deploy` uploads a Worker with its KV bindings, and again what has changed", async () => {
  const files = { "wrangler.json": configuration(id), "worker.js": WORKER("first") };
  const first = await wrangler(files, "deploy");
  expect(first).toMatchObject({ code: 0, printed: expect.stringContaining("Uploaded shop") });
  expect(first.printed).toContain("https://shop.local.workers.dev");
  const script = client.workers.scripts;
  const settings = await script.scriptAndVersionSettings.get("shop", account);
  expect(settings.bindings).toEqual([{ name: "CACHE", type: "kv_namespace", namespace_id: id }]);
  expect(await script.get("shop", account)).toContain('"first "');

  const second = await wrangler({ "worker.js": WORKER("second") }, "deploy");
  expect(second).toMatchObject({ code: 0, printed: expect.stringContaining("Uploaded shop") });
  expect(await script.get("shop", account)).toContain('"second "');
  const names: (string | undefined)[] = [];
  for await (const { id: name } of script.list(account)) names.push(name);
  expect(names).toEqual(["shop"]);
});

test("a Worker whose namespace is not there is refused, and the one before stays", async () => {
  const missing = "0".repeat(32);
  const files = { "wrangler.json": configuration(missing), "worker.js": WORKER("third") };
  const { code, printed } = await wrangler(files, "deploy");
  expect(code).toBe(1);
  expect(printed).toContain(`KV namespace '${missing}' is not valid.`);
  expect(printed).toContain("[code: 10042]");
  expect(await client.workers.scripts.get("shop", account)).toContain('"second "');
});

test("a form of metadata and modules is taken as it is, and the Worker deleted with the SDK", async () => {
  const { scripts } = client.workers;
  const url = `${local.url}/accounts/${local.accountId}/workers/scripts/form`;
  const upload = (metadata: object) => {
    const body = new FormData();
    body.append("metadata", new Blob([JSON.stringify(metadata)], { type: "application/json" }));
    const type = "application/javascript+module";
    body.append("worker.js", new File([WORKER("form")], "worker.js", { type }));
    return read(url, { method: "PUT", headers: { authorization: "Bearer any" }, body });
  };
  const bindings = [{ type: "kv_namespace", name: "CACHE", namespace_id: id }];
  expect(await upload({ bindings, main_module: "other.js" })).toMatchObject({ codes: [10021] });
  const metadata = { bindings, main_module: "worker.js", compatibility_date: "2026-11-01" };
  expect(await upload(metadata)).toMatchObject({ status: 200, result: { id: "form" } });
  expect(await scripts.get("form", account)).toBe(WORKER("form"));
  await scripts.delete("form", account);
  await expect(scripts.get("form", account)).rejects.toMatchObject({ status: 404 });
});
