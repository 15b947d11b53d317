import { describe, expect, onTestFinished, test } from "vitest";
import { startLocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { MAX_VALUE_BYTES } from "../../src/runtime/limits.ts";
import { makeDataFolder } from "../data-folder.ts";
import { blobsOf, changeFormat, hasRun, openNamespace } from "./miniflare-data.ts";
import { connect } from "./server.ts";

describe.each([
  ["into Miniflare's files", false],
  ["through workerd, where the files are not as they are known,", true],
])("a bulk write %s", (_, isOther) => {
  /** A local Cloudflare that has not run workerd yet, with a namespace. */
  async function begin() {
    const data = makeDataFolder();
    const local = await startLocalCloudflare({ persistTo: data.path });
    onTestFinished(async () => {
      await local.close();
      data.remove();
    });
    const { namespace, request, send } = connect(local);
    const id = await namespace("many");
    if (isOther) await changeFormat(data.path, id, "CREATE TABLE other (n INTEGER)");
    const write = async (pairs: readonly object[]) => {
      const answer = await send("PUT", `/${id}/bulk`, pairs);
      expect(answer).toMatchObject({
        status: 200,
        result: { unsuccessful_keys: [] },
      });
    };
    const hasRunWorkerd = () => hasRun(data.path);
    return { persistTo: data.path, local, id, request, send, write, hasRunWorkerd };
  }

  test("has values, bytes, metadata and keys of any kind read back as written", async () => {
    const { id, write, request, hasRunWorkerd } = await begin();
    const bytes = Buffer.from([0, 255, 128, 10, 13]);
    const expiration = Math.floor(Date.now() / 1_000) + 3_600;
    const metadata = { name: "Grüße 👋", list: [1, null, { a: "" }] };
    await write([
      { key: "text", value: "Grüße 👋\n" },
      { key: "empty", value: "" },
      { key: "empty bytes", value: "", base64: true },
      { key: "bytes", value: bytes.toString("base64"), base64: true },
      { key: "unpadded", value: "AAE", base64: true },
      { key: "surrogate", value: "a\ud800b" },
      { key: "Grüße/👋 %2F?#", value: "unicode key" },
      { key: "a\u0000b", value: "NUL" },
      { key: "k".repeat(512), value: "longest key" },
      { key: "with metadata", value: "1", metadata },
      { key: "null metadata", value: "1", metadata: null },
      { key: "zero metadata", value: "1", metadata: 0 },
      { key: "false metadata", value: "1", metadata: false },
      { key: "empty metadata", value: "1", metadata: "" },
      { key: "expires", value: "1", expiration },
      { key: "both", value: "1", expiration, expiration_ttl: 60, metadata: "m" },
      { key: "twice", value: "1" },
      { key: "twice", value: "1" },
    ]);
    expect(hasRunWorkerd()).toBe(isOther);

    const value = async (key: string) =>
      (await request("GET", `/${id}/values/${encodeURIComponent(key)}`)).text;
    expect(await value("text")).toBe("Grüße 👋\n");
    expect(await value("empty")).toBe("");
    expect(await value("empty bytes")).toBe("");
    expect(await value("surrogate")).toMatch(/^a\ufffd+b$/);
    expect(await value("Grüße/👋 %2F?#")).toBe("unicode key");
    expect(await value("a\u0000b")).toBe("NUL");
    expect(await value("k".repeat(512))).toBe("longest key");
    expect(await value("twice")).toBe("1");
    expect(Buffer.from(await value("unpadded"))).toEqual(Buffer.from([0, 1]));

    const { result } = await request("GET", `/${id}/keys`);
    const listed = new Map(
      result.map(({ name, ...rest }: { name: string }) => [name, rest] as const),
    );
    expect(listed.size).toBe(17);
    expect(listed.get("text")).toEqual({});
    expect(listed.get("with metadata")).toEqual({ metadata });
    expect(listed.get("null metadata")).toEqual({});
    expect(listed.get("zero metadata")).toEqual({ metadata: 0 });
    expect(listed.get("false metadata")).toEqual({ metadata: false });
    expect(listed.get("empty metadata")).toEqual({ metadata: "" });
    expect(listed.get("expires")).toEqual({ expiration });
    const { expiration: soon, ...both } = listed.get("both") as { expiration: number };
    expect(both).toEqual({ metadata: "m" });
    expect(Math.abs(soon - Date.now() / 1_000 - 60)).toBeLessThan(30);
  });

  test("is read by a Worker with its bytes and its metadata", async () => {
    const { local, id, write } = await begin();
    await write([
      { key: "a", value: "/wD+", base64: true, metadata: { n: 1 } },
      { key: "b", value: "" },
    ]);
    const script = `export default { async fetch(request, env) {
      const { value, metadata } = await env.KV.getWithMetadata("a", "arrayBuffer");
      const others = [await env.KV.getWithMetadata("b"), await env.KV.get("c")];
      return Response.json({ bytes: [...new Uint8Array(value)], metadata, others });
    } }`;
    const url = await local.serveWorker({ script, bindings: { KV: id } });
    expect(await (await fetch(url)).json()).toEqual({
      bytes: [255, 0, 254],
      metadata: { n: 1 },
      others: [{ value: "", metadata: null, cacheStatus: null }, null],
    });
  });

  test("replaces an earlier record with its metadata, expiration and blob", async () => {
    const { persistTo, id, write, request, hasRunWorkerd } = await begin();
    const keys = Array.from({ length: 250 }, (_, n) => `k${n}`);
    await write(keys.map((key) => ({ key, value: "old", metadata: 1, expiration_ttl: 3_600 })));
    await write(keys.slice(50).map((key) => ({ key, value: `new ${key}` })));
    expect(hasRunWorkerd()).toBe(isOther);
    const { result } = await request("GET", `/${id}/keys`);
    expect(result).toHaveLength(250);
    for (const { name, ...rest } of result) {
      const isOld = keys.indexOf(name) < 50;
      expect(rest).toEqual(isOld ? { metadata: 1, expiration: expect.any(Number) } : {});
      const { text } = await request("GET", `/${id}/values/${name}`);
      expect(text).toBe(isOld ? "old" : `new ${name}`);
    }
    // Miniflare removes the old ones in the background.
    await expect.poll(() => blobsOf(persistTo, id).there.size).toBe(250);
  });

  test("may have a value of the largest size", async () => {
    const { id, write, request } = await begin();
    const value = "é".repeat(MAX_VALUE_BYTES / 2);
    await write([{ key: "large", value }]);
    const { text } = await request("GET", `/${id}/values/large`);
    expect(text === value).toBe(true);
  });

  test("and a bulk delete together leave nothing of the keys", async () => {
    const { persistTo, id, write, send, request, hasRunWorkerd } = await begin();
    const keys = Array.from({ length: 120 }, (_, n) => `k${n}`);
    await write(keys.map((key) => ({ key, value: key })));
    const answer = await send("POST", `/${id}/bulk/delete`, [...keys.slice(20), "never there"]);
    expect(answer).toMatchObject({ status: 200, result: { successful_key_count: 101 } });
    expect(hasRunWorkerd()).toBe(isOther);
    const { result } = await request("GET", `/${id}/keys`);
    expect(result.map(({ name }: { name: string }) => name)).toEqual(keys.slice(0, 20).sort());
    await expect.poll(() => blobsOf(persistTo, id).there.size).toBe(20);
  });

  test("is listed in pages, in UTF-8 order, without expired records", async () => {
    const { persistTo, id, write, request, hasRunWorkerd } = await begin();
    const names = ["a", "b:", "b:\uffff", "b:\u{1f600}", "b;", "é", "b:\u0000"];
    const many = Array.from({ length: 25 }, (_, n) => `b:${n}`);
    await write([
      ...[...names, ...many].map((key) => ({ key, value: key })),
      ...["a:gone", "b:9:gone"].map((key) => ({ key, value: "1", expiration_ttl: 60 })),
    ]);
    const database = openNamespace(persistTo);
    database.exec("UPDATE _mf_entries SET expiration = 1 WHERE expiration IS NOT NULL");
    database.close();
    const inBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

    const all: string[] = [];
    let cursor = "";
    do {
      const path = `/${id}/keys?prefix=b%3A&limit=10&cursor=${encodeURIComponent(cursor)}`;
      const page = await request("GET", path);
      all.push(...page.result.map(({ name }: { name: string }) => name));
      ({ cursor } = JSON.parse(page.text).result_info);
    } while (cursor !== "");
    const wanted = [...names, ...many].filter((name) => name.startsWith("b:"));
    expect(all).toEqual(wanted.sort(inBytes));
    expect(await request("GET", `/${id}/keys?prefix=none`)).toMatchObject({ result: [] });
    expect(await request("GET", `/${id}/values/b:9:gone`)).toMatchObject({ codes: [10009] });
    expect(hasRunWorkerd()).toBe(isOther);
  });

  test("can be read in bulk, and is deleted with its namespace", async () => {
    const { persistTo, local, id, write, send, request, hasRunWorkerd } = await begin();
    const expiration = Math.floor(Date.now() / 1_000) + 3_600;
    await write([
      { key: "a", value: '{"n":1}', metadata: { m: 1 }, expiration },
      ...Array.from({ length: 1_050 }, (_, n) => ({ key: `k${n}`, value: "2" })),
    ]);
    const read = (options: object) =>
      send("POST", `/${id}/bulk/get`, { keys: ["a", "k7", "none"], ...options });
    expect((await read({ type: "json", withMetadata: true })).result.values).toEqual({
      a: { value: { n: 1 }, metadata: { m: 1 }, expiration },
      k7: { value: 2, metadata: null },
      none: null,
    });
    expect((await request("GET", `/${id}/metadata/a`)).result).toEqual({ m: 1 });
    expect(
      (await connect(local).client.kv.namespaces.delete(id, connect(local).account)) ?? {},
    ).toEqual({});
    expect(blobsOf(persistTo, id).named).toEqual([]);
    await expect.poll(() => blobsOf(persistTo, id).there.size).toBe(0);
    expect(hasRunWorkerd()).toBe(isOther);
  });

  test("is finished before a concurrent read is answered", async () => {
    const { id, write, request } = await begin();
    const pairs = Array.from({ length: 500 }, (_, n) => ({ key: `k${n}`, value: "v" }));
    const [, , ...reads] = await Promise.all([
      write(pairs),
      write(pairs),
      ...pairs.slice(0, 10).map(({ key }) => request("GET", `/${id}/values/${key}`)),
      request("PUT", `/${id}/values/one`, { body: "1" }),
    ]);
    for (const { status } of reads) expect([200, 404]).toContain(status);
    expect((await request("GET", `/${id}/keys`)).result).toHaveLength(501);
  });
});
