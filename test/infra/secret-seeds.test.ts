import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { applySecretSeed } from "../../infra/secret-seed/apply.ts";
import { checkSecretSeeds, type SecretSeeds } from "../../infra/secret-seed/check.ts";
import { Pace } from "../../infra/seed/pace.ts";
import { compileFile } from "../../schema/compile.ts";
import type { Model } from "../../schema/model.ts";
import { fakeClock } from "../../src/testing/clock.ts";
import { startTestServer } from "../cloudflare/server.ts";
import { makeProject } from "../project.ts";
import { schemaOf } from "./stage.ts";

const { local, namespace, request } = await startTestServer();

const SCHEMA = schemaOf({
  APP: `{ title: "app", collections: {
    user: collection({
      key: "user:{id}",
      value: z.object({
        email: z.email().max(99),
        token: z.string().refine((token) => token !== "wrong", { error: ({ input }) => "not " + input }),
      }),
      pointers: { byEmail: "user-email:{email}" },
      ttl: ttl.none("test"),
    }),
    sealed: collection({
      key: "sealed:{id}", value: z.string(), codec: sealed("json", { secret: "KEYS" }), ttl: ttl.none("test"),
    }),
    logo: collection({ key: "logo:{id}", codec: "bytes", ttl: ttl.none("test") }),
  } }`,
}).replace("assets,", "assets, sealed,");

const project = makeProject({ "keyloom.schema.ts": SCHEMA });
const schema = join(project.path, "keyloom.schema.ts");

/** Writes records to a namespace, after what was written before. */
async function apply(namespaceId: string, records: unknown, manifest = "", prune = true) {
  const inputs = { accountId: local.accountId, namespaceId, schema, prune };
  return applySecretSeed(
    {
      ...inputs,
      binding: "APP",
      collection: "user",
      prefix: "user:",
      records: JSON.stringify(records),
    },
    manifest,
    { baseUrl: local.url, apiToken: "any token", pace: new Pace(fakeClock()) },
  );
}

const user = (id: string, email: string, token = "planted-token") => ({
  params: { id },
  value: { email, token },
});

async function keysOf(id: string): Promise<readonly string[]> {
  const { result } = await request("GET", `/${id}/keys`);
  return (result as readonly { name: string }[]).map(({ name }) => name);
}

test("records are written with their pointers, and those that a program gives no more go where that is wanted", async () => {
  const id = await namespace("secret seeds");
  const both = [user("1", "ann@example.org"), user("2", "bob@example.org")];
  const first = await apply(id, both);
  expect(await keysOf(id)).toEqual([
    "user-email:ann@example.org",
    "user-email:bob@example.org",
    "user:1",
    "user:2",
  ]);
  expect(JSON.stringify(first)).not.toContain("planted");
  const before = local.keys.get("PUT /:namespace/bulk");
  await apply(id, both, first.manifest);
  expect(local.keys.get("PUT /:namespace/bulk")).toBe(before);

  await request("PUT", `/${id}/values/user:9`, { body: "another's" });
  await apply(id, both.slice(1), first.manifest, false);
  expect(await keysOf(id)).toHaveLength(5);
  await apply(id, both.slice(1), first.manifest);
  expect(await keysOf(id)).toEqual(["user-email:bob@example.org", "user:2", "user:9"]);
});

test.each([
  [[user("1", "ann@example.org"), user("2", "planted")], "record 2 of seeds.APP.user: its value"],
  [[user("1", "ann@example.org", "wrong")], "record 1 of seeds.APP.user: its value does not fit"],
  [[{ ...user("1", "a@example.org"), planted: 1 }], "record 1 of seeds.APP.user: it does not fit"],
  [
    [user("1", "a@example.org"), user("2", "a@example.org")],
    "record 2 of seeds.APP.user has a key of record 1",
  ],
  ["planted", "seeds.APP.user is not an array of records"],
])("what does not fit is refused by its number, and not shown: %j", async (records, why) => {
  const id = await namespace(`refused ${crypto.randomUUID()}`);
  const message = await apply(id, records).then(
    () => "",
    (error: Error) => error.message,
  );
  expect(message).toContain(why);
  expect(message).not.toMatch(/planted|wrong/);
  expect(await keysOf(id)).toEqual([]);
});

describe("collections that a program gives records of", () => {
  let model: Model;
  beforeAll(async () => {
    ({ model } = await compileFile(schema));
    return project.remove;
  });

  test("are named in full", () => {
    expect(checkSecretSeeds({ APP: { user: [] } }, model)).toEqual(new Set(["APP.user"]));
  });

  test.each<[SecretSeeds, string]>([
    [{ APPS: {} }, "seeds has the binding `APPS`, which is not in the schema: it has APP"],
    [{ APP: { users: [] } }, "seeds.APP has the collection `users`, which is not in the schema"],
    [{ APP: { sealed: [] } }, "only the Worker has the secret KEYS that seals its values"],
    [{ APP: { logo: [] } }, "its values are bytes"],
  ])("must be in the schema, and of values that JSON carries: %j", (seeds, why) => {
    expect(() => checkSecretSeeds(seeds, model)).toThrow(why);
  });
});
