import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { SeedProgress } from "../../infra/seed/connection.ts";
import { upLocal } from "../../infra/up-local.ts";
import { startLocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { openNamespace } from "../cloudflare/miniflare-data.ts";
import { connect } from "../cloudflare/server.ts";
import { dataFolder } from "../data-folder.ts";
import { descendants, isAlive, until } from "../processes.ts";
import { writeProject } from "../project.ts";
import { keyloom, startKeyloom } from "./cli.ts";
import { noted } from "./noted.ts";
import { schemaOf } from "./stage.ts";

/** Enough for several calls, so that there is something between the first and the last. */
const RECORDS = 14_000;

const PROJECT = {
  "keyloom.schema.ts": schemaOf({
    MANY: `{ title: "many", collections: { record: collection({
      key: "record:{n}", value: z.string(), codec: "text", ttl: ttl.none("it is a test"), seed: "./records.ts",
    }) } }`,
  }),
  "records.ts": records(RECORDS),
};

function records(count: number): string {
  return `export default function* () {
    for (let n = 0; n < ${count}; n++) yield { params: { n: String(n).padStart(5, "0") }, value: "value " + n };
  }`;
}

/** A seeding `keyloom up --local` that has noted its first records, and has more to write. */
async function startSeeding({ withWorkerd = false } = {}) {
  const data = dataFolder();
  const project = writeProject(PROJECT);
  const args = ["up", "--local", "--persist-to", data];
  if (withWorkerd) {
    // Files that are not as they are known are left to workerd.
    writeFileSync(join(project, "records.ts"), records(1));
    await keyloom(project, ...args);
    const database = openNamespace(data);
    database.exec("CREATE TABLE other (n INTEGER)");
    database.close();
    writeFileSync(join(project, "records.ts"), records(RECORDS));
  }
  const { child, ended } = startKeyloom(project, ...args);
  const journals = join(data, "keyloom/stages/dev.json.seeds");
  await until(() => noted(journals) > 100);
  return {
    child,
    ended,
    persistTo: data,
    journals,
    project,
  };
}

async function keysOf({ client, account }: ReturnType<typeof connect>) {
  const { result } = await client.kv.namespaces.list(account);
  const id = result[0]?.id ?? "";
  const keys: string[] = [];
  for await (const { name } of client.kv.namespaces.keys.list(id, account)) keys.push(name);
  return { id, keys };
}

test("the next run after a kill in the middle of seeding sends only the rest", async () => {
  const { child, ended, persistTo, journals, project } = await startSeeding();
  const workers = descendants(child.pid);
  child.kill("SIGKILL");
  await ended;
  // Nobody had the time to end what it had started.
  for (const pid of workers.filter(isAlive)) process.kill(pid, "SIGKILL");
  const written = noted(journals);
  expect(written).toBeLessThan(RECORDS);

  const local = await startLocalCloudflare({ persistTo });
  onTestFinished(() => local.close());
  const counts: SeedProgress[] = [];
  const { operations } = await upLocal({
    schemaFile: join(project, "keyloom.schema.ts"),
    stage: "dev",
    apiUrl: local.url,
    accountId: local.accountId,
    stateFile: join(persistTo, "keyloom/stages/dev.json"),
    onSeed: (_, progress) => void counts.push(progress),
  });
  expect(operations).toEqual({ create: 1, update: 0, same: 1 });
  const { sent = 0 } = counts.at(-1) ?? {};
  expect(sent).toBe(local.keys.get("PUT /:namespace/bulk"));
  // A head and the sums of the calls make the notes a little larger than what they note.
  expect(Math.abs(RECORDS - written - sent)).toBeLessThan(20);
  expect(counts.at(-1)).toMatchObject({ done: RECORDS, records: RECORDS });
  expect(existsSync(journals) ? readdirSync(journals) : []).toEqual([]);

  const { id, keys } = await keysOf(connect(local));
  expect(keys).toHaveLength(RECORDS);
  const { request } = connect(local);
  for (const n of ["00000", "13999"]) {
    const { text } = await request("GET", `/${id}/values/record:${n}`);
    expect(text).toBe(`value ${Number(n)}`);
  }
}, 180_000);

test.each([
  ["SIGINT", 130, "straight into the files", false],
  ["SIGINT", 130, "through workerd", true],
  ["SIGTERM", 143, "through workerd", true],
] as const)(
  "%s ends seeding with %i, %s, with one line, and nothing left running or locked",
  async (signal, expected, _, withWorkerd) => {
    const { child, ended, persistTo } = await startSeeding({ withWorkerd });
    const workers = descendants(child.pid);
    expect(workers.length > 0).toBe(withWorkerd);
    child.kill(signal);
    const { code, stderr } = await ended;
    expect({ code, stderr }).toEqual({
      code: expected,
      stderr: "keyloom: stopped: the next run continues from here\n",
    });
    await until(() => !workers.some(isAlive));
    const left = readdirSync(join(persistTo, "keyloom"), { recursive: true, encoding: "utf8" });
    expect(left.filter((name) => name.includes("lock"))).toEqual([]);
  },
);
