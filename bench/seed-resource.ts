import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { startLocalCloudflare } from "../src/cloudflare/local/index.ts";
import { makeStack, type PulumiStack, pulumi } from "../test/e2e/pulumi.ts";
import { alternate, timeOf } from "./support/alternate.ts";
import { buildPackage, withProject } from "./support/project.ts";
import { type Bench, bytes, compared, type Row, seconds } from "./support/row.ts";

const RECORDS = 1_000;
/** How many no-op runs each stack gets: they take a second or two. */
const ROUNDS = 7;
/** The other side. */
const PEER = "1,000 `WorkersKv`";

const numbers = Array.from({ length: RECORDS }, (_, n) => n);
const VALUES = numbers.map((n) => ({ name: `record ${n}`, n }));

const PULUMI_YAML = `name: many
main: index.js
runtime:
  name: nodejs
  options: { typescript: false }
`;

/** What the guide adds for projects with seeds: docs/provisioning.md, "A faster start". */
const FAST_START = `plugins:
  providers:
    - name: pulumi-nodejs
      path: ../node_modules/keyloom/pulumi-nodejs
`;

const SCHEMA = `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({ namespaces: { MANY: { title: "seed", collections: { record: collection({
  key: "record:{n}", params: { n: z.int().min(0).max(9_999_999) },
  value: z.object({ name: z.string(), n: z.int() }), ttl: ttl.none("it is a bench"), seed: "./records.json",
}) } } } });
`;

/** The programs, by the names of their stacks. */
const PROGRAMS = {
  // In the guide's order.
  seed: `import { KeyloomStack, loadStackSchema } from "keyloom/pulumi";
import * as pulumi from "@pulumi/pulumi";
new KeyloomStack("many", {
  schema: await loadStackSchema("./keyloom.schema.ts"),
  accountId: new pulumi.Config("keyloom").require("accountId"),
  stage: "dev",
});
`,
  values: `import { readFileSync } from "node:fs";
import { WorkersKv, WorkersKvNamespace } from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
const accountId = new pulumi.Config("keyloom").require("accountId");
const { id: namespaceId } = new WorkersKvNamespace("MANY", { accountId, title: "values" });
for (const { params, value } of JSON.parse(readFileSync("records.json", "utf8"))) {
  const keyName = "record:" + params.n;
  new WorkersKv(keyName, { accountId, namespaceId, keyName, value: JSON.stringify(value) });
}
`,
  empty: "",
};

async function run(): Promise<readonly Row[]> {
  if (pulumi.missing !== undefined) return [skipped(pulumi.missing)];
  buildPackage();
  const records = JSON.stringify(VALUES.map((value) => ({ params: { n: value.n }, value })));
  const files = Object.entries(PROGRAMS).flatMap(([name, program]) => [
    [`${name}/Pulumi.yaml`, name === "seed" ? PULUMI_YAML + FAST_START : PULUMI_YAML],
    [`${name}/index.js`, program],
    [`${name}/package.json`, '{ "type": "module" }'],
    [`${name}/records.json`, records],
    [`${name}/keyloom.schema.ts`, SCHEMA],
  ]);
  return withProject(Object.fromEntries(files), measure, ["@pulumi/pulumi", "@pulumi/cloudflare"]);
}

async function measure(folder: string): Promise<readonly Row[]> {
  const local = await startLocalCloudflare({ persistTo: join(folder, "data") });
  const stackOf = (name: keyof typeof PROGRAMS) =>
    makeStack({
      folder: join(folder, "stacks", name),
      project: join(folder, name),
      apiUrl: local.url,
      config: { accountId: local.accountId },
      // The build, as users have it.
      environment: { NODE_OPTIONS: undefined },
    });
  try {
    const seed = await stackOf("seed");
    const values = await stackOf("values");
    const empty = await stackOf("empty");
    const beside = async (what: string, command: Command) =>
      compared({
        what,
        peer: PEER,
        keyloom: await timeOf(() => done(seed, command)),
        theirs: await timeOf(() => done(values, command)),
        show: seconds,
      });
    // The first run of a program loads it from a cold disk, without Node's compile cache.
    for (const stack of [seed, values, empty]) await done(stack, "preview");
    // Before the other side exists: it writes a state of megabytes for each key, which keeps the disk busy
    // for minutes.
    const created = await timeOf(() => done(seed, "up"));
    await done(empty, "up");
    // What the benches before this one have written is still on its way to the disk, to which Pulumi writes its state.
    execFileSync("sync");
    const bare = await alternate(
      () => done(seed, "up"),
      () => done(empty, "up"),
      { rounds: ROUNDS },
    );
    const create = compared({
      what: "1,000 keys created by `pulumi up`",
      peer: PEER,
      keyloom: created,
      theirs: await timeOf(() => done(values, "up")),
      atMost: 1 / 20,
      show: seconds,
    });
    const same = await beside("the same again, when nothing has changed", "up");
    const state = compared({
      what: "their state",
      peer: PEER,
      keyloom: await stateSize(seed),
      theirs: await stateSize(values),
      show: bytes,
    });
    const refresh = await beside("`pulumi refresh`", "refresh");
    const destroy = await beside("`pulumi destroy`", "destroy");
    const nothing = compared({
      what: "`pulumi up` of the seed when nothing has changed",
      peer: "of an empty stack",
      keyloom: bare.ours,
      theirs: bare.theirs,
      ratio: bare.ratio,
      atMost: 1.5,
      show: seconds,
    });
    return [create, same, nothing, refresh, destroy, state];
  } finally {
    await local.close();
  }
}

type Command = "preview" | "up" | "refresh" | "destroy";

/** Runs a command, which must succeed. */
async function done(stack: PulumiStack, command: Command): Promise<void> {
  const options = command === "preview" ? [] : ["--yes", "--skip-preview"];
  const { code, stdout, stderr } = await stack.run(command, ...options);
  if (code !== 0) throw new Error(`pulumi ${command}: ${stdout}${stderr}`);
}

/** The size of a stack's state in bytes, as `pulumi stack export` prints it. */
async function stateSize(stack: PulumiStack): Promise<number> {
  return Buffer.byteLength((await stack.run("stack", "export")).stdout);
}

function skipped(why: string): Row {
  return { what: `skipped: ${why}`, keyloom: "", beside: "", ratio: "", target: "", met: "" };
}

export const bench: Bench = {
  title: "A seed as one resource",
  peers: ["@pulumi/pulumi", "@pulumi/cloudflare"],
  run,
};
