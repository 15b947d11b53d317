import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { StackState } from "../../infra/in-process/state.ts";
import { applySeed } from "../../infra/seed/apply.ts";
import { kvSeedProvider } from "../../infra/seed/provider.ts";
import { readStored } from "../../infra/seed/read-stored.ts";
import { refreshSeed } from "../../infra/seed/refresh.ts";
import type { KvSeedState } from "../../infra/seed/state.ts";
import { createKvClient } from "../../src/cloudflare/client.ts";
import { flagRecords, flags, schemaOf, startStage } from "./stage.ts";

/** Brings up a stage with one seed, and returns functions to tamper with it, refresh it and continue. */
async function startSeed(files: Readonly<Record<string, string>>, skipInvalid = false) {
  const stage = await startStage(files);
  const { outputs } = await stage.up(undefined, { skipInvalid });
  const [{ id } = { id: "" }] = Object.values(outputs.namespaces);
  const connection = {
    baseUrl: stage.local.url,
    apiToken: "local",
    journals: join(stage.folder, "journals"),
  };
  const seed = new StackState(stage.stateFile).all().find(({ type }) => type.endsWith(":KvSeed"));
  const state = seed?.outputs as KvSeedState;
  return {
    ...stage,
    id,
    state,
    connection,
    put: (key: string, body: string | FormData, query = "") =>
      stage.request("PUT", `/${id}/values/${encodeURIComponent(key)}${query}`, { body }),
    remove: (key: string) => stage.request("DELETE", `/${id}/values/${encodeURIComponent(key)}`),
    refresh: (of = state, drift = "full") => refreshSeed(of, { ...connection, drift }),
    /** Does what `up` does after a refresh, if there is something to do. */
    async mend(refreshed: KvSeedState | undefined) {
      if (refreshed === undefined) throw new Error("the namespace is gone");
      const { manifest: _, ...inputs } = state;
      const { changes } = await kvSeedProvider().diff("", refreshed, inputs);
      if (!changes) return { sent: 0, state: refreshed };
      const before = stage.local.keys.get("PUT /:namespace/bulk") ?? 0;
      const mended = await applySeed(inputs, refreshed, connection);
      return {
        sent: (stage.local.keys.get("PUT /:namespace/bulk") ?? 0) - before,
        state: mended,
      };
    },
  };
}

/** A schema with one collection of notes: text with metadata. */
const NOTES = schemaOf({
  CACHE: `{ title: "cache", collections: { note: collection({
    key: "note:{id}", value: z.string().max(99), codec: "text", metadata: z.object({ b: z.int(), a: z.string().max(9).optional() }),
    ttl: ttl.none("notes stay"), seed: "./notes.json",
  }) } }`,
});

function notes(texts: Readonly<Record<string, string>>): string {
  return JSON.stringify(
    Object.entries(texts).map(([id, value]) => ({
      params: { id },
      value,
      metadata: { b: 1, a: "x" },
    })),
  );
}

test("records that were deleted or changed behind the stack's back are found, and the next `up` sends exactly these", async () => {
  const ids = ["deleted", "value", "metadata", "none", "ttl", "same", "42", "__proto__"];
  const { put, remove, refresh, mend, state, request, id } = await startSeed({
    "keyloom.schema.ts": NOTES,
    // A byte order mark does not come back from a call that reads many.
    "notes.json": notes(Object.fromEntries([...ids, "\uFEFF"].map((id) => [id, id]))),
  });
  expect(await refresh()).toEqual({ state });

  await remove("note:deleted");
  const withMetadata = (value: string, metadata: object) => {
    const form = new FormData();
    form.set("value", value);
    form.set("metadata", JSON.stringify(metadata));
    return form;
  };
  await put("note:value", withMetadata("other", { a: "x", b: 1 }));
  await put("note:metadata", withMetadata("metadata", { b: 2, a: "x" }));
  await put("note:none", "none");
  await put("note:ttl", withMetadata("ttl", { b: 1, a: "x" }), "?expiration_ttl=3600");
  // The same in another order is the same.
  await put("note:same", withMetadata("same", { a: "x", b: 1 }));

  const refreshed = await refresh();
  expect(refreshed.message).toBe(
    "CACHE.note has drifted: of 9 records checked, 1 were deleted and 4 changed. The next `pulumi up` writes these again.",
  );
  expect(refreshed.state).toMatchObject({ records: 4, namespaceId: id });
  const { sent, state: mended } = await mend(refreshed.state);
  expect(sent).toBe(5);
  expect(mended).toEqual(state);
  expect((await request("GET", `/${id}/values/note:value`)).text).toBe("value");
  expect(await refresh(mended)).toEqual({ state });
});

