import { beforeAll, expect, onTestFinished, test } from "vitest";
import { startLocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { makeDataFolder } from "../data-folder.ts";
import { connect, startTestServer } from "./server.ts";

const SCRIPT = `
export default {
  async fetch(request, env) {
    const url = new URL(request.url);
    switch (url.pathname) {
      case "/get": return new Response(await env.CACHE.get("greeting"));
      case "/put": await env.CACHE.put("from-worker", "hello"); return new Response(null, { status: 204 });
      case "/echo": return new Response(request.body, { status: 201, headers: { "x-method": request.method } });
      case "/redirect": return Response.redirect(new URL("/get", url), 302);
      case "/throw": throw new Error("broken on purpose");
    }
    return new Response("not found", { status: 404 });
  },
};
`;

const { local, namespace, request, send } = await startTestServer();
let id: string;
let worker: URL;

beforeAll(async () => {
  id = await namespace("served");
  await send("PUT", `/${id}/bulk`, [{ key: "greeting", value: "hello from the API" }]);
  worker = await local.serveWorker({ script: SCRIPT, bindings: { CACHE: id } });
});

const visit = (path: string, init?: RequestInit) => fetch(new URL(path, worker), init);

test("a Worker reads what the API wrote, and the API what the Worker wrote", async () => {
  expect(await (await visit("/get")).text()).toBe("hello from the API");
  expect((await visit("/put")).status).toBe(204);
  expect(await request("GET", `/${id}/values/from-worker`)).toMatchObject({ text: "hello" });
});

test("a request reaches the Worker with its method and body, and the answer comes back whole", async () => {
  const body = Buffer.alloc(1_000_000, "0123456789");
  const answer = await visit("/echo", { method: "PUT", body });
  expect(answer.status).toBe(201);
  expect(answer.headers.get("x-method")).toBe("PUT");
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(body);
});

test("a redirect is the visitor's to follow", async () => {
  const answer = await visit("/redirect", { redirect: "manual" });
  expect(answer.status).toBe(302);
  expect(answer.headers.get("location")).toBe(new URL("/get", worker).href);
});

test("a body streams through the Worker in both ways", async () => {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const text = new TextEncoder();
  // The second chunk is sent only after the first has come back.
  const first = writer.write(text.encode("first"));
  const answer = await visit("/echo", { method: "POST", body: readable, duplex: "half" });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe("first");
  await first;
  const second = writer.write(text.encode("second"));
  expect((await reader?.read())?.value).toBe("second");
  await second;
  await writer.close();
  expect(await reader?.read()).toEqual({ done: true, value: undefined });
});

test("a Worker that throws answers 500, and goes on serving", async () => {
  expect((await visit("/throw")).status).toBe(500);
  expect((await visit("/get")).status).toBe(200);
});

test("a Worker is served in place of the one before, at the same URL", async () => {
  const script = 'export default { fetch: () => new Response("another") };';
  const url = await local.serveWorker({ script, bindings: {} });
  expect(url).toEqual(worker);
  expect(await (await visit("/get")).text()).toBe("another");
  await local.serveWorker({ script: SCRIPT, bindings: { CACHE: id } });
});

test("a Worker that does not compile is refused; the one before and the API go on", async () => {
  await expect(local.serveWorker({ script: "export default {", bindings: {} })).rejects.toThrow();
  expect(await (await visit("/get")).text()).toBe("hello from the API");
  expect(await request("GET", `/${id}/values/greeting`)).toMatchObject({ status: 200 });
});

test("the API goes on where the first Worker of all does not compile", async () => {
  const data = makeDataFolder();
  const fresh = await startLocalCloudflare({ persistTo: data.path });
  onTestFinished(async () => {
    await fresh.close();
    data.remove();
  });
  await expect(fresh.serveWorker({ script: "export default {", bindings: {} })).rejects.toThrow();
  const { namespace, request } = connect(fresh);
  const made = await namespace("after a failure");
  expect(await request("GET", `/${made}/keys`)).toMatchObject({ status: 200, result: [] });
});

test("a Worker whose binding is no namespace is refused", async () => {
  const bindings = { CACHE: "0".repeat(32) };
  await expect(local.serveWorker({ script: SCRIPT, bindings })).rejects.toThrow(
    "namespace not found",
  );
});

test("the Worker keeps its URL when a namespace is created", async () => {
  const other = await namespace("created while serving");
  expect(await request("PUT", `/${other}/values/a`, { body: "1" })).toMatchObject({ status: 200 });
  expect(await (await visit("/get")).text()).toBe("hello from the API");
});
