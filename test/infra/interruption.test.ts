import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { startLocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { connect } from "../cloudflare/server.ts";
import { makeDataFolder } from "../data-folder.ts";
import { writeProject } from "../project.ts";
import { keyloom, startKeyloom } from "./cli.ts";
import { schemaOf } from "./stage.ts";

/** Three calls: enough to be stopped between the first and the last. */
const RECORDS = 4_001;

const PROJECT = {
  "keyloom.schema.ts": schemaOf({
    MANY: `{ title: "many", collections: { record: collection({
      key: "record:{n}", value: z.string(), codec: "text", ttl: ttl.none("it is a test"), seed: "./records.ts",
    }) } }`,
  }),
  "records.ts": `export default function* () {
    for (let n = 0; n < ${RECORDS}; n++) yield { params: { n: String(n).padStart(4, "0") }, value: "value " + n };
  }`,
};

/** A seeding `keyloom up --local` that has noted its first records, and has more to write. */
async function startSeeding() {
  const data = makeDataFolder();
  onTestFinished(() => data.remove());
  const project = writeProject(PROJECT);
  const args = ["up", "--local", "--persist-to", data.path];
  const { child, ended } = startKeyloom(project, ...args);
  const stateFile = join(data.path, "keyloom/stages/dev.json");
  await until(() => existsSync(stateFile) && readFileSync(stateFile, "utf8").includes("manifest"));
  return {
    child,
    ended,
    persistTo: data.path,
    again: () => keyloom(project, ...args),
  };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(5);
}

/** The processes that a process started, and those that they did. */
function descendants(pid: number | undefined): readonly number[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n");
  const all = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const childrenOf = (parent: number | undefined): number[] =>
    all.flatMap(([child = 0, ppid]) => (ppid === parent ? [child, ...childrenOf(child)] : []));
  return childrenOf(pid);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Looks at the data between two runs. */
async function withData<T>(
  persistTo: string,
  look: (server: ReturnType<typeof connect>) => Promise<T>,
) {
  const local = await startLocalCloudflare({ persistTo });
  try {
    return await look(connect(local));
  } finally {
    await local.close();
  }
}

async function keysOf({ client, account }: ReturnType<typeof connect>) {
  const { result } = await client.kv.namespaces.list(account);
  const id = result[0]?.id ?? "";
  const keys: string[] = [];
  for await (const { name } of client.kv.namespaces.keys.list(id, account)) keys.push(name);
  return { id, keys };
}

test("after a kill in the middle of seeding the next run sends only the rest", async () => {
  const { child, ended, persistTo, again } = await startSeeding();
  const workers = descendants(child.pid);
  child.kill("SIGKILL");
  await ended;
  // Nobody had the time to end what it had started.
  for (const pid of workers.filter(isAlive)) process.kill(pid, "SIGKILL");

  await withData(persistTo, async (server) => {
    const { id, keys } = await keysOf(server);
    expect(keys.length).toBeLessThan(RECORDS);
    // What is noted as written is not sent again, so that this stays.
    await server.request("PUT", `/${id}/values/record:0000`, { body: "marked" });
  });
  const { code, stdout, stderr } = await again();
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/seeding MANY\.record .+ 4001\/4001/);
  expect(stdout).toContain("0 created, 1 updated, 1 unchanged");
  await withData(persistTo, async (server) => {
    const { id, keys } = await keysOf(server);
    expect(keys).toHaveLength(RECORDS);
    expect(await server.request("GET", `/${id}/values/record:0000`)).toMatchObject({
      text: "marked",
    });
    expect(await server.request("GET", `/${id}/values/record:4000`)).toMatchObject({
      text: "value 4000",
    });
  });
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)(
  "%s ends seeding with %i, one line, and nothing left running or locked",
  async (signal, expected) => {
    const { child, ended, persistTo } = await startSeeding();
    const workers = descendants(child.pid);
    expect(workers.length).toBeGreaterThan(0);
    child.kill(signal);
    const { code, stderr } = await ended;
    expect({ code, stderr }).toEqual({
      code: expected,
      stderr: "keyloom: stopped: the next run goes on from here\n",
    });
    await until(() => !workers.some(isAlive));
    const left = readdirSync(join(persistTo, "keyloom"), { recursive: true, encoding: "utf8" });
    expect(left.filter((name) => name.includes("lock"))).toEqual([]);
  },
);
