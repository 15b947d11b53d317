import { beforeAll, expect, test } from "vitest";
import { read, startTestServer } from "./server.ts";
import { makeWranglerProject } from "./wrangler-project.ts";

const { folder, local, client, account, namespace } = await startTestServer();
const { wrangler, type } = makeWranglerProject(folder, local);
let id: string;

const WORKER = (word: string) =>
  `export default { fetch: async (request, env) => new Response("${word} " + (await env.CACHE.get("a"))) };\n`;

beforeAll(async () => {
  id = await namespace("deployed");
});

function configuration(namespaceId: string): string {
  return JSON.stringify({
    name: "shop",
    main: "worker.js",
    compatibility_date: "2026-11-01",
    kv_namespaces: [{ binding: "CACHE", id: namespaceId }],
  });
}

test("`wrangler deploy` uploads a Worker with its KV bindings, and later its changes", async () => {
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

test("the deployed Worker is served with its namespaces", async () => {
  await client.kv.namespaces.values.update("a", { ...account, namespace_id: id, value: "of KV" });
  const answer = await fetch(await local.serveDeployed("shop"));
  expect(await answer.text()).toBe("second of KV");
});

test("a Worker whose namespace does not exist is rejected, and the previous one stays", async () => {
  const missing = "0".repeat(32);
  const files = { "wrangler.json": configuration(missing), "worker.js": WORKER("third") };
  const { code, printed } = await wrangler(files, "deploy");
  expect(code).toBe(1);
  expect(printed).toContain(`KV namespace '${missing}' is not valid.`);
  expect(printed).toContain("[code: 10042]");
  expect(await client.workers.scripts.get("shop", account)).toContain('"second "');
});

test("wrangler's own commands keep versions, deployments and secrets of a Worker, and remove it", async () => {
  const files = {
    "wrangler.json": configuration(id),
    "worker.js":
      'export default { fetch: async (request, env) => new Response("fourth " + env.KEY) };',
  };
  const run = async (...args: string[]) => {
    const { code, printed } = await wrangler({}, ...args);
    expect(code, printed).toBe(0);
    return printed;
  };
  const answer = async () => (await fetch(await local.serveDeployed("shop"))).text();
  const { printed } = await wrangler(files, "deploy");
  const [, first = ""] = /Current Version ID: (\S+)/.exec(printed) ?? [];
  expect(await answer()).toBe("fourth undefined");

  const put = await type("planted-9d1c", "secret", "put", "KEY");
  expect(put.code, put.printed).toBe(0);
  expect(await answer()).toBe("fourth planted-9d1c");
  await wrangler({ "worker.js": files["worker.js"].replace("fourth", "fifth") }, "deploy");
  expect(await answer()).toBe("fifth planted-9d1c");
  const listed = await run("secret", "list");
  expect(JSON.parse(listed.slice(listed.indexOf("[")))).toEqual([
    { name: "KEY", type: "secret_text" },
  ]);

  expect(await run("versions", "list")).toContain(first);
  expect(await run("versions", "view", first)).toContain("env.CACHE");
  await run("rollback", first, "--yes", "--message", "back");
  expect(await run("deployments", "status")).toContain(`(100%) ${first}`);
  expect(await answer()).toBe("fourth undefined");
  expect(await run("delete", "--force")).toContain("Successfully deleted shop");
  await expect(local.serveDeployed("shop")).rejects.toThrow("does not exist");
}, 120_000);

/** Uploads a Worker of one module unchanged. */
function upload(name: string, metadata: object, script: string) {
  const url = `${local.url}/accounts/${local.accountId}/workers/scripts/${name}`;
  const body = new FormData();
  body.append("metadata", new Blob([JSON.stringify(metadata)], { type: "application/json" }));
  const type = "application/javascript+module";
  body.append("worker.js", new File([script], "worker.js", { type }));
  return read(url, { method: "PUT", headers: { authorization: "Bearer any" }, body });
}

test("a form with metadata and modules is accepted, and the SDK deletes the Worker", async () => {
  const { scripts } = client.workers;
  const bindings = [{ type: "kv_namespace", name: "CACHE", namespace_id: id }];
  const form = (metadata: object) => upload("form", { bindings, ...metadata }, WORKER("form"));
  expect(await form({ main_module: "other.js" })).toMatchObject({ codes: [10021] });
  const old = await form({ body_part: "worker.js" });
  expect(old).toMatchObject({
    status: 400,
    text: expect.stringContaining("service-worker syntax"),
  });
  await expect(scripts.get("form", account)).rejects.toMatchObject({ status: 404 });
  const metadata = { main_module: "worker.js", compatibility_date: "2026-11-01" };
  expect(await form(metadata)).toMatchObject({ status: 200, result: { id: "form" } });
  expect(await scripts.get("form", account)).toBe(WORKER("form"));
  await scripts.delete("form", account);
  await expect(scripts.get("form", account)).rejects.toMatchObject({ status: 404 });
});

test("texts and JSON are bound as well, and a secret is never returned", async () => {
  const bindings = [
    { type: "plain_text", name: "WORD", text: "hello" },
    { type: "secret_text", name: "SECRET", text: "planted-7f3a" },
    { type: "json", name: "LIMITS", json: { daily: 3 } },
  ];
  const script =
    "export default { fetch: (request, env) => Response.json([env.WORD, env.SECRET, env.LIMITS.daily]) };";
  const uploaded = await upload("bound", { main_module: "worker.js", bindings }, script);
  expect(uploaded.status).toBe(200);
  const answer = await fetch(await local.serveDeployed("bound"));
  expect(await answer.json()).toEqual(["hello", "planted-7f3a", 3]);
  const settings = await client.workers.scripts.scriptAndVersionSettings.get("bound", account);
  expect(settings.bindings?.map(({ name }) => name)).toEqual(["WORD", "SECRET", "LIMITS"]);
  expect(JSON.stringify(settings)).not.toContain("planted");
});

test("features that are not served here are named", async () => {
  const bindings = [{ type: "d1", name: "DB", id: "any" }];
  await upload("database", { main_module: "worker.js", bindings }, WORKER("database"));
  await expect(local.serveDeployed("database")).rejects.toThrow(
    "the Worker database cannot be served here: its binding DB is of the type d1",
  );
  await expect(local.serveDeployed("nothing")).rejects.toThrow("does not exist");
});

test("the SDK creates, renames, versions, deploys and deletes Workers apart from their code", async () => {
  const { workers } = client.workers.beta;
  const { id: worker } = await workers.create({ ...account, name: "parts" });
  await expect(workers.create({ ...account, name: "parts" })).rejects.toMatchObject({
    status: 409,
  });
  await expect(local.serveDeployed("parts")).rejects.toThrow("has not been deployed");
  const version = (word: string, deploy: boolean) =>
    workers.versions.create(worker, {
      ...account,
      deploy,
      main_module: "worker.js",
      compatibility_date: "2026-11-01",
      bindings: [{ type: "kv_namespace", name: "CACHE", namespace_id: id }],
      modules: [
        {
          name: "worker.js",
          content_type: "application/javascript+module",
          content_base64: Buffer.from(WORKER(word)).toString("base64"),
        },
      ],
    });
  const served = async () => (await fetch(await local.serveDeployed("renamed"))).text();
  const first = await version("first", true);
  await workers.update(worker, { ...account, name: "renamed" });
  expect(await served()).toBe("first of KV");
  const second = await version("second", false);
  expect([first.number, second.number]).toEqual([1, 2]);
  expect(await served()).toBe("first of KV");
  const { deployments } = client.workers.scripts;
  await deployments.create("renamed", {
    ...account,
    strategy: "percentage",
    versions: [
      { version_id: first.id, percentage: 10 },
      { version_id: second.id, percentage: 90 },
    ],
  });
  expect(await served()).toBe("second of KV");
  const whole = { ...account, worker_id: worker, include: "modules" } as const;
  const { modules = [] } = await workers.versions.get(second.id, whole);
  expect(Buffer.from(modules[0]?.content_base64 ?? "", "base64").toString()).toBe(WORKER("second"));
  await workers.delete(worker, account);
  await expect(workers.get(worker, account)).rejects.toMatchObject({ status: 404 });
});
