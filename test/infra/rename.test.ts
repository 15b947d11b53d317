import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { flagRecords, schemaOf, startStage } from "./stage.ts";

/** A namespace with one seeded collection. */
function flags(collection: string, options = "", collectionOptions = ""): string {
  return `{ title: "cache-{stage}", ${options} collections: { ${collection}: collection({
    key: "flag:{name}", value: z.object({ on: z.boolean() }), ttl: ttl.none("test"),
    seed: "./flags.json", ${collectionOptions}
  }) } }`;
}

const FILES = {
  "keyloom.schema.ts": schemaOf({ CACHE: flags("flag", "preview: true,") }),
  "flags.json": flagRecords({ a: true, b: false }),
};

test("a renamed binding keeps its namespace, its twin and its seed, and nothing is sent", async () => {
  const renamed = flags("flag", 'preview: true, renamedFrom: ["OLDEST", "CACHE"],');
  const { up, takeWrites, request } = await startStage({
    ...FILES,
    "renamed.schema.ts": schemaOf({ STORE: renamed }),
  });
  const { CACHE } = (await up()).outputs.namespaces;
  takeWrites();
  const { outputs, operations, retained } = await up("renamed.schema.ts");
  expect(outputs.namespaces).toEqual({ STORE: CACHE });
  expect({ operations, retained }).toEqual({
    operations: { create: 0, update: 0, same: 3 },
    retained: [],
  });
  expect(takeWrites()).toEqual([]);
  expect(await request("GET", `/${CACHE?.id}/values/flag:a`)).toMatchObject({ status: 200 });
  expect((await up("renamed.schema.ts")).operations).toEqual({ create: 0, update: 0, same: 3 });
});

test("a renamed collection keeps its seed, and can still remove records that leave it later", async () => {
  const { up, project, takeWrites, request } = await startStage({
    ...FILES,
    "renamed.schema.ts": schemaOf({
      STORE: flags("toggle", 'preview: true, renamedFrom: "CACHE",', 'renamedFrom: "flag",'),
    }),
  });
  const id = (await up()).outputs.namespaces["CACHE"]?.id;
  takeWrites();
  expect((await up("renamed.schema.ts")).operations).toEqual({ create: 0, update: 0, same: 3 });
  expect(takeWrites()).toEqual([]);
  writeFileSync(join(project, "flags.json"), flagRecords({ a: true }));
  await up("renamed.schema.ts", { prune: true });
  expect(takeWrites()).toEqual(["POST /:namespace/bulk/delete"]);
  const { result } = await request("GET", `/${id}/keys`);
  expect(result).toEqual([{ name: "flag:a" }]);
});

test("a new binding without a former name is a new namespace, whose old title is taken", async () => {
  const { up, client, account } = await startStage({
    ...FILES,
    "renamed.schema.ts": schemaOf({ STORE: flags("flag") }),
  });
  const id = (await up()).outputs.namespaces["CACHE"]?.id ?? "";
  await expect(up("renamed.schema.ts")).rejects.toMatchObject({
    message:
      'STORE: the account already has a namespace titled "cache-test" that this stage did not create',
  });
  expect(await client.kv.namespaces.get(id, account)).toMatchObject({ title: "cache-test" });
});

test("namespaces that swap or pass on their titles keep their ids and data", async () => {
  const schema = (...titles: readonly string[]) =>
    schemaOf(
      Object.fromEntries(
        titles.map((title, at) => [
          `KV${at}`,
          `{ title: "${title}", preview: true, collections: {} }`,
        ]),
      ),
    );
  const { up, client, account } = await startStage({
    "first.ts": schema("a", "b", "c"),
    "swapped.ts": schema("b", "c", "a"),
    "on.ts": schema("c", "d", "b"),
    "gone.ts": schema("c", "b"),
  });
  const ids = (result: Awaited<ReturnType<typeof up>>) =>
    Object.values(result.outputs.namespaces).map(({ id, previewId }) => [id, previewId]);
  const first = ids(await up("first.ts"));
  for (const [name, expected] of [
    ["swapped.ts", ["b", "c", "a"]],
    ["on.ts", ["c", "d", "b"]],
  ] as const) {
    const result = await up(name);
    expect(ids(result)).toEqual(first);
    expect(result.operations).toEqual({ create: 0, update: 6, same: 0 });
    for (const [at, title] of expected.entries()) {
      const [id = "", previewId = ""] = first[at] ?? [];
      expect((await client.kv.namespaces.get(id, account)).title).toBe(title);
      expect((await client.kv.namespaces.get(previewId, account)).title).toBe(`${title}_preview`);
    }
  }
  // One that leaves the schema keeps its title.
  await expect(up("gone.ts")).rejects.toMatchObject({
    message: expect.stringContaining('the account already has a namespace titled "b'),
  });
});

test("a namespace with another jurisdiction is rejected, and keeps its data", async () => {
  const { up, client, account, takeWrites } = await startStage({
    ...FILES,
    "eu.schema.ts": schemaOf({ CACHE: flags("flag", 'preview: true, jurisdiction: "eu",') }),
    "us.schema.ts": schemaOf({ CACHE: flags("flag", 'preview: true, jurisdiction: "us",') }),
  });
  const id = (await up("eu.schema.ts")).outputs.namespaces["CACHE"]?.id ?? "";
  expect(await client.kv.namespaces.get(id, account)).toMatchObject({ jurisdiction: "eu" });
  expect((await up("eu.schema.ts")).operations).toEqual({ create: 0, update: 0, same: 3 });
  takeWrites();
  await expect(up("us.schema.ts")).rejects.toMatchObject({
    message: expect.stringContaining(
      "its jurisdiction is eu, and a namespace cannot move to us with its data",
    ),
    help: expect.stringContaining("copy the data"),
  });
  expect(takeWrites()).toEqual([]);
});
