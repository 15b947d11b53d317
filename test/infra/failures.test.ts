import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { readStackSchema } from "../../infra/read-schema.ts";
import { SeedJournal } from "../../infra/seed/journal.ts";
import { Pace } from "../../infra/seed/pace.ts";
import { kvSeedProvider } from "../../infra/seed/provider.ts";
import { type UpLocalOptions, upLocal } from "../../infra/up-local.ts";
import { drawFaults } from "../../src/cloudflare/local/faults/draw.ts";
import { fakeClock } from "../../src/repeatable/clock.ts";
import { writeProject } from "../project.ts";
import { flagRecords, flags, schemaOf, startStage } from "./stage.ts";
import { envelope, refusal, startStubApi } from "./stub-api.ts";

const FLAGS = {
  "keyloom.schema.ts": schemaOf({ CACHE: flags({ title: "cache-{stage}" }) }),
  "flags.json": flagRecords({ a: true, b: false, c: true }),
};
const KEYS = ["flag:a", "flag:b", "flag:c"];

/** Provisions a project of flags against a stub of the API. */
function upAgainst(apiUrl: string, options: Partial<UpLocalOptions> = {}) {
  const project = writeProject(FLAGS);
  return upLocal({
    schemaFile: join(project, "keyloom.schema.ts"),
    stage: "test",
    apiUrl,
    accountId: "b".repeat(32),
    stateFile: join(project, "state.json"),
    pace: new Pace(fakeClock()),
    ...options,
  });
}

test("only the keys that a bulk write did not write are sent again", async () => {
  const { url, bulkCalls } = await startStubApi((_, number) =>
    envelope({ successful_key_count: 2, unsuccessful_keys: number === 1 ? ["flag:b"] : [] }),
  );
  await upAgainst(url);
  expect(bulkCalls).toEqual([{ keys: KEYS }, { keys: ["flag:b"] }]);
});

test("a response without `unsuccessful_keys` counts as success", async () => {
  const { url, bulkCalls } = await startStubApi(() => envelope(null));
  await upAgainst(url);
  expect(bulkCalls).toHaveLength(1);
});

test("keys that are rejected again and again end the run, with the resource and one key named", async () => {
  const { url, bulkCalls } = await startStubApi(() => envelope({ unsuccessful_keys: ["flag:c"] }));
  await expect(upAgainst(url)).rejects.toMatchObject({
    name: "CannotRunError",
    message:
      'CACHE.flag: 1 record could not be written in 8 attempts, the first with the key "flag:c"',
  });
  expect(bulkCalls).toHaveLength(8);
});

test("rate-limited calls are made again after `retry-after`", async () => {
  const clock = fakeClock();
  const start = clock.now();
  const { url, bulkCalls } = await startStubApi((_, number) =>
    number === 1 ? refusal(429, 971, "slow down", { "retry-after": "240" }) : envelope(null),
  );
  await upAgainst(url, { pace: new Pace(clock) });
  expect(bulkCalls).toEqual([{ keys: KEYS }, { keys: KEYS }]);
  expect(clock.now() - start).toBe(240_000);
});

test("a `retry-after` with a date is compared with the sender's clock", async () => {
  const clock = fakeClock();
  const start = clock.now();
  // Of a machine that is a year ahead.
  const server = start + 365 * 86_400_000;
  const { url } = await startStubApi((_, number) =>
    number === 1
      ? refusal(429, 971, "slow down", {
          date: new Date(server).toUTCString(),
          "retry-after": new Date(server + 240_000).toUTCString(),
        })
      : envelope(null),
  );
  await upAgainst(url, { pace: new Pace(clock) });
  expect(clock.now() - start).toBe(240_000);
});

test("a call that took too long is sent again in smaller ones", async () => {
  const { url, bulkCalls } = await startStubApi((_, number) =>
    number === 1 ? new Response("error code: 524", { status: 524 }) : envelope(null),
  );
  await upAgainst(url);
  expect(bulkCalls.map(({ keys }) => keys)).toEqual([KEYS, ["flag:a"], ["flag:b", "flag:c"]]);
});

test("the run ends at once with the reason if the local Cloudflare cannot write its data", async () => {
  const { up, namespace, folder, local } = await startStage({
    "keyloom.schema.ts": schemaOf({ CACHE: flags({ title: "cache" }) }),
    "flags.json": flagRecords({ a: true }),
  });
  const id = await namespace("made by hand");
  mkdirSync(join(folder, "v3/kv"), { recursive: true });
  writeFileSync(join(folder, "v3/kv", id), "where the values are to be");
  await expect(up(undefined, { stage: "prod", adopt: { CACHE: id } })).rejects.toThrow(
    "CACHE.flag: Cloudflare answered 507: the local data cannot be written: part of its path is a file",
  );
  expect(local.calls.get("PUT /:namespace/bulk")).toBe(1);
});

