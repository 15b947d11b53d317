import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { expect, onTestFinished, test, vi } from "vitest";
import { flagRecords, flags, schemaOf, startStage } from "./stage.ts";

const FLAGS = {
  "keyloom.schema.ts": schemaOf({ CACHE: flags({ title: "cache-{stage}" }) }),
  "flags.json": flagRecords({ a: true, b: false }),
};

test("namespaces, their preview twins and their seeds are created, and the outputs name them", async () => {
  const { up, client, account, request } = await startStage({
    "flags.json": flagRecords({ a: true }),
    "keyloom.schema.ts": schemaOf({
      CACHE: flags({ title: "cache-{stage}" }).replace("{", "{ preview: true,"),
      ORDERS: '{ title: "orders", collections: {} }',
    }),
  });
  const { outputs, operations, retained } = await up();
  const { CACHE, ORDERS } = outputs.namespaces;
  expect(outputs.namespaces).toEqual({
    CACHE: { id: CACHE?.id, title: "cache-test", previewId: CACHE?.previewId },
    ORDERS: { id: ORDERS?.id, title: "orders" },
  });
  expect(operations).toEqual({ create: 4, update: 0, same: 0 });
  expect(retained).toEqual([]);

  const titles = new Map<string, string>();
  for await (const { id, title } of client.kv.namespaces.list(account)) titles.set(id, title);
  expect(titles).toEqual(
    new Map([
      [CACHE?.id, "cache-test"],
      [CACHE?.previewId, "cache-test_preview"],
      [ORDERS?.id, "orders"],
    ]),
  );
  expect(await request("GET", `/${CACHE?.id}/values/flag:a`)).toMatchObject({
    text: '{"on":true}',
  });
  expect(await request("GET", `/${CACHE?.previewId}/keys`)).toMatchObject({ result: [] });
});

test("a second run finds everything the same and writes nothing", async () => {
  const { up, takeWrites } = await startStage(FLAGS);
  const first = await up();
  expect(takeWrites()).toEqual(["POST /", "PUT /:namespace/bulk"]);
  const second = await up();
  expect(second.operations).toEqual({ create: 0, update: 0, same: 2 });
  expect(second.outputs).toEqual(first.outputs);
  expect(takeWrites()).toEqual([]);
});

test("only the changed records of a seed are sent", async () => {
  const { up, project, request, takeWrites } = await startStage(FLAGS);
  const { outputs } = await up();
  const id = outputs.namespaces["CACHE"]?.id;
  await request("PUT", `/${id}/values/flag:a`, { body: "as it was" });
  takeWrites();

  writeFileSync(join(project, "flags.json"), flagRecords({ a: true, b: true, c: true }));
  expect((await up()).operations).toEqual({ create: 0, update: 1, same: 1 });
  expect(takeWrites()).toEqual(["PUT /:namespace/bulk"]);
  expect(await request("GET", `/${id}/values/flag:a`)).toMatchObject({ text: "as it was" });
  expect(await request("GET", `/${id}/values/flag:b`)).toMatchObject({ text: '{"on":true}' });
  expect(await request("GET", `/${id}/values/flag:c`)).toMatchObject({ text: '{"on":true}' });
});

test("a record that left its seed stays", async () => {
  const { up, project, request } = await startStage(FLAGS);
  const { outputs } = await up();
  writeFileSync(join(project, "flags.json"), flagRecords({ a: true }));
  await up();
  const { result } = await request("GET", `/${outputs.namespaces["CACHE"]?.id}/keys`);
  expect(result).toEqual([{ name: "flag:a" }, { name: "flag:b" }]);
});

