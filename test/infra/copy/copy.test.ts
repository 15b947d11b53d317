import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { CopyCount } from "../../../infra/copy/copy-collection.ts";
import { type CopyOptions, copyStage } from "../../../infra/copy/copy-stage.ts";
import { Fakes } from "../../../infra/copy/fakes.ts";
import { Pace } from "../../../infra/seed/pace.ts";
import { compileFile } from "../../../schema/compile-file.ts";
import { createKvClient } from "../../../src/cloudflare/client.ts";
import { fakeClock } from "../../../src/repeatable/clock.ts";
import { startTestServer } from "../../cloudflare/server.ts";
import { writeProject } from "../../project.ts";

const { local, client, account, namespace, request, send } = await startTestServer();

const KEY = "a key of the test";
const fakes = new Fakes(KEY);

interface Pair {
  readonly key: string;
  readonly value: string;
  readonly metadata?: unknown;
  readonly expiration?: number;
  readonly base64?: true;
}

/** Copies the pairs of a namespace into an empty one, and returns its content. */
async function copy(
  collections: string,
  pairs: readonly Pair[],
  options: Partial<CopyOptions> = {},
  files: Readonly<Record<string, string>> = {},
  title = "app-{stage}",
) {
  const schema = `import { assets, collection, defineKv, gzip, redact, sealed, stored, ttl } from "keyloom";
import { z } from "zod";
const kept = ttl.none("forever");
export default defineKv({ namespaces: { APP: { title: "${title}", collections: { ${collections} } } } });`;
  const project = writeProject({ "keyloom.schema.ts": schema, ...files });
  const compiled = await compileFile(join(project, "keyloom.schema.ts"));
  expect(compiled.problems).toEqual([]);
  const from = await namespace(`from ${crypto.randomUUID()}`);
  const to = await namespace(`to ${crypto.randomUUID()}`);
  if (pairs.length > 0) await send("PUT", `/${from}/bulk`, pairs);
  const end = (id: string) => ({
    client: client.kv.namespaces,
    accountId: account.account_id,
    namespaces: { APP: id },
    // The rate is the account's: nothing is to wait for it here.
    pace: new Pace(fakeClock()),
  });
  const found: Record<string, CopyCount | string> = {};
  const results = copyStage({
    schemaFile: compiled.file,
    definition: compiled.definition,
    model: compiled.model,
    from: end(from),
    to: end(to),
    share: 1,
    isUnredactedAllowed: false,
    redactionKey: KEY,
    ...options,
  });
  for await (const { collection, count, whyNot } of results) {
    found[collection] = count ?? whyNot ?? "";
  }
  const { result: keys } = await request("GET", `/${to}/keys`);
  const names = (keys as readonly { name: string }[]).map(({ name }) => name);
  const answer = names.length > 0 && (await send("POST", `/${to}/bulk/get`, { keys: names }));
  const copied: Record<string, string> = answer ? answer.result.values : {};
  return {
    found,
    copied,
    keys: keys as readonly { name: string; expiration?: number; metadata?: unknown }[],
  };
}

const json = (key: string, value: unknown, others: Partial<Pair> = {}): Pair => ({
  key,
  value: JSON.stringify(value),
  ...others,
});

test("personal data are redacted wherever they appear, and related records stay related", async () => {
  const id = "0d9f4a86-6f3c-4c2b-9b7e-3d1b2a4c5e6f";
  const { found, copied, keys } = await copy(
    `user: collection({
      key: "user:{id}",
      params: { id: z.uuid() },
      value: z.object({ email: z.email().max(200), plan: z.string() }),
      metadata: z.object({ ip: z.ipv4() }),
      pointers: { byEmail: "user-email:{email}" },
      redact: {
        params: { id: redact.uuid() },
        value: { email: redact.email() },
        metadata: { ip: redact.ip() },
      },
      ttl: kept,
    }),
    order: collection({
      key: "order:{number}",
      value: z.object({ user: z.uuid(), total: z.int() }),
      redact: { value: { user: redact.uuid() } },
      ttl: kept,
    }),`,
    [
      json(
        `user:${id}`,
        { email: "ann@example.org", plan: "gold" },
        { metadata: { ip: "1.2.3.4" } },
      ),
      { key: "user-email:ann@example.org", value: `user:${id}` },
      json("order:1", { user: id, total: 12 }),
      json("stray:1", "nobody knows of it"),
    ],
  );
  const [user, email] = [fakes.of("uuid", id), fakes.of("email", "ann@example.org")];
  expect(found).toMatchObject({
    "APP.user": { found: 1, copied: 1, badCount: 0 },
    "APP.order": { found: 1, copied: 1, badCount: 0 },
  });
  expect(copied).toEqual({
    "order:1": JSON.stringify({ user, total: 12 }),
    [`user-email:${email}`]: `user:${user}`,
    [`user:${user}`]: JSON.stringify({ email, plan: "gold" }),
  });
  const metadata = { ip: fakes.of("ip", "1.2.3.4") };
  expect(keys.find(({ name }) => name === `user:${user}`)).toMatchObject({ metadata });
});

