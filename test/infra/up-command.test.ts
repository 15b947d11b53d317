import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startLocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { KvFiles } from "../../src/cloudflare/local/kv-files.ts";
import { dataFolder } from "../data-folder.ts";
import { writeProject } from "../project.ts";
import { keyloom } from "./cli.ts";
import { flagRecords, flags, schemaOf } from "./stage.ts";

const FLAGS = {
  "keyloom.schema.ts": schemaOf({ CACHE: flags({ title: "cache-{stage}" }) }),
  "flags.json": flagRecords({ a: true, b: false }),
};

test("`up --local` prints the namespaces and what it did, and `--prune` removes records that left a seed, and counts them", async () => {
  const project = writeProject(FLAGS);
  const args = ["up", "--local", "--stage", "test.1", "--persist-to", dataFolder()];
  const first = await keyloom(project, ...args);
  expect(first).toMatchObject({ code: 0, stderr: "" });
  expect(first.stdout).toMatch(
    /^CACHE {2}[0-9a-f]{32} {2}cache-test\.1\n2 created, 0 updated, 0 unchanged\n/,
  );

  writeFileSync(join(project, "flags.json"), flagRecords({ a: true }));
  const second = await keyloom(project, ...args, "--prune");
  expect(second).toMatchObject({ code: 0, stderr: "" });
  expect(second.stdout).toMatch(/^CACHE\.flag: 1 key removed that left the seed\n/);
  expect(second.stdout).toContain("0 created, 1 updated, 1 unchanged\n");
});

test("seeds are sent again if somebody has removed Miniflare's data, and only then", async () => {
  const project = writeProject(FLAGS);
  const persistTo = dataFolder();
  const up = () => keyloom(project, "up", "--local", "--persist-to", persistTo);
  const { stdout: first } = await up();
  expect(first).toContain("2 created, 0 updated, 0 unchanged\n");
  expect((await up()).stdout).toContain("0 created, 0 updated, 2 unchanged\n");
  rmSync(join(persistTo, "v3"), { recursive: true });
  const { stdout } = await up();
  expect(stdout).toContain("1 created, 0 updated, 1 unchanged\n");
  const [, id = ""] = /^CACHE {2}(\S+)/.exec(stdout) ?? [];
  expect(first).toContain(id);
  const files = new KvFiles(join(persistTo, "v3/kv"));
  expect(files.list(id, {})?.keys).toHaveLength(2);
});

test("all problems of a schema and its seeds are printed, and nothing is provisioned", async () => {
  const project = writeProject({
    ...FLAGS,
    "flags.json": '[{ "params": { "name": "a" } },\n{ "params": {}, "value": { "on": true } }]',
  });
  const { code, stdout, stderr } = await keyloom(project, "up", "--local", "--persist-to", "data");
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(stdout).toContain("flags.json:1:2  error  seed-mismatch\n");
  expect(stdout).toContain("flags.json:2:1  error  seed-mismatch\n");
  expect(stdout).toContain("2 errors");
  expect(stdout).not.toContain("created");
});

test("another process on the same data is named, and the command ends with 2", async () => {
  const persistTo = dataFolder();
  const local = await startLocalCloudflare({ persistTo });
  onTestFinished(() => local.close());
  const project = writeProject(FLAGS);
  const { code, stdout, stderr } = await keyloom(
    project,
    "up",
    "--local",
    "--persist-to",
    persistTo,
  );
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(
    new RegExp(
      `^keyloom: the local Cloudflare of .+ is in use by process ${process.pid}\nhelp: .+\n$`,
    ),
  );
});

test.each([
  [[], "works on the local Cloudflare only"],
  [["--local", "--stage", "a b"], '"a b" is not a valid stage name'],
  [["--local", "--schema", "absent.ts"], "there is no schema file at"],
  [["--local", "--fault", "rate-limit,flood"], 'there is no fault "flood"'],
  [["--local", "--fault", "rate-limit=5"], "5 is not a share of the calls"],
  [["--local", "--fault", "latency=slow"], '"slow" is not a number for the fault latency'],
])("`up %j` cannot run, says why and what to do, and ends with 2", async (args, why) => {
  const { code, stdout, stderr } = await keyloom(writeProject(FLAGS), "up", ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^keyloom: .+\nhelp: .+\n$/);
  expect(stderr).toContain(why);
});

test("a stage has the same name as in an account, also that of a branch, and is kept in its folder", async () => {
  const project = writeProject(FLAGS);
  const persistTo = dataFolder();
  const at = ["--persist-to", persistTo, "--stage", "../dev/anna"];
  const { code, stdout, stderr } = await keyloom(project, "up", "--local", ...at);
  expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: "" });
  expect(readdirSync(join(persistTo, "keyloom/stages"))).toContain("..~dev~anna.json");
  expect(readdirSync(join(persistTo, "keyloom"))).not.toContain("dev");
});

test("an unreadable schema and an unreadable state are reported without a stack trace", async () => {
  const project = writeProject({ ...FLAGS, "broken.schema.ts": "export default {" });
  const persistTo = dataFolder();
  mkdirSync(join(persistTo, "keyloom/stages"), { recursive: true });
  writeFileSync(join(persistTo, "keyloom/stages/dev.json"), "{");
  const args = ["up", "--local", "--persist-to", persistTo];
  const state = await keyloom(project, ...args);
  const schema = await keyloom(
    project,
    ...args,
    "--stage",
    "other",
    "--schema",
    "broken.schema.ts",
  );
  for (const { code, stderr } of [state, schema]) {
    expect(code).toBe(2);
    expect(stderr).toMatch(/^keyloom: /);
    expect(stderr).toMatch(/\nhelp: .+\n$/);
    expect(stderr).not.toMatch(/^\s+at .+\(.+:\d+:\d+\)$/m);
  }
  expect(state.stderr).toContain("the state cannot be read");
  expect(schema.stderr).toContain("broken.schema.ts:1:");
});