test("`prune` removes a record that left its seed, and no other", async () => {
  const { up, project, request, takeWrites } = await startStage(FLAGS);
  const { outputs } = await up();
  const id = outputs.namespaces["CACHE"]?.id;
  await request("PUT", `/${id}/values/flag:by-hand`, { body: "1" });
  takeWrites();

  writeFileSync(join(project, "flags.json"), flagRecords({ a: true }));
  await up(undefined, { prune: true });
  expect(takeWrites()).toEqual(["POST /:namespace/bulk/delete"]);
  const { result } = await request("GET", `/${id}/keys`);
  expect(result).toEqual([{ name: "flag:a" }, { name: "flag:by-hand" }]);
});

test("`prune` removes records of a changed template, except those that now belong to another collection", async () => {
  const flag = (key: string, names: string) => `collection({
    key: ${JSON.stringify(key)}, value: z.string(), ttl: ttl.none("test"),
    seed: [...${JSON.stringify(names)}].map((name) => ({ params: { name }, value: "1" })),
  })`;
  const cache = (collections: string) =>
    schemaOf({ CACHE: `{ title: "cache", collections: { ${collections} } }` });
  const { up, client, account } = await startStage({
    "first.ts": cache(`flag: ${flag("flag:{name}", "abc")}`),
    "second.ts": cache(`flag: ${flag("f:{name}", "ab")}`),
    "third.ts": cache(`flag: ${flag("toggle:{name}", "a")}, old: ${flag("f:{name}", "b")}`),
  });
  const keysAfter = async (schema: string) => {
    const { outputs } = await up(schema, { prune: true });
    const id = outputs.namespaces["CACHE"]?.id ?? "";
    const { result } = await client.kv.namespaces.keys.list(id, account);
    return result.map(({ name }) => name);
  };
  expect(await keysAfter("first.ts")).toEqual(["flag:a", "flag:b", "flag:c"]);
  expect(await keysAfter("second.ts")).toEqual(["f:a", "f:b"]);
  // `f:a` may be one that the Worker has made with `old` since.
  expect(await keysAfter("third.ts")).toEqual(["f:a", "f:b", "toggle:a"]);
});

test("the pointers of a seed's records are removed with them", async () => {
  const { up, project, request } = await startStage({
    "keyloom.schema.ts": schemaOf({
      CACHE: `{ title: "cache", collections: { user: collection({
        key: "user:{id}",
        value: z.object({ email: z.email().max(99) }),
        pointers: { byEmail: "user-email:{email}" },
        ttl: ttl.none("users stay"),
        seed: "./users.json",
      }) } }`,
    }),
    "users.json": userRecords({ a: "a@example.com", b: "b@example.com" }),
  });
  const { outputs } = await up();
  const id = outputs.namespaces["CACHE"]?.id;
  const keys = async () => {
    const { result } = await request("GET", `/${id}/keys`);
    return (result as { name: string }[]).map(({ name }) => name);
  };
  expect(await keys()).toEqual([
    ...["user-email:a@example.com", "user-email:b@example.com", "user:a", "user:b"],
  ]);
  expect(await request("GET", `/${id}/values/user-email:a@example.com`)).toMatchObject({
    text: "user:a",
  });

  writeFileSync(join(project, "users.json"), userRecords({ a: "new@example.com" }));
  await up(undefined, { prune: true });
  expect(await keys()).toEqual(["user-email:new@example.com", "user:a"]);
});

function userRecords(emails: Readonly<Record<string, string>>): string {
  const records = Object.entries(emails).map(([id, email]) => ({
    params: { id },
    value: { email },
  }));
  return JSON.stringify(records);
}

test("a new title renames the namespace, which keeps its id and its data", async () => {
  const { up, client, account, request } = await startStage({
    ...FLAGS,
    "renamed.schema.ts": schemaOf({ CACHE: flags({ title: "renamed-{stage}" }) }),
  });
  const { outputs } = await up();
  const id = outputs.namespaces["CACHE"]?.id ?? "";
  const renamed = await up("renamed.schema.ts");
  expect(renamed.operations).toEqual({ create: 0, update: 1, same: 1 });
  expect(renamed.outputs.namespaces).toEqual({ CACHE: { id, title: "renamed-test" } });
  expect(await client.kv.namespaces.get(id, account)).toMatchObject({ title: "renamed-test" });
  expect(await request("GET", `/${id}/values/flag:a`)).toMatchObject({ status: 200 });
});