test("records with a TTL may be missing, but must not be changed", async () => {
  const seed = (key: string, ttl: string) =>
    `${key}: collection({ key: "${key}:{name}", value: z.object({ until: z.iso.datetime() }), ttl: ${ttl}, seed: ["a", "b", "c"].map((name) => ({ params: { name }, value: { until: "2037-01-01T00:00:00Z" } })) }),`;
  for (const ttl of ['ttl.fixed("1h")', 'ttl.fromField("until")']) {
    const { put, remove, refresh, mend, state } = await startSeed({
      "keyloom.schema.ts": schemaOf({
        CACHE: `{ title: "cache", collections: { ${seed("offer", ttl)} } }`,
      }),
    });
    expect(await refresh()).toEqual({ state });
    await remove("offer:a");
    expect(await refresh()).toEqual({ state });
    await put("offer:b", "{}");
    const refreshed = await refresh();
    expect(refreshed.message).toContain("0 were deleted and 1 changed");
    expect((await mend(refreshed.state)).sent).toBe(1);
  }
});

test("files of any bytes are compared byte for byte", async () => {
  const stage = await startStage({
    "keyloom.schema.ts": schemaOf({
      SITE: '{ title: "site", collections: { page: assets({ key: "site:{path}", from: "./public", precompress: ["gzip"] }) } }',
    }),
    "public/a.css": "a { color: red }\n".repeat(200),
    "public/b.txt": "é",
  });
  for (const name of ["c.png", "d.png", "e.png"]) {
    writeFileSync(join(stage.project, "public", name), Uint8Array.from([0xff, 0xfe, 0, 1]));
  }
  const { outputs } = await stage.up();
  const id = outputs.namespaces["SITE"]?.id;
  const connection = { baseUrl: stage.local.url, apiToken: "local", drift: "full" };
  const seed = new StackState(stage.stateFile).all().find(({ type }) => type.endsWith(":KvSeed"));
  const state = seed?.outputs as KvSeedState;
  expect(await refreshSeed(state, connection)).toEqual({ state });

  await stage.request("DELETE", `/${id}/values/site:c.png`);
  // With the metadata that it has, so that only its bytes differ.
  const { result } = await stage.request("GET", `/${id}/metadata/site:d.png`);
  const form = new FormData();
  form.set("value", new Blob([Uint8Array.from([0xff, 0xfd, 0, 1])]));
  form.set("metadata", JSON.stringify(result));
  await stage.request("PUT", `/${id}/values/site:d.png`, { body: form });
  const { message } = await refreshSeed(state, connection);
  expect(message).toContain("of 6 records checked, 1 were deleted and 1 changed");
});

test("a record that changed in the seed or left it is not drift", async () => {
  const { put, refresh, project, state } = await startSeed({
    "keyloom.schema.ts": schemaOf({ CACHE: flags({ title: "cache" }) }),
    "flags.json": flagRecords({ a: true, b: true, c: true }),
  });
  writeFileSync(join(project, "flags.json"), flagRecords({ a: true, b: false }));
  await put("flag:b", "other");
  await put("flag:c", "other");
  expect(await refresh()).toEqual({ state });
  await put("flag:a", "other");
  expect((await refresh()).message).toContain(
    "of 1 records checked (of 3 in all), 0 were deleted and 1",
  );
});