test("integers and dates in keys are replaced by the same fakes as in values", async () => {
  const born = "1990-05-17T10:00:00.000Z";
  const basic = (time: string | undefined) => time?.replace(/[-:]/g, "");
  const { found, copied } = await copy(
    `user: collection({
      key: "user:{id}:{born}",
      params: { id: z.int().min(1), born: z.date() },
      value: z.object({ invitedBy: z.int().nullable(), born: z.iso.datetime() }),
      redact: {
        params: { id: redact.integer(), born: redact.date() },
        value: { invitedBy: redact.integer(), born: redact.date() },
      },
      ttl: kept,
    }),`,
    [
      json(`user:${"4711".padStart(16, "0")}:${basic(born)}`, { invitedBy: null, born }),
      json(`user:${"4712".padStart(16, "0")}:${basic(born)}`, { invitedBy: 4711, born }),
    ],
  );
  expect(found).toMatchObject({ "APP.user": { found: 2, copied: 2, badCount: 0, twins: 0 } });
  const all = { min: 1, max: Number.MAX_SAFE_INTEGER };
  const [first, second] = [4711, 4712].map((id) => fakes.integer(id, all));
  const fakeBorn = fakes.of("date", born);
  const key = (id: number | undefined) => `user:${String(id).padStart(16, "0")}:${basic(fakeBorn)}`;
  expect(copied).toEqual({
    [key(first)]: JSON.stringify({ invitedBy: null, born: fakeBorn }),
    [key(second)]: JSON.stringify({ invitedBy: first, born: fakeBorn }),
  });
  expect([first, second, fakeBorn]).not.toEqual([4711, 4712, born]);
});

test("the rest of a TTL is kept, whatever the policy for new records", async () => {
  const expiration = Math.floor(Date.now() / 1_000) + 1_000;
  const { copied, keys } = await copy(
    `short: collection({
      key: "short:{id}",
      value: z.string(),
      redact: redact.none("numbers"),
      ttl: ttl.fixed("1h"),
    }),
    kept: collection({ key: "kept:{id}", value: z.string(), redact: redact.none("numbers"), ttl: kept }),`,
    [
      json("short:1", "a", { expiration }),
      json("short:2", "b"),
      json("kept:1", "c", { expiration }),
    ],
  );
  expect(Object.keys(copied)).toEqual(["kept:1", "short:1", "short:2"]);
  expect(keys.map(({ expiration }) => expiration)).toEqual([expiration, expiration, undefined]);
});

test("records that do not fit are counted and named by their keys, and their values are not shown", async () => {
  const { found, copied } = await copy(
    `user: collection({
      key: "user:{login}",
      value: z.object({ name: z.string(), age: z.int() }),
      redact: { params: { login: redact.text() }, value: { name: redact.text() } },
      ttl: kept,
    }),
    flag: collection({
      key: "flag:{name}",
      value: z.boolean(),
      redact: redact.none("flags"),
      ttl: kept,
    }),`,
    [
      json("user:ann", { name: "Planted Person", age: "planted" }),
      json("user:bob", { name: 7, age: 7 }),
      json("user:eve", { name: "Eve", age: 7 }),
      { key: "flag:a", value: "planted" },
      json("flag:b", true, { metadata: { planted: 1 } }),
      json("flag:c", true),
    ],
  );
  const login = (name: string) => `user:${fakes.of("text", name)}`;
  expect(found).toEqual({
    "APP.flag": {
      found: 3,
      copied: 1,
      badCount: 2,
      twins: 0,
      bad: ["flag:a: it is not JSON", "flag:b: it does not fit its collection"],
    },
    "APP.user": {
      found: 3,
      copied: 1,
      badCount: 2,
      twins: 0,
      bad: [
        `${login("ann")}: its value does not fit its type`,
        `${login("bob")}: its value cannot be redacted`,
      ],
    },
  });
  expect(Object.keys(copied)).toEqual(["flag:c", login("eve")]);
  expect(JSON.stringify(found)).not.toMatch(/planted/i);
});