test("namespaces that left the schema stay, and the run says so", async () => {
  const { up, client, account, request } = await startStage({
    ...FLAGS,
    "empty.schema.ts": schemaOf({ OTHER: '{ title: "other", collections: {} }' }),
  });
  const id = (await up()).outputs.namespaces["CACHE"]?.id ?? "";
  const { outputs, retained } = await up("empty.schema.ts");
  expect(Object.keys(outputs.namespaces)).toEqual(["OTHER"]);
  expect(retained.map(({ name }) => name)).toEqual(["CACHE", "CACHE.flag"]);
  expect(await client.kv.namespaces.get(id, account)).toMatchObject({ title: "cache-test" });
  expect(await request("GET", `/${id}/values/flag:a`)).toMatchObject({ status: 200 });
});

test("a namespace that somebody deleted is created and seeded again", async () => {
  const { up, client, account, request } = await startStage(FLAGS);
  const id = (await up()).outputs.namespaces["CACHE"]?.id ?? "";
  await client.kv.namespaces.delete(id, account);
  const { outputs, operations } = await up();
  expect(operations).toEqual({ create: 2, update: 0, same: 0 });
  const again = outputs.namespaces["CACHE"]?.id;
  expect(again).not.toBe(id);
  expect(await request("GET", `/${again}/values/flag:b`)).toMatchObject({ text: '{"on":false}' });
  expect((await up()).operations).toEqual({ create: 0, update: 0, same: 2 });
});

test("seeds with a TTL or an expiration from a field are unchanged at the next run", async () => {
  const seed = (key: string, ttl: string) =>
    `collection({ key: "${key}:{name}", value: z.object({ until: z.iso.datetime() }), ttl: ${ttl}, seed: [{ params: { name: "a" }, value: { until: "2037-01-01T00:00:00Z" } }] })`;
  const { up, request, takeWrites } = await startStage({
    "keyloom.schema.ts": schemaOf({
      CACHE: `{ title: "cache", collections: { fixed: ${seed("fixed", 'ttl.fixed("1h")')}, field: ${seed("field", 'ttl.fromField("until")')} } }`,
    }),
  });
  const { outputs } = await up();
  takeWrites();
  const { result } = await request("GET", `/${outputs.namespaces["CACHE"]?.id}/keys`);
  expect(result).toEqual([
    { name: "field:a", expiration: Date.UTC(2037, 0, 1) / 1000 },
    { name: "fixed:a", expiration: expect.any(Number) },
  ]);
  expect((await up()).operations).toEqual({ create: 0, update: 0, same: 3 });
  expect(takeWrites()).toEqual([]);
});

test("expired records of a seed are left out with a warning, in this run and later ones", async () => {
  const records = ["2021-01-01T00:00:00Z", "2037-01-01T00:00:00Z"].map((until, n) => ({
    params: { n: `${n}` },
    value: { until },
  }));
  const { up, request, takeWrites, local } = await startStage({
    "keyloom.schema.ts": schemaOf({
      CACHE: `{ title: "cache", collections: { offer: collection({
        key: "offer:{n}", value: z.object({ until: z.iso.datetime() }), ttl: ttl.fromField("until"), seed: "./offers.json",
      }) } }`,
    }),
    "offers.json": JSON.stringify(records),
  });
  const warnings = vi.spyOn(console, "warn").mockImplementation(() => {});
  onTestFinished(() => warnings.mockRestore());
  const { outputs } = await up();
  expect(warnings.mock.calls.flat().join()).toContain(
    "1 record of the seed of CACHE.offer left out: already expired",
  );
  expect(local.keys.get("PUT /:namespace/bulk")).toBe(1);
  const { result } = await request("GET", `/${outputs.namespaces["CACHE"]?.id}/keys`);
  expect(result).toMatchObject([{ name: "offer:1" }]);
  takeWrites();
  expect((await up()).operations).toEqual({ create: 0, update: 0, same: 2 });
  expect(takeWrites()).toEqual([]);
});