test("a seed that left bad records out is checked without them", async () => {
  const warnings = vi.spyOn(console, "warn").mockImplementation(() => {});
  onTestFinished(() => warnings.mockRestore());
  const { remove, refresh, mend } = await startSeed(
    {
      "keyloom.schema.ts": schemaOf({ CACHE: flags({ title: "cache" }) }),
      "flags.json": JSON.stringify([...JSON.parse(flagRecords({ a: true, b: true })), {}]),
    },
    true,
  );
  await remove("flag:b");
  const refreshed = await refresh();
  expect(refreshed.message).toContain("of 2 records checked, 1 were deleted and 0 changed");
  expect((await mend(refreshed.state)).sent).toBe(1);
});

test("a sample has some records, and its findings are repaired, whatever else has drifted", async () => {
  const all = Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`${n}`, `text ${n}`]));
  const { refresh, mend, local, id, send } = await startSeed({
    "keyloom.schema.ts": NOTES,
    "notes.json": notes(all),
  });
  const keys = Object.keys(all).map((n) => `note:${n}`);
  await send("POST", `/${id}/bulk/delete`, keys);
  const before = new Map(local.calls);
  const refreshed = await refresh(undefined, "sample");
  const [, looked] =
    /of (\d+) records checked \(of 600 in all\), (\d+) were/.exec(refreshed.message ?? "") ?? [];
  expect(Number(looked)).toBe(300);
  const made = [...local.calls].filter(([call, count]) => count !== before.get(call));
  expect(made).toEqual([["POST /:namespace/bulk/get", 3]]);
  expect((await mend(refreshed.state)).sent).toBe(300);
});

test("without drift detection nothing is read, and an unknown mode is rejected", async () => {
  const { remove, refresh, state, local } = await startSeed({
    "keyloom.schema.ts": schemaOf({ CACHE: flags({ title: "cache" }) }),
    "flags.json": flagRecords({ a: true }),
  });
  await remove("flag:a");
  expect(await refresh(undefined, "off")).toEqual({ state });
  expect(local.calls.get("POST /:namespace/bulk/get")).toBeUndefined();
  await expect(refresh(undefined, "all")).rejects.toThrow('keyloom:drift is "all"');
});

test("a deleted namespace takes its seed along, and a seed that cannot be read stays as it is", async () => {
  const { refresh, state, project, client, account, id } = await startSeed({
    "keyloom.schema.ts": schemaOf({ CACHE: flags({ title: "cache" }) }),
    "flags.json": flagRecords({ a: true }),
  });
  rmSync(join(project, "flags.json"));
  expect(await refresh()).toEqual({
    state,
    message: "the records of CACHE.flag were not checked: there is no file ./flags.json",
  });
  writeFileSync(join(project, "flags.json"), flagRecords({ a: true }));
  await client.kv.namespaces.delete(id, account);
  expect(await refresh()).toEqual({ state: undefined });
});

test("if a bulk read is rejected, its keys are read in halves, down to single keys", async () => {
  const {
    client: _,
    account,
    id,
    put,
    connection,
  } = await startSeed({
    "keyloom.schema.ts": NOTES,
    "notes.json": notes({}),
  });
  const keys = Array.from({ length: 20 }, (_, n) => `key ${n}`);
  for (const key of keys.slice(1)) await put(key, key);
  const asked: number[] = [];
  const client = createKvClient({
    ...connection,
    async fetch(url, init) {
      if (!String(url).endsWith("/bulk/get")) return fetch(url, init);
      const { keys } = JSON.parse(String(init?.body)) as { readonly keys: readonly string[] };
      asked.push(keys.length);
      if (!keys.includes("key 7")) return fetch(url, init);
      const errors = [{ code: 10012, message: "not text" }];
      return Response.json({ success: false, errors, messages: [], result: null }, { status: 400 });
    },
  });
  const target = { client, accountId: account.account_id, namespaceId: id };
  const stored = await readStored(target, keys);
  expect(stored.map((found) => found && Buffer.from(found.value as string).toString())).toEqual([
    undefined,
    ...keys.slice(1),
  ]);
  expect(asked).toEqual([20, 10, 5, 5, 3, 2, 1, 2, 10]);
});