test("a sample has the same records each time, about the given share, and always the single records", async () => {
  const collections = `item: collection({
      key: "item:{id}",
      value: z.int(),
      redact: redact.none("numbers"),
      ttl: kept,
    }),
    config: collection({ key: "config", value: z.int(), redact: redact.none("numbers"), ttl: kept }),`;
  const pairs = [
    ...Array.from({ length: 1_000 }, (_, index) => json(`item:${index}`, index)),
    json("config", 1),
  ];
  const few = await copy(collections, pairs, { share: 0.05 });
  const again = await copy(collections, pairs, { share: 0.05 });
  const more = await copy(collections, pairs, { share: 0.06 });
  expect(again.copied).toEqual(few.copied);
  expect(Object.keys(few.copied).length).toBeGreaterThan(20);
  expect(Object.keys(few.copied).length).toBeLessThan(90);
  expect(few.copied).toHaveProperty("config");
  expect(more.copied).toMatchObject(few.copied);
});

test("each codec and version is read as its accessor would, and written in its current form", async () => {
  const { found, copied } = await copy(
    `packed: collection({
      key: "packed:{id}",
      value: z.object({ name: z.string() }),
      codec: gzip("json"),
      redact: { value: { name: redact.fixed("somebody") } },
      ttl: kept,
    }),
    text: collection({
      key: "text:{id}",
      value: z.string(),
      codec: "text",
      redact: { value: redact.text() },
      ttl: kept,
    }),
    bytes: collection({ key: "bytes:{id}", codec: "bytes", redact: redact.none("logos"), ttl: kept }),
    user: collection({
      key: "user:{id}",
      value: z.object({ first: z.string(), since: stored.date() }),
      version: 2,
      upcasts: { 1: { from: "./upcasts.ts", name: "userFrom1" } },
      redact: { value: { since: redact.fixed("2000-01-01T00:00:00.000Z") } },
      ttl: kept,
    }),
    note: collection({
      key: "note:{id}",
      value: z.object({ text: z.string() }),
      version: 2,
      versionIn: "metadata",
      upcasts: { 1: { from: "./upcasts.ts", name: "noteFrom1" } },
      redact: redact.none("notes"),
      ttl: kept,
    }),`,
    [
      {
        key: "packed:1",
        value: gzipSync('{"name":"Ann"}').toString("base64"),
        base64: true,
      },
      { key: "text:1", value: "Ann" },
      { key: "bytes:1", value: Buffer.from([0xff, 0]).toString("base64"), base64: true },
      json("user:1", { name: "Ann A.", since: "2020-05-05T00:00:00.000Z" }),
      json("note:1", "old"),
      json("note:2", { text: "new" }, { metadata: { $version: 2 } }),
    ],
    {},
    {
      "upcasts.ts": `export const userFrom1 = ({ name, ...rest }) => ({ first: name.split(" ")[0], ...rest });
export const noteFrom1 = (text) => ({ text });`,
    },
  );
  for (const count of Object.values(found)) expect(count).toMatchObject({ badCount: 0 });
  const { "packed:1": packed, "bytes:1": bytes, ...texts } = copied;
  expect(packed).toBeDefined();
  expect(bytes).toHaveLength(2);
  expect(texts).toEqual({
    "note:1": '{"text":"old"}',
    "note:2": '{"text":"new"}',
    "text:1": fakes.of("text", "Ann"),
    "user:1": '{"$version":2,"$value":{"first":"Ann","since":"2000-01-01T00:00:00.000Z"}}',
  });
});