test("the state, the output and errors contain neither keys nor values of a seed", async () => {
  const secrets = ["s3cr3t-id", "s3cr3t-value", "s3cr3t-metadata"];
  const [id, value, kind] = secrets;
  const collectionOf = (seed: string) => `{ title: "cache", collections: { token: collection({
    key: "token:{id}", value: z.object({ text: z.string().max(20) }), metadata: z.object({ kind: z.string().max(20) }),
    ttl: ttl.none("a test"), seed: ${JSON.stringify(seed)},
  }) } }`;
  const record = { params: { id }, value: { text: value }, metadata: { kind } };
  const broken = { params: { id }, value: { text: value?.repeat(9) }, metadata: { kind } };
  const { up, folder, local } = await startStage({
    "keyloom.schema.ts": schemaOf({ CACHE: collectionOf("./tokens.json") }),
    "broken.schema.ts": schemaOf({ CACHE: collectionOf("./broken.json") }),
    "csv.schema.ts": schemaOf({ CACHE: collectionOf("./broken.csv") }),
    "tokens.json": JSON.stringify([record]),
    "broken.json": JSON.stringify([broken]),
    "broken.csv": `id,text,metadata.kind\n${id},${value},${kind},${value}\n`,
  });
  const said: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    const write = vi
      .spyOn(stream, "write")
      .mockImplementation((chunk) => said.push(`${chunk}`) > 0);
    onTestFinished(() => write.mockRestore());
  }
  for (const schema of ["broken.schema.ts", "csv.schema.ts"]) {
    await expect(up(schema)).rejects.toSatisfy((error: Error) => {
      said.push(inspect(error, { depth: 9 }));
      return true;
    });
  }
  expect(said.join()).toContain("seed-mismatch");
  await up();
  const state = readFileSync(join(folder, "state.json"), "utf8");
  expect(state).toContain("manifest");
  const decoded = [...state.matchAll(/"manifest": "([^"]+)"/g)].map(([, text = ""]) =>
    Buffer.from(text, "base64").toString("latin1"),
  );
  for (const text of [state, ...decoded, ...said, JSON.stringify([...local.calls])]) {
    for (const secret of secrets) expect(text).not.toContain(secret);
  }
});

test("files of an asset folder arrive byte for byte, with their content type", async () => {
  const { up, project, local, request } = await startStage({
    "keyloom.schema.ts": schemaOf({
      SITE: '{ title: "site", collections: { page: assets({ key: "site:{path}", from: "./public" }) } }',
    }),
  });
  const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
  mkdirSync(join(project, "public/images"), { recursive: true });
  writeFileSync(join(project, "public/images/a b.png"), bytes);
  writeFileSync(join(project, "public/empty.txt"), "");

  const id = (await up()).outputs.namespaces["SITE"]?.id;
  const { result } = await request("GET", `/${id}/keys`);
  expect(result).toMatchObject([
    { name: "site:empty.txt", metadata: { contentType: "text/plain; charset=utf-8", size: 0 } },
    { name: "site:images/a b.png", metadata: { contentType: "image/png", size: bytes.length } },
  ]);
  const path = `/accounts/${local.accountId}/storage/kv/namespaces/${id}/values/site:images%2Fa%20b.png`;
  const stored = await fetch(`${local.url}${path}`, { headers: { authorization: "Bearer x" } });
  expect(Buffer.from(await stored.arrayBuffer()).equals(bytes)).toBe(true);
  expect((await up()).operations).toEqual({ create: 0, update: 0, same: 2 });
});
