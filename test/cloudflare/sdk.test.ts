import { expect, test } from "vitest";
import { startTestServer } from "./server.ts";

const { client, account, namespace } = await startTestServer();
const { namespaces } = client.kv;

test("a namespace is created, read, renamed and deleted", async () => {
  const made = await namespaces.create({ ...account, title: "first" });
  expect(made).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{32}$/),
    title: "first",
    supports_url_encoding: true,
  });
  expect(await namespaces.get(made.id, account)).toEqual(made);

  await namespaces.update(made.id, { ...account, title: "renamed" });
  expect(await namespaces.get(made.id, account)).toEqual({ ...made, title: "renamed" });

  await namespaces.bulkUpdate(made.id, { ...account, body: [{ key: "a", value: "1" }] });
  await namespaces.delete(made.id, account);
  await expect(namespaces.get(made.id, account)).rejects.toMatchObject({ status: 404 });
});

test("a namespace keeps its jurisdiction", async () => {
  const { id } = await namespaces.create({ ...account, title: "in Europe", jurisdiction: "eu" });
  expect(await namespaces.get(id, account)).toMatchObject({ jurisdiction: "eu" });
  await namespaces.delete(id, account);
});

test("namespaces are listed in pages, in the requested order", async () => {
  const before: string[] = [];
  for await (const { title } of namespaces.list(account)) before.push(title);
  const made = Array.from({ length: 7 }, (_, index) => `page ${index}`);
  for (const title of made) await namespace(title);

  const titles: string[] = [];
  const options = { ...account, per_page: 3, order: "title", direction: "desc" } as const;
  for await (const { title } of namespaces.list(options)) titles.push(title);
  expect(titles).toEqual([...before, ...made].sort().reverse());

  const second = await namespaces.list({ ...options, direction: "asc", page: 2 });
  expect(second.result.map(({ title }) => title)).toEqual(titles.toReversed().slice(3, 6));
  expect(second.result_info).toMatchObject({
    page: 2,
    per_page: 3,
    count: 3,
    total_count: titles.length,
  });
});

test("pairs are written in bulk with metadata, TTL, expiration and base64, and read back", async () => {
  const id = await namespace("values");
  const within = { ...account, namespace_id: id };
  const expiration = Math.floor(Date.now() / 1000) + 3600;
  const bytes = Buffer.from([0, 255, 128, 10, 13]);
  const written = await namespaces.bulkUpdate(id, {
    ...account,
    body: [
      { key: "text", value: "Grüße 👋", metadata: { ip: "::1" } },
      { key: "bytes", value: bytes.toString("base64"), base64: true },
      { key: "until", value: "1", expiration },
      { key: "ttl", value: "2", expiration_ttl: 60 },
      { key: "empty", value: "" },
    ],
  });
  expect(written).toEqual({ successful_key_count: 5, unsuccessful_keys: [] });

  const text = await namespaces.values.get("text", within);
  expect(await text.text()).toBe("Grüße 👋");
  const raw = await namespaces.values.get("bytes", within);
  expect(Buffer.from(await raw.arrayBuffer())).toEqual(bytes);
  const empty = await namespaces.values.get("empty", within);
  expect(await empty.text()).toBe("");
  const until = await namespaces.values.get("until", within);
  expect(until.headers.get("expiration")).toBe(String(expiration));
  expect(text.headers.get("expiration")).toBeNull();

  expect(await namespaces.metadata.get("text", within)).toEqual({ ip: "::1" });
  expect(await namespaces.metadata.get("bytes", within)).toBeNull();

  const { result } = await namespaces.keys.list(id, account);
  expect(result).toEqual([
    { name: "bytes" },
    { name: "empty" },
    { name: "text", metadata: { ip: "::1" } },
    { name: "ttl", expiration: expect.any(Number) },
    { name: "until", expiration },
  ]);
});

