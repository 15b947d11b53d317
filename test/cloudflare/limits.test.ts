import { request as rawRequest } from "node:http";
import { expect, test } from "vitest";
import { startTestServer } from "./server.ts";

const { local, namespace, request, send } = await startTestServer();
const id = await namespace("limits");

test("a key has at most 512 bytes in UTF-8", async () => {
  for (const longest of ["k".repeat(512), "é".repeat(256)]) {
    const path = `/${id}/values/${encodeURIComponent(longest)}`;
    expect(await request("PUT", path, { body: "1" })).toMatchObject({ status: 200 });
    expect(await request("GET", path)).toMatchObject({ status: 200, text: "1" });

    const longer = await request("PUT", `${path}x`, { body: "1" });
    expect(longer).toMatchObject({ status: 414, codes: [10012] });
    expect(longer.text).toContain("UTF-8 encoded length of 513 exceeds key length limit of 512");
    const pair = await send("PUT", `/${id}/bulk`, [{ key: `${longest}x`, value: "1" }]);
    expect(pair).toMatchObject({ status: 414, codes: [10012] });
  }
});

test("a value has at most 26,214,400 bytes", async () => {
  const largest = Buffer.alloc(26_214_400, "x");
  expect(await request("PUT", `/${id}/values/large`, { body: largest })).toMatchObject({
    status: 200,
  });
  expect((await request("GET", `/${id}/values/large`)).text.length).toBe(largest.length);

  const larger = Buffer.alloc(largest.length + 1, "x");
  const answer = await request("PUT", `/${id}/values/larger`, { body: larger });
  expect(answer).toMatchObject({ status: 413, codes: [10012] });
  expect(answer.text).toContain("Value length of 26214401 exceeds limit of 26214400");
  const pair = { key: "larger", value: larger.toString("base64"), base64: true };
  expect(await send("PUT", `/${id}/bulk`, [pair])).toMatchObject({ status: 413, codes: [10012] });
  await request("DELETE", `/${id}/values/large`);
});

test("metadata has at most 1,024 bytes as JSON", async () => {
  const longest = "m".repeat(1_022);
  const put = (metadata: string) =>
    send("PUT", `/${id}/bulk`, [{ key: "metadata", value: "1", metadata }]);
  expect(await put(longest)).toMatchObject({ status: 200 });
  expect(await request("GET", `/${id}/metadata/metadata`)).toMatchObject({ result: longest });

  const longer = await put(`${longest}m`);
  expect(longer).toMatchObject({ status: 413, codes: [10012] });
  expect(longer.text).toContain("Metadata length of 1025 exceeds limit of 1024");
  expect(await put("é".repeat(512))).toMatchObject({ status: 413 });
});

test("a record lives for at least 60 seconds, and at most until 2^31 - 1", async () => {
  const put = (query: string) => request("PUT", `/${id}/values/ttl?${query}`, { body: "1" });
  expect(await put("expiration_ttl=60")).toMatchObject({ status: 200 });
  expect(await put("expiration_ttl=59")).toMatchObject({ status: 400, codes: [10034] });
  expect(await put("expiration=2147483647")).toMatchObject({ status: 200 });
  expect(await put("expiration=2147483648")).toMatchObject({ status: 400, codes: [10033] });
});

test("a bulk write accepts 10,000 pairs, and a bulk delete 10,000 keys", async () => {
  const keys = Array.from({ length: 10_001 }, (_, index) => `many:${index}`);
  const pairs = keys.map((key) => ({ key, value: "" }));
  const tooMany = await send("PUT", `/${id}/bulk`, pairs);
  expect(tooMany).toMatchObject({ status: 400, codes: [10012] });
  expect(tooMany.text).toContain("maximum of 10000");
  expect(await send("POST", `/${id}/bulk/delete`, keys)).toMatchObject({ codes: [10012] });

  // The 10,000 are only sent to test the limit: the last one is rejected for another reason, its key.
  const refused = [...keys.slice(0, 9_999), ".."];
  const answer = await send("POST", `/${id}/bulk/delete`, refused);
  expect(answer.text).toContain("is not allowed as a key name");
});

test("a bulk read accepts 100 keys", async () => {
  const keys = Array.from({ length: 101 }, (_, index) => `read:${index}`);
  const path = `/${id}/bulk/get`;
  expect(await send("POST", path, { keys: keys.slice(1) })).toMatchObject({ status: 200 });
  expect(await send("POST", path, { keys })).toMatchObject({ status: 400, codes: [10012] });
});

test("a page has 10 to 1,000 keys", async () => {
  const list = (limit: string) => request("GET", `/${id}/keys?limit=${limit}`);
  for (const limit of ["10", "1000"]) expect(await list(limit)).toMatchObject({ status: 200 });
  for (const limit of ["9", "1001", "0", "-1", "10.5", "all"]) {
    expect(await list(limit)).toMatchObject({ status: 400, codes: [10012] });
  }
});

test("a bulk write of more than 100 MB is rejected before it is read", async () => {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const call = rawRequest(
    `${local.url}/accounts/${local.accountId}/storage/kv/namespaces/${id}/bulk`,
    {
      method: "PUT",
      headers: { authorization: "Bearer x", "content-length": 100_000_001 },
    },
  );
  call.on("response", (response) => resolve(response.statusCode)).on("error", reject);
  call.flushHeaders();
  expect(await promise).toBe(413);
  call.destroy();
});
