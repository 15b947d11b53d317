import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Miniflare } from "miniflare";
import { expect, onTestFinished, test } from "vitest";
import { KvFiles } from "../../src/cloudflare/local/kv-files.ts";
import { workerOptions } from "../../src/cloudflare/local/miniflare-options.ts";
import { isOpenElsewhere } from "../../src/cloudflare/local/open-elsewhere.ts";
import { dataFolder } from "../data-folder.ts";
import { descendants, isAlive } from "../processes.ts";
import { blobsOf, changeFormat, openNamespace } from "./miniflare-data.ts";

const ID = "0123456789abcdef0123456789abcdef";
const KILLS = 5;

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

function kvFolder() {
  const persistTo = dataFolder();
  return { persistTo, kv: join(persistTo, "v3/kv") };
}

/** A KV binding of another process on the data, as `wrangler dev` has it. */
async function openBinding(persistTo: string) {
  const miniflare = new Miniflare({
    resourcePersistencePath: join(persistTo, "v3"),
    telemetry: { enabled: false },
    workers: [
      workerOptions("reader", {
        script: "export default {}",
        bindings: { KV: ID },
        compatibilityDate: "2026-11-01",
      }),
    ],
  });
  onTestFinished(() => miniflare.dispose());
  return miniflare.getKVNamespace("KV", "reader");
}

function pairsOf(value: string, count = 300) {
  return Array.from({ length: count }, (_, n) => ({
    key: `k${n}`,
    value,
    base64: false,
    options: {},
  }));
}

test("writes nothing for an unknown version of Miniflare", async () => {
  const { persistTo, kv } = kvFolder();
  const files = new KvFiles(kv, "5.20261118.0-beta");
  expect(await files.put(ID, pairsOf("v"))).toBe(false);
  expect(await files.delete(ID, ["k1"])).toBe(false);
  expect(await files.clear(ID)).toBe(false);
  expect([files.get(ID, ["k1"]), files.list(ID, {})]).toEqual([undefined, undefined]);
  expect(existsSync(join(persistTo, "v3"))).toBe(false);
});

test("writes nothing for a namespace whose id Miniflare might spell differently", async () => {
  const { persistTo, kv } = kvFolder();
  for (const id of ["con", "a/b", "../up", "ID", ""]) {
    expect(await new KvFiles(kv).put(id, pairsOf("v"))).toBe(false);
  }
  expect(existsSync(join(persistTo, "v3"))).toBe(false);
});

test.each([
  ["a column more", "ALTER TABLE _mf_entries ADD COLUMN size INTEGER"],
  ["a table more", "CREATE TABLE _mf_versions (version INTEGER)"],
  ["an index more", "CREATE INDEX by_blob ON _mf_entries(blob_id)"],
  ["an index less", "DROP INDEX _mf_entries_expiration_idx"],
  ["a trigger", "CREATE TRIGGER t DELETE ON _mf_entries BEGIN SELECT 1; END"],
])("writes nothing into a database with %s", async (_, sql) => {
  const { persistTo, kv } = kvFolder();
  await changeFormat(persistTo, ID, sql);
  const files = new KvFiles(kv);
  expect(await files.put(ID, pairsOf("v"))).toBe(false);
  expect(await files.delete(ID, ["k1"])).toBe(false);
  expect(await files.clear(ID)).toBe(false);
  expect([files.get(ID, ["k1"]), files.list(ID, {})]).toEqual([undefined, undefined]);
  expect(blobsOf(persistTo, ID)).toEqual({ there: new Set(), named: [] });
});

test("Keyloom creates the same files as Miniflare, to the statement", async () => {
  const sql = "SELECT type, name, sql FROM sqlite_master ORDER BY rowid";
  const pragmas = ["journal_mode", "page_size", "auto_vacuum", "encoding", "user_version"];
  const [ours, theirs] = [kvFolder(), kvFolder()];
  await new KvFiles(ours.kv).put(ID, pairsOf("v", 1));
  await (await openBinding(theirs.persistTo)).put("k0", "v");
  const formats = [ours, theirs].map(({ persistTo }) => {
    const database = openNamespace(persistTo);
    const [row] = database.prepare("SELECT * FROM _mf_entries").all();
    expect(row?.["blob_id"]).toMatch(/^[0-9a-f]{64}0000[0-9a-f]{12}$/);
    const format = {
      file: database.location(),
      statements: database.prepare(sql).all(),
      pragmas: pragmas.map((name) => database.prepare(`PRAGMA ${name}`).get()),
      row: { ...row, blob_id: "" },
    };
    database.close();
    return { ...format, file: format.file?.slice(persistTo.length) };
  });
  expect(formats[0]).toEqual(formats[1]);
});

test("a process that has the data open sees writes, and can read and write meanwhile", async () => {
  const { persistTo, kv } = kvFolder();
  const binding = await openBinding(persistTo);
  await binding.put("theirs", "0");
  const files = new KvFiles(kv);
  let isDone = false;
  const reading = (async () => {
    let reads = 0;
    for (; !isDone; reads++) expect(await binding.get("theirs")).toBe("0");
    return reads;
  })();
  for (let round = 0; round < 5; round++) {
    expect(await files.put(ID, pairsOf(`round ${round}`, 2_000))).toBe(true);
    expect(await binding.get("k1999")).toBe(`round ${round}`);
    await binding.put("theirs too", String(round));
  }
  isDone = true;
  expect(await reading).toBeGreaterThan(0);
  expect(await files.delete(ID, ["k1999"])).toBe(true);
  expect(await binding.get("k1999")).toBeNull();
  expect(await binding.get("theirs too")).toBe("4");
});

