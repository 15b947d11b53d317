import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startLocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { makeDataFolder } from "../data-folder.ts";
import { changeFormat } from "./miniflare-data.ts";
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

test("a Worker reads writes of the API, and the API reads writes of the Worker", async () => {
  expect(await (await visit("/get")).text()).toBe("hello from the API");
  expect((await visit("/put")).status).toBe(204);
  expect(await request("GET", `/${id}/values/from-worker`)).toMatchObject({ text: "hello" });
});

test("a request reaches the Worker with its method and body, and the whole response comes back", async () => {
  const body = Buffer.alloc(1_000_000, "0123456789");
  const answer = await visit("/echo", { method: "PUT", body });
  expect(answer.status).toBe(201);
  expect(answer.headers.get("x-method")).toBe("PUT");
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(body);
});

test("a redirect is passed on to the visitor", async () => {
  const answer = await visit("/redirect", { redirect: "manual" });
  expect(answer.status).toBe(302);
  expect(answer.headers.get("location")).toBe(new URL("/get", worker).href);
});

test("a body streams through the Worker in both directions", async () => {
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

test("a Worker that throws answers 500, and keeps serving", async () => {
  expect((await visit("/throw")).status).toBe(500);
  expect((await visit("/get")).status).toBe(200);
});

test("a Worker replaces the previous one at the same URL", async () => {
  const script = 'export default { fetch: () => new Response("another") };';
  const url = await local.serveWorker({ script, bindings: {} });
  expect(url).toEqual(worker);
  expect(await (await visit("/get")).text()).toBe("another");
  await local.serveWorker({ script: SCRIPT, bindings: { CACHE: id } });
});

test("a Worker that does not compile is rejected, and the previous one and the API keep running", async () => {
  await expect(local.serveWorker({ script: "export default {", bindings: {} })).rejects.toThrow();
  expect(await (await visit("/get")).text()).toBe("hello from the API");
  expect(await request("GET", `/${id}/values/greeting`)).toMatchObject({ status: 200 });
});

test("the API keeps running even if the very first Worker does not compile", async () => {
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

test("a Worker whose binding is not a namespace is rejected", async () => {
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

describe("a write while a Worker is served", () => {
  /** Returns which start of workerd answers, and the value of a key. */
  const READER = `let start;
export default { async fetch(request, env) {
  start ??= crypto.randomUUID();
  const key = new URL(request.url).pathname.slice(1);
  return Response.json({ start, value: await env.CACHE.get(key) });
} };`;

  async function serve() {
    const data = makeDataFolder();
    const told: boolean[] = [];
    const local = await startLocalCloudflare({
      persistTo: data.path,
      onServing: (isServing) => told.push(isServing),
    });
    onTestFinished(async () => {
      await local.close();
      data.remove();
    });
    const { namespace, send } = connect(local);
    const id = await namespace("written");
    const write = async (count: number, value: string) => {
      const pairs = Array.from({ length: count }, (_, n) => ({ key: `k${n}`, value }));
      expect(await send("PUT", `/${id}/bulk`, pairs)).toMatchObject({ status: 200 });
    };
    const worker = await local.serveWorker({ script: READER, bindings: { CACHE: id } });
    const read = async (key: string) => (await fetch(new URL(key, worker))).json();
    return { data, id, told, write, read, send };
  }

  test("is read at once, and does not stop the Worker if it is small", async () => {
    const { write, read, told } = await serve();
    await write(10, "old");
    const before = (await read("k9")) as { start: string };
    expect(before).toMatchObject({ value: "old" });
    await write(10, "new");
    expect(await read("k9")).toEqual({ start: before.start, value: "new" });
    expect(told).toEqual([]);
  });

  test("stops the Worker if it is large, and is read once it is back at the same URL", async () => {
    const { write, read, told, send, id } = await serve();
    await write(10, "old");
    const { start } = (await read("k9")) as { start: string };
    await Promise.all([write(2_000, "new"), write(2_000, "new"), write(2_000, "new")]);
    // Little that comes meanwhile does not wait for it.
    await send("POST", `/${id}/bulk/delete`, ["k1999"]);
    await expect.poll(() => told).toEqual([false, true]);
    expect(await read("k9")).toMatchObject({
      value: "new",
      start: expect.not.stringMatching(start),
    });
    expect(await read("k1999")).toMatchObject({ value: null });
  });

  test("does not stop the Worker if workerd has to write it", async () => {
    const { data, id, write, read, told } = await serve();
    await write(1, "old");
    await changeFormat(data.path, id, "CREATE TABLE other (n INTEGER)");
    const { start } = (await read("k0")) as { start: string };
    await write(1_000, "new");
    expect(await read("k999")).toEqual({ start, value: "new" });
    expect(told).toEqual([]);
  });
});