test("a single value is written with metadata, and deleted", async () => {
  const id = await namespace("single");
  const within = { ...account, namespace_id: id };
  // The SDK's form takes metadata as JSON text: it would take an object apart.
  await namespaces.values.update("key", { ...within, value: "one", metadata: '{"by":"sdk"}' });
  expect(await (await namespaces.values.get("key", within)).text()).toBe("one");
  expect(await namespaces.metadata.get("key", within)).toEqual({ by: "sdk" });

  // A write replaces the metadata as well.
  await namespaces.values.update("key", { ...within, value: "two" });
  expect(await namespaces.metadata.get("key", within)).toBeNull();

  await namespaces.values.delete("key", within);
  await expect(namespaces.values.get("key", within)).rejects.toMatchObject({ status: 404 });
  await namespaces.values.delete("key", within);
});

test("keys are listed in pages in the order of their bytes, with a prefix and a cursor", async () => {
  const id = await namespace("keys");
  const names = Array.from({ length: 2_345 }, (_, index) => `n:${String(index).padStart(4, "0")}`);
  const body = [...names, "other", "n"].map((key) => ({ key, value: key }));
  await namespaces.bulkUpdate(id, { ...account, body });

  const listed: string[] = [];
  for await (const { name } of namespaces.keys.list(id, { ...account, prefix: "n:" })) {
    listed.push(name);
  }
  expect(listed).toEqual(names);

  const first = await namespaces.keys.list(id, { ...account, prefix: "n:", limit: 10 });
  expect(first.result.map(({ name }) => name)).toEqual(names.slice(0, 10));
  expect(first.result_info).toMatchObject({ count: 10, cursor: expect.stringMatching(/./) });
  const cursor = first.result_info.cursor ?? "";
  const next = await namespaces.keys.list(id, { ...account, prefix: "n:", limit: 10, cursor });
  expect(next.result.map(({ name }) => name)).toEqual(names.slice(10, 20));

  const all: string[] = [];
  for await (const { name } of namespaces.keys.list(id, account)) all.push(name);
  expect(all).toEqual(["n", ...names, "other"]);
});

test("values are read in bulk as text or JSON, with metadata, and as null if a key is missing", async () => {
  const id = await namespace("bulk reads");
  const expiration = Math.floor(Date.now() / 1000) + 3600;
  await namespaces.bulkUpdate(id, {
    ...account,
    body: [
      { key: "42", value: '{"a":1}', metadata: { tag: "x" }, expiration },
      { key: "__proto__", value: "[]" },
    ],
  });
  const keys = ["42", "__proto__", "missing"];
  const get = (options: object) => namespaces.bulkGet(id, { ...account, keys, ...options });
  const values = (result: unknown) =>
    Object.entries((result as { values: Record<string, unknown> }).values);

  expect(values(await get({}))).toEqual([
    ["42", '{"a":1}'],
    ["__proto__", "[]"],
    ["missing", null],
  ]);
  expect(values(await get({ type: "json" }))).toEqual([
    ["42", { a: 1 }],
    ["__proto__", []],
    ["missing", null],
  ]);
  expect(values(await get({ withMetadata: true }))).toEqual([
    ["42", { value: '{"a":1}', metadata: { tag: "x" }, expiration }],
    ["__proto__", { value: "[]", metadata: null }],
    ["missing", null],
  ]);
});

test("keys are deleted in bulk, by the current endpoint and the one of older clients", async () => {
  const id = await namespace("bulk deletes");
  const body = ["a", "b", "c"].map((key) => ({ key, value: key }));
  await namespaces.bulkUpdate(id, { ...account, body });

  const result = await namespaces.bulkDelete(id, { ...account, body: ["a", "missing"] });
  expect(result).toEqual({ successful_key_count: 2, unsuccessful_keys: [] });
  await namespaces.keys.bulkDelete(id, { ...account, body: ["b"] });
  const { result: rest } = await namespaces.keys.list(id, account);
  expect(rest).toEqual([{ name: "c" }]);
});