test("a write waits for a write of another process", async () => {
  const { persistTo, kv } = kvFolder();
  const files = new KvFiles(kv);
  await files.put(ID, pairsOf("old"));
  const script = `const { DatabaseSync } = require("node:sqlite");
    const database = new DatabaseSync(process.argv[1]);
    database.exec("BEGIN IMMEDIATE");
    console.log("locked");
    setTimeout(() => { database.exec("COMMIT"); database.close(); }, 300);`;
  const database = openNamespace(persistTo);
  const child = spawn(process.execPath, ["-e", script, database.location() ?? ""], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  database.close();
  await once(child.stdout, "data");
  expect(await files.put(ID, pairsOf("new"))).toBe(true);
  expect(await (await openBinding(persistTo)).get("k7")).toBe("new");
});

test("finds out whether another process has the data open, even before its first read and after it was killed", async () => {
  const { persistTo, kv } = kvFolder();
  expect(isOpenElsewhere(persistTo)).toBe(false);
  await new KvFiles(kv).put(ID, pairsOf("v", 1));
  expect(isOpenElsewhere(persistTo)).toBe(false);

  const before = descendants(process.pid);
  const binding = await openBinding(persistTo);
  expect(isOpenElsewhere(persistTo)).toBe(true);
  // It is none the worse for having been asked.
  expect(await binding.get("k0")).toBe("v");
  expect(isOpenElsewhere(persistTo)).toBe(true);
  for (const pid of descendants(process.pid)) {
    if (!before.includes(pid) && isAlive(pid)) process.kill(pid, "SIGKILL");
  }
  await expect.poll(() => isOpenElsewhere(persistTo)).toBe(false);
});

test("a value that is replaced during a read is returned as one of the two", async () => {
  const { persistTo, kv } = kvFolder();
  const binding = await openBinding(persistTo);
  const files = new KvFiles(kv);
  await binding.put("k", "0");
  let isDone = false;
  const writing = (async () => {
    for (let round = 1; round <= 200; round++) await binding.put("k", String(round));
    isDone = true;
  })();
  let before = 0;
  while (!isDone) {
    const read = Number(
      Buffer.from(files.get(ID, ["k"])?.[0]?.value ?? "").toString() || Number.NaN,
    );
    expect(read).toBeGreaterThanOrEqual(before);
    before = read;
    await setTimeout(1);
  }
  await writing;
  expect(before).toBeGreaterThan(0);
});

test("a key whose value is missing from the disk reads as missing, as in Miniflare", async () => {
  const { persistTo, kv } = kvFolder();
  const files = new KvFiles(kv);
  await files.put(ID, pairsOf("v", 2));
  rmSync(join(kv, ID, "blobs"), { recursive: true });
  expect(files.get(ID, ["k0", "k1"])).toEqual([undefined, undefined]);
  expect(await (await openBinding(persistTo)).get("k0")).toBeNull();
});

test("a write that fails changes nothing, and leaves no blob", async () => {
  const { persistTo, kv } = kvFolder();
  const files = new KvFiles(kv);
  await files.put(ID, pairsOf("old", 3));
  const before = blobsOf(persistTo, ID);
  // As SQLite would reject a row if the disk is full.
  const refused = { ...pairsOf("new", 1)[0], key: Symbol("no key") };
  await expect(files.put(ID, [...pairsOf("new", 3), refused] as never)).rejects.toThrow();
  expect(blobsOf(persistTo, ID)).toEqual(before);
});

test("a process that is killed during a write leaves no key without its value", async () => {
  const { persistTo, kv } = kvFolder();
  for (let kill = 0; kill < KILLS; kill++) {
    const args = ["--conditions=@keyloom/source", file("put-without-end.ts"), kv, ID];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    await setTimeout(Math.random() * 100);
    child.kill("SIGKILL");
    await once(child, "exit");
    const { there, named } = blobsOf(persistTo, ID);
    expect(named).toHaveLength(300);
    expect(named.filter((id) => !there.has(id))).toEqual([]);
  }
  const binding = await openBinding(persistTo);
  const { keys } = await binding.list();
  expect(keys).toHaveLength(300);
  const values = await Promise.all(keys.map(({ name }) => binding.get(name, "text")));
  // All of one batch: it is written as a whole or not at all.
  const rounds = new Set(values.map((value) => value?.replace(/^value \d+/, "")));
  expect(rounds.size).toBe(1);
  expect(await new KvFiles(kv).put(ID, pairsOf("after"))).toBe(true);
  expect(await binding.get("k0")).toBe("after");
});

test("`wrangler kv key get --local` in the same project returns what was written", async () => {
  const { persistTo, kv } = kvFolder();
  const pairs = [
    { key: "a:1", value: "Grüße", base64: false, options: { metadata: { n: 1 } } },
    { key: "a:é", value: "", base64: false, options: { expirationTtl: 600 } },
  ];
  expect(await new KvFiles(kv).put(ID, pairs)).toBe(true);
  const configuration = { name: "project", compatibility_date: "2026-11-01" };
  writeFileSync(
    join(persistTo, "wrangler.json"),
    JSON.stringify({ ...configuration, kv_namespaces: [{ binding: "CACHE", id: ID }] }),
  );
  const run = async (...args: string[]) => {
    const all = [file("../../node_modules/wrangler/bin/wrangler.js"), "kv", "key", ...args];
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [...all, "--binding", "CACHE", "--local", "--persist-to", persistTo],
      {
        cwd: persistTo,
        env: { ...process.env, HOME: persistTo, CI: "true", WRANGLER_SEND_METRICS: "false" },
      },
    );
    return stdout.trim();
  };
  expect(await run("get", "a:1")).toBe("Grüße");
  expect(JSON.parse(await run("list"))).toEqual([
    { name: "a:1", metadata: { n: 1 } },
    { name: "a:é", expiration: expect.any(Number) },
  ]);
});