test("only one of several records with the same redacted key is copied", async () => {
  const { found, copied } = await copy(
    `letter: collection({
      key: "letter:{of}",
      value: z.int(),
      redact: { params: { of: redact.text() } },
      ttl: kept,
    }),`,
    Array.from("abcdefghijklmnopqrstuvwxyz", (letter, index) => json(`letter:${letter}`, index)),
  );
  const { copied: count = 0, twins = 0 } = found["APP.letter"] as CopyCount;
  expect(twins).toBeGreaterThan(0);
  expect(count + twins).toBe(26);
  expect(Object.keys(copied)).toHaveLength(count);
});

test("a namespace in both stages is left alone, but not one with the same id in another account", async () => {
  const id = await namespace("the same");
  await send("PUT", `/${id}/bulk`, [json("user:1", { email: "planted@example.org" })]);
  const collections = `user: collection({
    key: "user:{id}", value: z.object({ email: z.email() }), redact: { value: { email: redact.email() } }, ttl: kept,
  })`;
  const pace = new Pace(fakeClock());
  const to = {
    client: client.kv.namespaces,
    accountId: account.account_id,
    namespaces: { APP: id },
    pace,
  };
  const { found } = await copy(collections, [], { from: to, to });
  expect(found).toEqual({ "APP.user": "its namespace is the same in both stages" });
  const shared = await copy(
    collections,
    [json("user:1", { email: "a@example.org" })],
    {},
    {},
    "app",
  );
  expect(shared).toMatchObject({ found, keys: [] });

  // As `keyloom dev` makes them: with the ids that the wrangler file has.
  const elsewhere = "e".repeat(32);
  const other = createKvClient({
    baseUrl: local.url,
    apiToken: "any",
    fetch: (url, init) => fetch(String(url).replace(elsewhere, account.account_id), init),
  });
  const from = { ...to, client: other, accountId: elsewhere };
  expect((await copy(collections, [], { from, to })).found).toMatchObject({
    "APP.user": { copied: 1 },
  });
});

test("withheld and sealed records, caches and files are not copied, and reported", async () => {
  const { found } = await copy(
    `session: collection({
      key: "session:{id}",
      value: z.string(),
      redact: redact.withheld("who has a session is logged in"),
      ttl: ttl.fixed("1h"),
    }),
    secret: collection({
      key: "secret:{id}",
      value: z.string(),
      codec: sealed("json", { secret: "KEYS" }),
      ttl: kept,
    }),
    answer: collection({ key: "answer:{url}", value: z.string(), cache: {}, ttl: ttl.fixed("1h") }),
    page: assets({ key: "page:{path}", from: "./public" }),
    upload: assets({ key: "upload:{path}" }),`,
    [json("session:1", "planted"), json("answer:1", "planted")],
    {},
    { "public/a.txt": "a" },
  );
  expect(found).toEqual({
    "APP.answer": "what a cache holds is loaded again",
    "APP.page": "its files come from a folder",
    "APP.secret": "only the Worker has the secret KEYS that opens its values",
    "APP.session": "who has a session is logged in",
    "APP.upload": "nothing can be redacted in the files that the Worker puts",
  });
});

test("a collection that says nothing about personal data is copied only if that is allowed", async () => {
  const collections = `user: collection({ key: "user:{id}", value: z.string(), ttl: kept }),
    order: collection({ key: "order:{id}", value: z.string(), redact: redact.none("numbers"), ttl: kept }),`;
  const pairs = [json("user:1", "a"), json("order:1", "b")];
  await expect(copy(collections, pairs)).rejects.toThrow(
    "the schema does not say what is personal in APP.user: nothing is copied",
  );
  const some = await copy(collections, pairs, { collections: ["APP.order"] });
  expect(Object.keys(some.copied)).toEqual(["order:1"]);
  const all = await copy(collections, pairs, { isUnredactedAllowed: true });
  expect(Object.keys(all.copied)).toEqual(["order:1", "user:1"]);
  await expect(copy(collections, pairs, { collections: ["APP.users"] })).rejects.toThrow(
    'the schema has no collection "APP.users"',
  );
});

test("redactions that a type does not accept stop the copy, with the part and without any value", async () => {
  const copied = copy(
    `user: collection({
      key: "user:{id}",
      value: z.object({ email: z.email().max(20) }),
      redact: { value: { email: redact.email() } },
      ttl: kept,
    }),`,
    [json("user:1", { email: "planted@example.org" })],
  );
  await expect(copied).rejects.toThrow(
    /^the redactions of APP\.user make records that do not fit the schema: value: email: (?!.*planted)/,
  );
});