test("a record that is too large for the API ends the run, and is sent only once", async () => {
  const { url, bulkCalls } = await startStubApi((call) =>
    call.keys.includes("flag:c") ? refusal(413, 10012, "too large") : envelope(null),
  );
  await expect(upAgainst(url)).rejects.toThrow("CACHE.flag: Cloudflare answered 413: too large");
  expect(bulkCalls.map(({ keys }) => keys)).toEqual([
    ...[KEYS, ["flag:a"], ["flag:b", "flag:c"]],
    ...[["flag:b"], ["flag:c"]],
  ]);
});

test("a rejection by the API ends the run with the resource and the reason", async () => {
  const { url } = await startStubApi(() => refusal(403, 10000, "Authentication error"));
  await expect(upAgainst(url)).rejects.toMatchObject({
    name: "CannotRunError",
    message: "CACHE.flag: Cloudflare answered 403: Authentication error (code 10000)",
    help: expect.stringContaining("it needs the permission Workers KV Storage: Edit"),
  });
});

test("a namespace that somebody has deleted is told apart from a call to repeat", async () => {
  const { url } = await startStubApi(() => refusal(404, 10013, "namespace not found"));
  await expect(upAgainst(url)).rejects.toMatchObject({
    message: "CACHE.flag: Cloudflare answered 404: namespace not found (code 10013)",
    help: expect.stringContaining("run `pulumi refresh`, and the next `pulumi up` creates another"),
  });
});

test("under Pulumi's engine, which shows only the message, the message says what to do", async () => {
  const { url } = await startStubApi(() => refusal(403, 10000, "Authentication error"));
  const project = writeProject(FLAGS);
  const provider = kvSeedProvider({ baseUrl: url, apiToken: "any", journals: project });
  await provider.configure({ config: { get: () => undefined } } as never);
  const inputs = {
    ...{ accountId: "b".repeat(32), namespaceId: "a".repeat(32) },
    ...{ schema: join(project, "keyloom.schema.ts"), binding: "CACHE", collection: "flag" },
    ...{ prefix: "flag:", digest: "", records: KEYS.length, skipped: 0, prune: false },
  };
  await expect(provider.create(inputs)).rejects.toThrow(
    /^Cloudflare answered 403: Authentication error \(code 10000\)\nhelp: The token is missing, wrong/,
  );
});

test("a seed that is reverted after an interrupted run sends the records again that this run wrote", async () => {
  const { url, bulkCalls } = await startStubApi((_, number) =>
    number === 3 ? refusal(403, 10000, "Authentication error") : envelope(null),
  );
  const project = writeProject(FLAGS);
  const seedFile = join(project, "flags.json");
  const records = (enabled: boolean, count: number) =>
    flagRecords(Object.fromEntries(Array.from({ length: count }, (_, n) => [`f${n}`, enabled])));
  const up = () =>
    upAgainst(url, {
      schemaFile: join(project, "keyloom.schema.ts"),
      stateFile: join(project, "state.json"),
    });
  writeFileSync(seedFile, records(true, 3));
  await up();
  // Its first call succeeds, and the second one is rejected.
  writeFileSync(seedFile, records(false, 2_500));
  await expect(up()).rejects.toThrow("Authentication error");

  writeFileSync(seedFile, records(true, 3));
  expect((await up()).operations).toMatchObject({ update: 1 });
  expect(bulkCalls.at(-1)).toEqual({ keys: ["flag:f0", "flag:f1", "flag:f2"] });
  expect((await up()).operations).toMatchObject({ update: 0 });
});

test("a seed that another process is sending is rejected with the process id, and nothing is sent", async () => {
  const { url, bulkCalls } = await startStubApi(() => envelope(null));
  const project = writeProject(FLAGS);
  const namespaceId = "a".repeat(32);
  const other = new SeedJournal(
    join(project, `${namespaceId}.CACHE.flag.journal`),
    "",
    "CACHE.flag",
  );
  onTestFinished(() => other.close());
  const provider = kvSeedProvider({ baseUrl: url, apiToken: "any", journals: project });
  const inputs = {
    ...{ accountId: "b".repeat(32), namespaceId, prefix: "flag:", skipped: 0, prune: false },
    ...{ schema: join(project, "keyloom.schema.ts"), binding: "CACHE", collection: "flag" },
    ...{ digest: "", records: KEYS.length },
  };
  await expect(provider.create(inputs)).rejects.toThrow(
    `the seed of CACHE.flag is in use by process ${process.pid}`,
  );
  expect(bulkCalls).toEqual([]);
});

