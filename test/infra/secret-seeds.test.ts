import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { applySecretSeed } from "../../infra/secret-seed/apply.ts";
import { checkSecretSeeds, type SecretSeeds } from "../../infra/secret-seed/check.ts";
import { kvSecretSeedProvider } from "../../infra/secret-seed/provider.ts";
import { refreshSecretSeed } from "../../infra/secret-seed/refresh.ts";
import type { KvSecretSeedInputs } from "../../infra/secret-seed/state.ts";
import { Pace } from "../../infra/seed/pace.ts";
import { compileFile } from "../../schema/compile-file.ts";
import type { Model } from "../../schema/model.ts";
import { fakeClock } from "../../src/repeatable/clock.ts";
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

const connection = {
  baseUrl: local.url,
  apiToken: "any token",
  pace: new Pace(fakeClock()),
} as const;

/** The records that the program gives for a namespace. */
function given(namespaceId: string, records: unknown, others: Partial<KvSecretSeedInputs> = {}) {
  return {
    accountId: local.accountId,
    namespaceId,
    schema,
    binding: "APP",
    collection: "user",
    prefix: "user:",
    prune: true,
    skipInvalid: false,
    records: JSON.stringify(records),
    ...others,
  };
}

/** Writes records to a namespace, after what was written before. */
async function apply(namespaceId: string, records: unknown, manifest = "", prune = true) {
  const written = { manifest, prefix: "user:" };
  return (await applySecretSeed(given(namespaceId, records, { prune }), written, connection)).state;
}

const user = (id: string, email: string, token = "planted-token") => ({
  params: { id },
  value: { email, token },
});

async function keysOf(id: string): Promise<readonly string[]> {
  const { result } = await request("GET", `/${id}/keys`);
  return (result as readonly { name: string }[]).map(({ name }) => name);
}

test("records are written with their pointers, and pruned once a program no longer gives them", async () => {
  const id = await namespace("secret seeds");
  const both = [user("1", "ann@example.org"), user("2", "bob@example.org")];
  const first = await apply(id, both);
  expect(await keysOf(id)).toEqual([
    "user-email:ann@example.org",
    "user-email:bob@example.org",
    "user:1",
    "user:2",
  ]);
  const { records: _, ...others } = first;
  expect(JSON.stringify(others)).not.toContain("planted");
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
])(
  "a record that does not fit is rejected by its number, and not shown: %j",
  async (records, why) => {
    const id = await namespace(`refused ${crypto.randomUUID()}`);
    const message = await apply(id, records).then(
      () => "",
      (error: Error) => error.message,
    );
    expect(message).toContain(why);
    expect(message).not.toMatch(/planted|wrong/);
    expect(await keysOf(id)).toEqual([]);
  },
);

test("a refresh finds deleted and changed records, and the next `up` sends exactly these", async () => {
  const id = await namespace("drifted secrets");
  const records = ["1", "2", "3"].map((name) => user(name, `u${name}@example.org`));
  const state = await apply(id, records);
  expect(await refreshSecretSeed(state, { ...connection, drift: "full" })).toEqual({
    state,
  });

  await request("DELETE", `/${id}/values/user:1`);
  await request("PUT", `/${id}/values/user:2`, { body: "by hand" });
  const off = await refreshSecretSeed(state, { ...connection, drift: "off" });
  expect(off).toEqual({ state });
  const refreshed = await refreshSecretSeed(state, connection);
  expect(refreshed.message).toBe(
    "APP.user-secrets has drifted: of 6 records checked, 1 were deleted and 1 changed. The next `pulumi up` writes these again.",
  );
  const { state: found = state } = refreshed;
  expect((await kvSecretSeedProvider().diff("", found, given(id, records))).changes).toBe(true);
  const before = local.keys.get("PUT /:namespace/bulk") ?? 0;
  expect(await apply(id, records, found.manifest)).toEqual(state);
  expect((local.keys.get("PUT /:namespace/bulk") ?? 0) - before).toBe(2);
});

test("records written with another schema are not checked, and this is reported", async () => {
  const id = await namespace("not looked at");
  const state = await apply(id, [user("1", "ann@example.org")]);
  const changed = { ...state, collection: "users" };
  expect(await refreshSecretSeed(changed, connection)).toEqual({
    state: changed,
    message: expect.stringMatching(/^the records of APP\.users-secrets were not checked: /),
  });
});

test("bad records are left out on request, and nothing is pruned until they are fixed", async () => {
  const id = await namespace("skipped secrets");
  const skipping = { skipInvalid: true };
  const first = await apply(id, [user("1", "a@example.org"), user("2", "b@example.org")]);
  const records = [
    user("1", "planted"),
    user("3", "c@example.org"),
    user("4", "c@example.org"),
    user("5", "e@example.org", "wrong"),
  ];
  const { state, skipped } = await applySecretSeed(given(id, records, skipping), first, connection);
  expect(skipped).toEqual([
    "record 1 of seeds.APP.user: its value does not fit its type",
    "record 3 of seeds.APP.user has a key of record 2",
    "record 4 of seeds.APP.user: its value does not fit its type",
  ]);
  expect(state.skipped).toBe(3);
  expect((await keysOf(id)).filter((key) => key.startsWith("user:"))).toEqual([
    ...["user:1", "user:2", "user:3"],
  ]);
  const provider = kvSecretSeedProvider();
  expect((await provider.diff("", state, given(id, records, skipping))).changes).toBe(false);
  expect((await provider.diff("", state, given(id, records))).changes).toBe(true);

  await apply(id, [user("3", "c@example.org")], state.manifest);
  expect(await keysOf(id)).toEqual(["user-email:c@example.org", "user:3"]);
});

test("a process whose engine was killed sends nothing more", async () => {
  const id = await namespace("engine gone");
  const records = Array.from({ length: 20_000 }, (_, index) =>
    user(String(index), `u${index}@example.org`),
  );
  const all = 2 * records.length;
  const before = local.keys.get("PUT /:namespace/bulk") ?? 0;
  await expect(
    applySecretSeed(given(id, records), undefined, {
      ...connection,
      engine: { parent: -1, address: "" },
    }),
  ).rejects.toThrow("Pulumi's engine ended while the seed of APP.user was sent");
  expect((local.keys.get("PUT /:namespace/bulk") ?? 0) - before).toBeLessThan(all / 2);
});

describe("collections that a program gives records for", () => {
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
