import { expect, test } from "vitest";
import { flagRecords, flags, schemaOf, startStage } from "./stage.ts";

const FILES = {
  "keyloom.schema.ts": schemaOf({ CACHE: flags({ title: "cache-{stage}" }) }),
  "flags.json": flagRecords({ a: true }),
};
const FIRST = "11111111111111111111111111111111";
const SECOND = "22222222222222222222222222222222";

test("a namespace continues under the id that it is given, with its seed, and back again", async () => {
  const { up, client, account, request } = await startStage(FILES);
  const first = await up(undefined, { ids: { CACHE: FIRST } });
  expect(first.outputs.namespaces).toEqual({ CACHE: { id: FIRST, title: "cache-test" } });
  expect(first.moved).toEqual([]);
  await request("PUT", `/${FIRST}/values/own`, { body: "kept" });

  const second = await up(undefined, { ids: { CACHE: SECOND } });
  expect(second.outputs.namespaces).toEqual({ CACHE: { id: SECOND, title: "cache-test" } });
  expect(second.moved).toEqual([{ name: "CACHE", was: FIRST }]);
  expect(await request("GET", `/${SECOND}/values/flag:a`)).toMatchObject({ text: '{"on":true}' });
  expect(await client.kv.namespaces.get(FIRST, account)).toMatchObject({ title: `left ${FIRST}` });
  expect((await up(undefined, { ids: { CACHE: SECOND } })).operations).toEqual({
    ...{ create: 0, update: 0, same: 2 },
  });

  const back = await up(undefined, { ids: { CACHE: FIRST } });
  expect(back.outputs).toEqual(first.outputs);
  expect(await request("GET", `/${FIRST}/values/own`)).toMatchObject({ text: "kept" });
});

test("a run that was interrupted halfway is continued", async () => {
  const { up, client, account } = await startStage(FILES);
  const { outputs } = await up();
  const was = outputs.namespaces["CACHE"]?.id ?? "";
  const done = { operations: { create: 1, update: 1, same: 0 }, moved: [{ name: "CACHE", was }] };
  await client.kv.namespaces.update(was, { ...account, title: `left ${was}` });
  expect(await up(undefined, { ids: { CACHE: FIRST } })).toMatchObject(done);

  // Stopped between what was done and its note in the state.
  await client.kv.namespaces.update(FIRST, { ...account, title: `left ${FIRST}` });
  await client.kv.namespaces.create({ ...account, title: "cache-test", ...{ id: SECOND } });
  expect(await up(undefined, { ids: { CACHE: SECOND } })).toMatchObject({
    outputs: { namespaces: { CACHE: { id: SECOND } } },
    moved: [{ name: "CACHE", was: FIRST }],
  });
});

test("an id that another namespace has stays with that namespace", async () => {
  const { up, stateFile } = await startStage(FILES);
  await up(undefined, { ids: { CACHE: FIRST } });
  const other = () =>
    up(undefined, { stage: "other", stateFile: `${stateFile}.other`, ids: { CACHE: FIRST } });
  const { outputs } = await other();
  expect(outputs.namespaces["CACHE"]?.id).not.toBe(FIRST);
  expect((await other()).outputs).toEqual(outputs);
});
