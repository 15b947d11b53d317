import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { startTestServer } from "./server.ts";

const WRANGLER = fileURLToPath(
  new URL("../../node_modules/wrangler/bin/wrangler.js", import.meta.url),
);

const { folder, local, namespace, request, send } = await startTestServer();
const project = join(folder, "project");
let id: string;

beforeAll(async () => {
  id = await namespace("wrangler");
  await send("PUT", `/${id}/bulk`, [
    { key: "a:1", value: "Grüße", metadata: { n: 1 } },
    { key: "b:1", value: "other" },
  ]);
  mkdirSync(project);
  writeFileSync(
    join(project, "wrangler.json"),
    JSON.stringify({
      name: "project",
      compatibility_date: "2026-11-01",
      kv_namespaces: [{ binding: "CACHE", id }],
    }),
  );
});

/** Runs `wrangler kv` in the project, and returns its standard output. */
async function kv(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [WRANGLER, "kv", ...args], {
    cwd: project,
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      CI: "true",
      WRANGLER_SEND_METRICS: "false",
      CLOUDFLARE_API_BASE_URL: local.url,
      CLOUDFLARE_API_TOKEN: "any token",
      CLOUDFLARE_ACCOUNT_ID: local.accountId,
    },
  });
  return stdout.trim();
}

test("`wrangler kv key --local` sees the data in the same folder", async () => {
  const where = ["--binding", "CACHE", "--local", "--persist-to", folder];
  // One after the other: each starts a workerd, and two that open the files at once may find them locked.
  const keys = await kv("key", "list", ...where, "--prefix", "a:");
  const value = await kv("key", "get", "a:1", ...where);
  expect(JSON.parse(keys)).toEqual([{ name: "a:1", metadata: { n: 1 } }]);
  expect(value).toBe("Grüße");
});

test("`wrangler kv --remote` works with the local server in place of Cloudflare", async () => {
  const where = ["--namespace-id", id, "--remote"];
  await kv(
    "key",
    "put",
    "remote/é",
    "value",
    "--metadata",
    '{"by":"wrangler"}',
    "--ttl",
    "60",
    ...where,
  );
  const [namespaces, keys] = await Promise.all([
    kv("namespace", "list"),
    kv("key", "list", "--prefix", "remote/", ...where),
  ]);
  expect(JSON.parse(namespaces)).toMatchObject([{ id, title: "wrangler" }]);
  expect(JSON.parse(keys)).toEqual([
    { name: "remote/é", metadata: { by: "wrangler" }, expiration: expect.any(Number) },
  ]);
  expect(await request("GET", `/${id}/values/remote%2F%C3%A9`)).toMatchObject({ text: "value" });
});
