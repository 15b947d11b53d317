import { expect, test } from "vitest";
import { flagRecords, flags, schemaOf, startStage } from "./stage.ts";

const STAGE = { stage: "prod" };
const FILES = {
  "keyloom.schema.ts": schemaOf({
    CACHE: flags({ title: "cache-{stage}" }).replace("{", "{ preview: true,"),
    ORDERS: '{ title: "orders", renamedFrom: "OLD", collections: {} }',
  }),
  "eu.schema.ts": schemaOf({ ORDERS: '{ title: "orders", jurisdiction: "eu", collections: {} }' }),
  "flags.json": flagRecords({ a: true }),
};

test("existing namespaces are adopted with their titles, and renamed once they are no longer listed for adoption", async () => {
  const { up, namespace, request, client, account, takeWrites } = await startStage(FILES);
  const id = await namespace("made by hand");
  const previewId = await namespace("made by hand, for preview");
  await request("PUT", `/${id}/values/visits:1`, { body: "kept" });
  takeWrites();
  const adopt = { CACHE: { id, previewId } };

  const first = await up(undefined, { ...STAGE, adopt });
  expect(first.operations).toEqual({ create: 2, import: 2, update: 0, same: 0 });
  expect(first.outputs.namespaces).toMatchObject({
    CACHE: { id, previewId, title: "made by hand" },
    ORDERS: { title: "orders" },
  });
  expect(takeWrites()).toEqual(["POST /", "PUT /:namespace/bulk"]);
  expect((await up(undefined, { ...STAGE, adopt })).operations).toEqual({
    create: 0,
    update: 0,
    same: 4,
  });

  const { operations, outputs } = await up(undefined, STAGE);
  expect(operations).toEqual({ create: 0, update: 2, same: 2 });
  expect(outputs.namespaces["CACHE"]).toEqual({ id, previewId, title: "cache-prod" });
  expect(await client.kv.namespaces.get(previewId, account)).toMatchObject({
    title: "cache-prod_preview",
  });
  expect(await request("GET", `/${id}/values/visits:1`)).toMatchObject({ text: "kept" });
  expect(await request("GET", `/${id}/values/flag:a`)).toMatchObject({ text: '{"on":true}' });
});

test("a namespace that cannot be adopted is rejected before anything is created", async () => {
  const { up, namespace, takeWrites } = await startStage(FILES);
  const id = await namespace("made by hand");
  takeWrites();
  const absent = "0".repeat(32);
  for (const [adopt, why] of [
    [
      { CACHES: id },
      "adopt has the binding `CACHES`, which is not in the schema: it has CACHE, ORDERS",
    ],
    [{ OLD: id }, "adopt has the binding `OLD`, which is now called `ORDERS`: use that name"],
    [{ CACHE: "cache-prod" }, 'adopt.CACHE is "cache-prod", which is not a namespace\'s id'],
    [{ CACHE: id, ORDERS: id }, "adopt.ORDERS and adopt.CACHE are the same namespace"],
    [{ ORDERS: { id, previewId: absent } }, "adopt.ORDERS has a preview id, but the schema has no"],
  ] as const) {
    await expect(up(undefined, { ...STAGE, adopt })).rejects.toThrow(why);
  }
  await expect(up(undefined, { adopt: { CACHE: id } })).rejects.toThrow(
    'adopt is not for the stage "test", which is thrown away with its namespaces',
  );
  expect(takeWrites()).toEqual([]);
});

test("a namespace that does not exist, belongs to another or has another jurisdiction cannot be adopted", async () => {
  const { up, namespace, local } = await startStage(FILES);
  const id = await namespace("made by hand");
  const absent = "0".repeat(32);
  await expect(up(undefined, { ...STAGE, adopt: { ORDERS: absent } })).rejects.toThrow(
    `ORDERS: there is no ${local.accountId}/${absent} to adopt`,
  );
  await expect(up("eu.schema.ts", { ...STAGE, adopt: { ORDERS: id } })).rejects.toThrow(
    "ORDERS: its jurisdiction is none, and a namespace cannot move to eu",
  );
  const made = await up(undefined, STAGE);
  await expect(up(undefined, { ...STAGE, adopt: { ORDERS: id } })).rejects.toThrow(
    `ORDERS: the stage has ${made.outputs.namespaces["ORDERS"]?.id} for it`,
  );
});
