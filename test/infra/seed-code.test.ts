import { join } from "node:path";
import { expect, test } from "vitest";
import { readStackSchema } from "../../infra/read-schema.ts";
import { kvSeedProvider } from "../../infra/seed/provider.ts";
import { schemaOf, startStage } from "./stage.ts";

const SCHEMA = schemaOf({
  CACHE: `{ title: "cache-{stage}", collections: { item: collection({
    key: "item:{n}", params: { n: z.int().min(0).max(99_999) }, value: z.object({ of: z.number() }),
    ttl: ttl.none("it is a test"), seed: "./items.ts",
  }) } }`,
});

/** A seed module of 5,000 records, three calls, with code for the value of each. */
function moduleOf(value: string, count = "5_000") {
  return `let reading = 0;
export default function* () {
  reading++;
  for (let n = 0; n < ${count}; n++) yield { params: { n }, value: { of: ${value} } };
}`;
}

const WHY = "CACHE.item: the seed of CACHE.item has other records than when it was checked: ";

async function upOf(module: string) {
  const stage = await startStage({ "keyloom.schema.ts": SCHEMA, "items.ts": module });
  const error = await stage.up().then(
    () => undefined,
    (error: Error) => error,
  );
  const writes = stage.takeWrites().filter((call) => call.endsWith("/bulk"));
  return { ...stage, error, writes };
}

test("a seed whose code returns other records each time is not sent", async () => {
  const { error, writes } = await upOf(moduleOf("Math.random()"));
  expect(error?.message).toBe(`${WHY}the first with the key "item:00000", which is not sent`);
  expect(error).toMatchObject({ help: expect.stringContaining("no random values") });
  expect(writes).toEqual([]);
});

test("records that differ at the second reading are not sent, and the first key is named", async () => {
  const { error, writes, client, account, request } = await upOf(
    moduleOf("reading === 2 && n >= 4_100 ? -1 : n"),
  );
  expect(error?.message).toBe(`${WHY}the first with the key "item:04100", which is not sent`);
  expect(writes).toHaveLength(2);
  for await (const { id } of client.kv.namespaces.list(account)) {
    const value = async (n: string) => (await request("GET", `/${id}/values/item:${n}`)).text;
    expect(await value("03999")).toBe('{"of":3999}');
    expect(await value("04100")).not.toContain("-1");
  }
});

test("a seed whose code returns fewer records at the second reading is reported", async () => {
  const { error } = await upOf(moduleOf("n", "(reading === 2 ? 4_999 : 5_000)"));
  expect(error?.message).toBe(`${WHY}fewer`);
});

test("without the checked records at hand, as in Pulumi's process, the seed is read again before anything is sent", async () => {
  const { project, namespace, local, account, takeWrites } = await startStage({
    "keyloom.schema.ts": SCHEMA,
    "items.ts": moduleOf("reading === 3 ? -1 : n"),
    "random.schema.ts": SCHEMA.replace("./items.ts", "./random.ts"),
    "random.ts": moduleOf("Math.random()"),
  });
  const namespaceId = await namespace("cache");
  takeWrites();
  const create = async (name: string) => {
    const schema = join(project, name);
    const { seeds } = await readStackSchema(schema);
    const { digest = "", records = 0 } = seeds.get("CACHE.item") ?? {};
    const inputs = { namespaceId, schema, binding: "CACHE", collection: "item" };
    const provider = kvSeedProvider({ baseUrl: local.url, apiToken: "any" });
    const rest = { prefix: "item:", digest, records, skipped: 0, prune: false };
    return provider.create({ accountId: account.account_id, ...inputs, ...rest });
  };
  await expect(create("random.schema.ts")).rejects.toThrow("none of them is sent");
  await expect(create("keyloom.schema.ts")).rejects.toThrow('the key "item:00000", which is not');
  expect(takeWrites()).toEqual([]);
});