// Where not even root may write.
test.skipIf(process.platform !== "linux")(
  "in a read-only checkout records are sent without notes, and a warning says what an interruption would cost",
  async () => {
    const { url, bulkCalls } = await startStubApi(() => envelope(null));
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    const provider = kvSeedProvider({ baseUrl: url, apiToken: "any", journals: "/sys/keyloom" });
    const project = writeProject(FLAGS);
    const { seeds } = await readStackSchema(join(project, "keyloom.schema.ts"));
    const { digest = "" } = seeds.get("CACHE.flag") ?? {};
    await provider.create({
      accountId: "b".repeat(32),
      namespaceId: "a".repeat(32),
      schema: join(project, "keyloom.schema.ts"),
      binding: "CACHE",
      collection: "flag",
      prefix: "flag:",
      digest,
      records: KEYS.length,
      skipped: 0,
      prune: false,
    });
    expect(bulkCalls).toEqual([{ keys: KEYS }]);
    expect(warn.mock.calls).toEqual([
      [
        expect.stringMatching(
          /CACHE\.flag\.journal\.lock cannot be written: permission is denied; if the run is stopped, the next one sends all of CACHE\.flag again$/,
        ),
      ],
    ]);
  },
);

test("resources created before a failure are kept, and the next run continues from there", async () => {
  const stateFile = join(writeProject({}), "state.json");
  const { url, bulkCalls } = await startStubApi((_, number) =>
    number === 1 ? refusal(400, 10012, "could not be parsed") : envelope(null),
  );
  await expect(upAgainst(url, { stateFile })).rejects.toThrow(
    "CACHE.flag: Cloudflare answered 400",
  );
  expect((await upAgainst(url, { stateFile })).operations).toEqual({
    create: 1,
    update: 0,
    same: 1,
  });
  expect(bulkCalls).toHaveLength(2);
});

test("a title that another namespace has is rejected by name, and nothing is adopted", async () => {
  const { up, namespace } = await startStage(FLAGS);
  await namespace("cache-test");
  await expect(up()).rejects.toThrow(
    'CACHE: the account already has a namespace titled "cache-test" that this stage did not create',
  );
});

test("a namespace that a killed run created but did not record is found by its title", async () => {
  const { up, namespace, stateFile } = await startStage(FLAGS);
  const id = await namespace("cache-test");
  const type = "cloudflare:index/workersKvNamespace:WorkersKvNamespace";
  writeFileSync(
    stateFile,
    JSON.stringify({ version: 1, resources: [], pending: [`${type}::CACHE`] }),
  );
  const { outputs } = await up();
  expect(outputs.namespaces).toEqual({ CACHE: { id, title: "cache-test" } });
});

test("a namespace whose creation succeeded without a response is recognized when it is requested again", async () => {
  // Of the calls, the first one alone is done without an answer.
  const faultsOf = (seed: number) => ({ lostAnswer: 0.5, seed });
  const seed = [...Array(1_000).keys()].find((seed) =>
    [1, 2, 3, 4, 5].every((call) => drawFaults(faultsOf(seed), call).isCut === (call === 1)),
  );
  const { up, request } = await startStage(
    { "keyloom.schema.ts": schemaOf({ CACHE: '{ title: "cache-{stage}", collections: {} }' }) },
    faultsOf(seed ?? 0),
  );
  expect((await up()).operations).toEqual({ create: 1, update: 0, same: 0 });
  expect((await request("GET", "")).result).toMatchObject([{ title: "cache-test" }]);
});

test("a namespace does not move to another account", async () => {
  const { up } = await startStage(FLAGS);
  await up();
  await expect(up(undefined, { accountId: "c".repeat(32) })).rejects.toThrow(
    /^CACHE: it is in account \w{32}, and a namespace cannot move to account c{32}$/,
  );
});

test("nothing is provisioned if a seed is bad, and each of its problems is reported", async () => {
  const { up, takeWrites, stateFile } = await startStage({
    ...FLAGS,
    "flags.json": '[{ "params": { "name": "a" } }, { "params": {}, "value": { "on": true } }]',
  });
  await expect(up()).rejects.toMatchObject({
    problems: [
      { rule: "seed-mismatch", line: 1, column: 2 },
      { rule: "seed-mismatch", line: 1, column: 33 },
    ],
  });
  expect(takeWrites()).toEqual([]);
  expect(existsSync(stateFile)).toBe(false);
});

test("the second of two concurrent runs on one state is rejected, and the state is released", async () => {
  const { up, stateFile } = await startStage(FLAGS);
  const first = up();
  await expect(up()).rejects.toMatchObject({
    name: "CannotRunError",
    message: `the state ${stateFile} is in use by process ${process.pid}`,
  });
  await first;
  expect((await up()).operations).toEqual({ create: 0, update: 0, same: 2 });
});

test.each(["{", '{"version":2}', "null"])(
  "a state that contains %j is rejected and kept",
  async (text) => {
    const { up, stateFile, takeWrites } = await startStage(FLAGS);
    writeFileSync(stateFile, text);
    await expect(up()).rejects.toMatchObject({
      name: "CannotRunError",
      message: expect.stringContaining("the state cannot be read"),
      place: { file: stateFile },
    });
    expect(takeWrites()).toEqual([]);
    expect(readFileSync(stateFile, "utf8")).toBe(text);
  },
);
