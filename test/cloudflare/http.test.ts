import { expect, test } from "vitest";
import { read, startTestServer } from "./server.ts";

const { local, namespace, request, send } = await startTestServer();
const id = await namespace("http");

test.each([
  "a/b/c",
  "user:1:web",
  "100%",
  "%2F",
  "what?",
  "a#b",
  "a b+c",
  "a/../b",
  "./a",
  "...",
  "//",
  "ends/",
  "values/metadata/bulk",
  "Grüße/👋",
  "line\nbreak\tand tab",
  "__proto__",
  "\\",
])("the percent-encoded key %j is written, read, listed and deleted", async (key) => {
  const path = `/${id}/values/${encodeURIComponent(key)}`;
  expect(await request("PUT", path, { body: "here" })).toMatchObject({ status: 200 });
  expect(await request("GET", path)).toMatchObject({ status: 200, text: "here" });
  expect(await request("GET", `/${id}/metadata/${encodeURIComponent(key)}`)).toMatchObject({
    status: 200,
    result: null,
  });
  const listed = await request("GET", `/${id}/keys?prefix=${encodeURIComponent(key)}`);
  expect(listed.result).toEqual([{ name: key }]);
  expect(await request("DELETE", path)).toMatchObject({ status: 200 });
  expect(await request("GET", path)).toMatchObject({ status: 404, codes: [10009] });
});

test("a key may contain unencoded `:` and `/`, as Pulumi's provider sends them", async () => {
  await request("PUT", `/${id}/values/plain:a/b`, { body: "here" });
  expect(await request("GET", `/${id}/values/plain%3Aa%2Fb`)).toMatchObject({ text: "here" });
});

test("a path that is not percent-encoded UTF-8 is rejected", async () => {
  const answer = await request("GET", `/${id}/values/%FF`);
  expect(answer).toMatchObject({ status: 400, codes: [10012] });
});

test("a multipart PUT has parts for value and metadata", async () => {
  const form = new FormData();
  form.set("value", "from a form");
  form.set("metadata", '{"n":1}');
  await request("PUT", `/${id}/values/form`, { body: form });
  expect(await request("GET", `/${id}/values/form`)).toMatchObject({ text: "from a form" });
  expect(await request("GET", `/${id}/metadata/form`)).toMatchObject({ result: { n: 1 } });
});

test("a multipart PUT accepts bytes in a file part, and treats empty metadata as none", async () => {
  const bytes = new Uint8Array([0, 255, 13, 10, 45, 45]);
  const form = new FormData();
  form.set("value", new Blob([bytes]), "value.bin");
  form.set("metadata", "");
  await request("PUT", `/${id}/values/file`, { body: form });
  const path = `${local.url}/accounts/${local.accountId}/storage/kv/namespaces/${id}/values/file`;
  const response = await fetch(path, { headers: { authorization: "Bearer x" } });
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  expect(await request("GET", `/${id}/metadata/file`)).toMatchObject({ result: null });
});

test("a multipart PUT without a value, or with metadata that is not JSON, is rejected", async () => {
  const without = new FormData();
  without.set("metadata", "{}");
  const broken = new FormData();
  broken.set("value", "1");
  broken.set("metadata", "{");
  for (const body of [without, broken]) {
    const answer = await request("PUT", `/${id}/values/refused`, { body });
    expect(answer).toMatchObject({ status: 400, codes: [10012] });
  }
  expect(await request("GET", `/${id}/values/refused`)).toMatchObject({ status: 404 });
});

test("expirations in the query are kept, and the TTL wins over an absolute one", async () => {
  const expiration = Math.floor(Date.now() / 1000) + 86_400;
  await request("PUT", `/${id}/values/until?expiration=${expiration}`, { body: "1" });
  const until = await request("GET", `/${id}/values/until`);
  expect(until.headers.get("expiration")).toBe(String(expiration));

  const both = `/${id}/values/both?expiration=${expiration}&expiration_ttl=60`;
  await request("PUT", both, { body: "1" });
  const { headers } = await request("GET", `/${id}/values/both`);
  expect(Number(headers.get("expiration"))).toBeLessThan(expiration - 80_000);

  // A key whose name another one starts with has its own expiration, or none.
  await request("PUT", `/${id}/values/unti`, { body: "1" });
  expect((await request("GET", `/${id}/values/unti`)).headers.get("expiration")).toBeNull();
});

test("a write clears the metadata and expiration of an earlier one", async () => {
  await send("PUT", `/${id}/bulk`, [
    { key: "again", value: "1", metadata: "m", expiration_ttl: 60 },
  ]);
  await send("PUT", `/${id}/bulk`, [{ key: "again", value: "2" }]);
  const { result } = await request("GET", `/${id}/keys?prefix=again`);
  expect(result).toEqual([{ name: "again" }]);
});

test("the server listens only on 127.0.0.1", async () => {
  const { port, protocol } = new URL(local.url);
  const elsewhere = `${protocol}//127.0.0.2:${port}/client/v4/user/tokens/verify`;
  await expect(fetch(elsewhere)).rejects.toThrow("fetch failed");
  expect((await fetch(elsewhere.replace("0.2", "0.1"))).status).toBe(403);
});

test.each(["/user/tokens/verify", `/accounts/${local.accountId}/tokens/verify`])(
  "any token counts as active, by %s",
  async (path) => {
    const answer = await read(`${local.url}${path}`, { headers: { authorization: "Bearer x" } });
    expect(answer).toMatchObject({ status: 200, result: { status: "active" } });
  },
);

test("calls are counted by method and route, without any key", async () => {
  const before = local.calls.get("PUT /:namespace/values/:key") ?? 0;
  await request("PUT", `/${id}/values/counted`, { body: "1" });
  expect(local.calls.get("PUT /:namespace/values/:key")).toBe(before + 1);
  expect([...local.calls.keys()].join()).not.toContain("counted");
});
