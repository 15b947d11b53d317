import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startLocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { dataFolder } from "../data-folder.ts";
import { connect } from "./server.ts";

async function start(persistTo: string) {
  const local = await startLocalCloudflare({ persistTo });
  onTestFinished(() => local.close());
  return connect(local);
}

test("data survive a restart on the same folder", async () => {
  const persistTo = dataFolder();
  const first = await start(persistTo);
  const id = await first.namespace("kept");
  const pair = { key: "a", value: "1", metadata: { n: 1 }, expiration: 2_000_000_000 };
  await first.send("PUT", `/${id}/bulk`, [pair]);
  await first.local.close();

  const second = await start(persistTo);
  expect(await second.client.kv.namespaces.get(id, second.account)).toMatchObject({
    title: "kept",
  });
  expect(await second.request("GET", `/${id}/values/a`)).toMatchObject({ text: "1" });
  expect(await second.request("GET", `/${id}/keys`)).toMatchObject({
    result: [{ name: "a", metadata: { n: 1 }, expiration: 2_000_000_000 }],
  });
});

test("a second server on a folder is rejected until the first is closed", async () => {
  const persistTo = dataFolder();
  const { local } = await start(persistTo);
  const second = startLocalCloudflare({ persistTo });
  await expect(second).rejects.toMatchObject({
    name: "CannotRunError",
    message: `the local Cloudflare of ${persistTo} is in use by process ${process.pid}`,
  });
  await local.close();
  await start(persistTo);
});

test("a folder whose path is just too long for SQLite is rejected, and a shorter one is not", async () => {
  const data = dataFolder();
  const long = join(data, "a".repeat(200), "b".repeat(398 - 202 - data.length));
  const { namespace, send } = await start(long);
  const path = `/${await namespace("long")}/bulk`;
  expect(await send("PUT", path, [{ key: "a", value: "1" }])).toMatchObject({ status: 200 });
  await expect(startLocalCloudflare({ persistTo: `${long}b` })).rejects.toMatchObject({
    name: "CannotRunError",
    message: `the path of the data's folder has 399 bytes, but SQLite opens files only in folders of up to 398: ${long}b`,
    help: expect.stringContaining("--persist-to"),
  });
  expect(existsSync(`${long}b`)).toBe(false);
});

test.each(["{", "{}", '[{"id":1}]'])(
  "a list of namespaces that contains %j is rejected, and left as it is",
  async (text) => {
    const persistTo = dataFolder();
    const file = join(persistTo, "keyloom/namespaces.json");
    mkdirSync(join(persistTo, "keyloom"));
    writeFileSync(file, text);
    await expect(startLocalCloudflare({ persistTo })).rejects.toMatchObject({
      name: "CannotRunError",
      message: expect.stringContaining("the local Cloudflare's namespaces cannot be read"),
      place: { file },
    });
    expect(existsSync(join(persistTo, "keyloom/lock"))).toBe(false);
  },
);

test("concurrent writes to one key all succeed, and one of them stays", async () => {
  const { namespace, request } = await start(dataFolder());
  const id = await namespace("busy");
  const values = Array.from({ length: 20 }, (_, index) => String(index));
  const answers = await Promise.all(
    values.map((body) => request("PUT", `/${id}/values/one`, { body })),
  );
  expect(answers.map(({ status }) => status)).toEqual(values.map(() => 200));
  expect(values).toContain((await request("GET", `/${id}/values/one`)).text);
});

test("namespaces that are created at the same time all exist, with different ids", async () => {
  const persistTo = dataFolder();
  const first = await start(persistTo);
  const ids = await Promise.all(
    Array.from({ length: 8 }, (_, index) => first.namespace(`title ${index}`)),
  );
  expect(new Set(ids).size).toBe(8);
  const same = await Promise.allSettled([first.namespace("same"), first.namespace("same")]);
  expect(same.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await first.local.close();

  const second = await start(persistTo);
  const { result_info } = await second.client.kv.namespaces.list(second.account);
  expect(result_info).toMatchObject({ total_count: 9 });
});

test("creating a namespace interrupts no running request", async () => {
  const { namespace, request, send } = await start(dataFolder());
  const id = await namespace("first");
  const pairs = Array.from({ length: 500 }, (_, index) => ({ key: `k${index}`, value: "v" }));
  await request("PUT", `/${id}/values/large`, { body: Buffer.alloc(20_000_000, "x") });
  const [bulk, large, other, ...reads] = await Promise.all([
    send("PUT", `/${id}/bulk`, pairs),
    request("GET", `/${id}/values/large`),
    namespace("second").then((second) => request("PUT", `/${second}/values/a`, { body: "1" })),
    ...pairs.slice(0, 20).map(({ key }) => request("GET", `/${id}/metadata/${key}`)),
  ]);
  expect(bulk).toMatchObject({ status: 200, result: { successful_key_count: 500 } });
  expect(large.text).toHaveLength(20_000_000);
  expect(other).toMatchObject({ status: 200 });
  for (const { status } of reads) expect([200, 404]).toContain(status);
  expect((await request("GET", `/${id}/keys`)).result).toHaveLength(501);
});

test("the data of a namespace are deleted with it, even for a new one with its title", async () => {
  const { client, account, namespace, request, send } = await start(dataFolder());
  const id = await namespace("gone");
  const pairs = Array.from({ length: 1_100 }, (_, index) => ({ key: `k${index}`, value: "v" }));
  await send("PUT", `/${id}/bulk`, pairs);
  await client.kv.namespaces.delete(id, account);
  expect(await request("GET", `/${id}/values/k1`)).toMatchObject({ codes: [10013] });
  const again = await namespace("gone");
  expect((await request("GET", `/${again}/keys`)).result).toEqual([]);
});

test("a token is neither printed nor stored", async () => {
  const written: string[] = [];
  const streams = [process.stdout, process.stderr].map((stream) => ({
    stream,
    write: stream.write,
  }));
  const { local, namespace } = await start(dataFolder());
  const id = await namespace("secret");
  for (const { stream } of streams) {
    stream.write = (chunk: string | Uint8Array) => written.push(String(chunk)) > 0;
  }
  try {
    const headers = { authorization: "Bearer s3cr3t" };
    const base = `${local.url}/accounts/${local.accountId}/storage/kv/namespaces/${id}`;
    await fetch(`${base}/values/a`, { method: "PUT", headers, body: "1" });
    await fetch(`${base}/bulk`, { method: "PUT", headers, body: "nonsense" });
  } finally {
    for (const { stream, write } of streams) stream.write = write;
  }
  expect(JSON.stringify([written, ...local.calls])).not.toContain("s3cr3t");
});
