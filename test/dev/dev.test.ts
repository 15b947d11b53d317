import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { Miniflare } from "miniflare";
import { expect, onTestFinished, test } from "vitest";
import { workerOptions } from "../../src/cloudflare/local/miniflare-options.ts";
import { keyloom } from "../infra/cli.ts";
import { flagRecords, flags, schemaOf } from "../infra/stage.ts";
import { descendants, isAlive, until } from "../processes.ts";
import { REPO, writeProject } from "../project.ts";
import { startDev, writeWorkerProject } from "./dev-server.ts";

/** Each test bundles a few times with wrangler, which takes its time on a busy machine. */
const TIMEOUT = 300_000;

const SCHEMA = `import { collection, defineKv, ttl } from "keyloom";
import { flag } from "./flag.ts";

export default defineKv({
  output: "./src/kv.gen.ts",
  namespaces: {
    SHOP: {
      title: "shop-{stage}",
      collections: {
        flag: collection({ key: "flag:{name}", value: flag, ttl: ttl.none("it is a test"), seed: "./flags.json" }),
      },
    },
  },
});
`;

const FLAG = `import { z } from "zod";
export const flag = z.object({ on: z.boolean() });
`;

const WORKER = `import { type Env, keyloom } from "./kv.gen.ts";
import text from "./greeting.txt";

export default {
  async fetch(_request: Request, env: Env & { SECRET: string }): Promise<Response> {
    const flag = await keyloom(env).SHOP.flag.get({ name: "a" });
    return Response.json({ flag, text, secret: env.SECRET });
  },
};
`;

const FILES = {
  "keyloom.schema.ts": SCHEMA,
  "flag.ts": FLAG,
  "flags.json": flagRecords({ a: true }),
  "src/worker.ts": WORKER,
  "src/greeting.txt": "hello",
  ".dev.vars": "SECRET=of-the-developer\n",
  "wrangler.jsonc": `{
    "name": "shop", // as it is deployed
    "main": "src/worker.ts",
    "compatibility_date": "2026-11-01",
    "kv_namespaces": [{ "binding": "SHOP", "id": "0123456789abcdef0123456789abcdef" }],
  }`,
};

/** The files of locks in a project's local data. */
function locks(project: string): readonly string[] {
  const folder = join(project, ".wrangler/state/keyloom");
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.includes("lock"));
}

test(
  "serves the Worker on the seeded data, and follows the seeds, the schema and its code",
  async () => {
    const project = writeWorkerProject(FILES);
    const dev = startDev(project);
    const generated = () => readFileSync(join(project, "src/kv.gen.ts"), "utf8");
    await dev.settled("src/kv.gen.ts written\n");
    const rest = { text: "hello", secret: "of-the-developer" };
    expect(await dev.page()).toEqual({ flag: { on: true }, ...rest });

    dev.write("flags.json", flagRecords({ a: false }));
    await dev.settled("flags.json changed\n");
    expect(await dev.page()).toEqual({ flag: { on: false }, ...rest });

    // What the schema imports, replaced as editors do it.
    const before = generated();
    writeFileSync(join(project, "new.ts"), FLAG.replace("})", ", share: z.number().default(3) })"));
    renameSync(join(project, "new.ts"), join(project, "flag.ts"));
    expect(await dev.settled("src/kv.gen.ts written\n")).toContain("\nflag.ts changed\n");
    expect(generated()).not.toBe(before);
    expect(await dev.page()).toEqual({ flag: { on: false, share: 3 }, ...rest });

    dev.write("src/worker.ts", WORKER.replace('"a"', '"b"'));
    await dev.settled("src/worker.ts changed\n");
    expect(await dev.page()).toEqual({ flag: null, ...rest });

    dev.write("src/greeting.txt", "good evening");
    await dev.settled("src/greeting.txt changed\n");
    expect(await dev.page()).toMatchObject({ text: "good evening" });
  },
  TIMEOUT,
);

test(
  "reports a wrangler file that is incomplete or lacks the environment with its place until it is fixed",
  async () => {
    const { "wrangler.jsonc": whole } = FILES;
    const project = writeWorkerProject({ ...FILES, "wrangler.jsonc": '{\n  "name": ' });
    const dev = startDev(project, "--env", "production");
    expect(await dev.settled()).toContain(
      "keyloom: the wrangler file cannot be read: a value is expected here\n  at wrangler.jsonc:2:11\n",
    );
    dev.write("wrangler.jsonc", whole);
    const printed = await dev.settled("wrangler.jsonc changed\n");
    expect(printed).toContain('it has no environment "production", nor any other\n');
    // Which wrangler would say at length, and serve the top level.
    expect(printed).not.toContain("WARNING");
    const own =
      '"kv_namespaces": [{ "binding": "SHOP", "id": "0123456789abcdef0123456789abcdef" }]';
    dev.write("wrangler.jsonc", whole.replace(/\}$/, `"env": { "production": { ${own} } } }`));
    await dev.settled("wrangler.jsonc changed\n");
    expect(await dev.page()).toMatchObject({ flag: { on: true }, secret: "of-the-developer" });
    dev.write(".dev.vars.production", "SECRET=of-production\n");
    await dev.settled(".dev.vars.production changed\n");
    expect(await dev.page()).toMatchObject({ secret: "of-production" });
  },
  TIMEOUT,
);

test(
  "brings the Worker back after many records changed at once",
  async () => {
    const seed = (on: boolean) => `export default function* () {
  for (const name of "abcdefghij") yield { params: { name }, value: { on: ${on} } };
  for (let n = 0; n < 2_000; n++) yield { params: { name: \`n\${n}\` }, value: { on: ${on} } };
}`;
    const project = writeWorkerProject({
      ...FILES,
      "keyloom.schema.ts": SCHEMA.replace("./flags.json", "./flags.ts"),
      "flags.ts": seed(true),
    });
    const dev = startDev(project);
    await dev.settled();
    expect(await dev.page()).toMatchObject({ flag: { on: true } });
    dev.write("flags.ts", seed(false));
    const printed = await dev.settled("flags.ts changed\n");
    expect(printed).toContain("the Worker is stopped meanwhile.\n");
    expect(printed).toContain("The Worker is back.\n");
    expect(await dev.page()).toMatchObject({ flag: { on: false } });
  },
  TIMEOUT,
);

test(
  "reports another process on the same data, such as `wrangler dev`, before it does anything",
  async () => {
    const project = writeWorkerProject(FILES);
    const other = new Miniflare({
      resourcePersistencePath: join(project, ".wrangler/state/v3"),
      telemetry: { enabled: false },
      workers: [
        workerOptions("other", {
          script: "export default {}",
          bindings: { KV: "0123456789abcdef0123456789abcdef" },
          compatibilityDate: "2026-11-01",
        }),
      ],
    });
    onTestFinished(() => other.dispose());
    await other.ready;
    const dev = startDev(project);
    await dev.printing("Another process, such as `wrangler dev`, has these data open");
    await dev.settled();
    expect(await dev.page()).toMatchObject({ flag: { on: true } });
    const kv = await other.getKVNamespace("KV", "other");
    expect(await kv.get("flag:a")).toBe('{"on":true}');
  },
  TIMEOUT,
);

test(
  "reports once that a `wrangler dev` was started later on the same data, and both keep running",
  async () => {
    const project = writeWorkerProject(FILES);
    const dev = startDev(project);
    await dev.settled();
    // Twice as long as the time between two looks, with all that is its own open.
    await setTimeout(4_000);
    expect(dev.printed).not.toContain("Another process");
    const wrangler = spawn(
      process.execPath,
      [join(project, "node_modules/wrangler/bin/wrangler.js"), "dev", "--port", "0"],
      { cwd: project, stdio: "ignore", env: { ...process.env, CI: "true" } },
    );
    onTestFinished(async () => {
      wrangler.kill("SIGTERM");
      await once(wrangler, "close");
    });
    await dev.printing("Another process, such as `wrangler dev`, has these data open");
    dev.write("flags.json", flagRecords({ a: false }));
    await dev.settled("1 updated");
    expect(await dev.page()).toMatchObject({ flag: { on: false } });
    expect(dev.printed.match(/Another process/g)).toHaveLength(1);
  },
  TIMEOUT,
);

test(
  "reports what is broken with its place, and keeps the last good state until it is fixed",
  async () => {
    const project = writeWorkerProject(FILES);
    const dev = startDev(project);
    await dev.settled();
    const generated = readFileSync(join(project, "src/kv.gen.ts"), "utf8");
    const page = await dev.page();
    const stays = async () => {
      expect(readFileSync(join(project, "src/kv.gen.ts"), "utf8")).toBe(generated);
      expect(await dev.page()).toEqual(page);
    };

    dev.write("keyloom.schema.ts", SCHEMA.replace("flag:{name}", "flag:{name"));
    const problem = await dev.settled("1 error");
    expect(problem).toMatch(/keyloom\.schema\.ts:10:\d+ {2}error {2}template-syntax\n/);
    expect(problem).toContain("keyloom.schema.ts is not applied: the last good one stays\n");
    await stays();

    dev.write("keyloom.schema.ts", SCHEMA.replace("./flag.ts", "./other.ts"));
    await dev.settled("  at keyloom.schema.ts:2:22\n");
    await stays();
    // The file that was missing.
    dev.write("other.ts", FLAG);
    expect(await dev.settled("other.ts changed\n")).toContain("0 updated, 2 unchanged\n");

    dev.write("flags.json", '[{ "params": { "name": "a" }, "value": { "on": "yes" } }]');
    await dev.settled("flags.json:1:2  error  seed-mismatch\n");
    await stays();
    dev.write("flags.json", flagRecords({ a: true }));
    await dev.settled("0 updated, 2 unchanged\n");

    dev.write("src/worker.ts", "export default {");
    expect(await dev.settled("The last good Worker stays.\n")).toContain("src/worker.ts:1:16");
    await stays();
    dev.write("src/worker.ts", WORKER);
    await dev.settled("Worker: ");
    await stays();
  },
  TIMEOUT,
);

test(
  "keeps its data where wrangler looks for them, rejects a second one, and leaves nothing behind after SIGINT",
  async () => {
    const project = writeWorkerProject(FILES);
    const dev = startDev(project, "--fault", "stale=3600");
    await dev.settled();
    const page = await dev.page();
    expect(page).toMatchObject({ flag: { on: true } });
    dev.write("flags.json", flagRecords({ a: false }));
    await dev.settled("1 updated");
    // The Worker has read it before: only wrangler sees what is there.
    expect(await dev.page()).toEqual(page);
    const wrangler = join(REPO, "node_modules/wrangler/bin/wrangler.js");
    const args = ["kv", "key", "get", "flag:a", "--binding", "SHOP", "--local"];
    const { stdout } = await promisify(execFile)(process.execPath, [wrangler, ...args], {
      cwd: project,
    });
    expect(stdout.trim()).toBe('{"on":false}');

    const second = await keyloom(project, "dev", "--port", "0");
    expect(second).toMatchObject({ code: 2, stdout: "" });
    const state = join(project, ".wrangler/state");
    expect(second.stderr).toMatch(
      new RegExp(
        `^keyloom: the local Cloudflare of ${state} is in use by process ${dev.pid}\nhelp: .+\n$`,
      ),
    );

    const started = descendants(dev.pid);
    expect(started.length).toBeGreaterThan(0);
    // As where a package manager hands on what the terminal has sent to both.
    process.kill(dev.pid, "SIGINT");
    const { code, stderr } = await dev.end("SIGINT");
    expect({ code, stderr }).toEqual({
      code: 130,
      stderr: "keyloom: stopped: the next run continues from here\n",
    });
    await until(() => !started.some(isAlive));
    expect(locks(project)).toEqual([]);
  },
  TIMEOUT,
);

test(
  "keeps only the data up to date without a wrangler file, and breaks nothing if SIGTERM comes during the write",
  async () => {
    const project = writeProject({
      "keyloom.schema.ts": schemaOf({ CACHE: flags({ title: "cache-{stage}" }) }),
      "flags.json": flagRecords({ a: true }),
    });
    const stopped = startDev(project, "--stage", "test.1", "--fault", "latency=500");
    await stopped.printing("no Worker is served");
    await until(() => locks(project).length > 1 || stopped.printed.includes("created"));
    const started = descendants(stopped.pid);
    expect((await stopped.end("SIGTERM")).code).toBe(143);
    await until(() => !started.some(isAlive));
    expect(locks(project)).toEqual([]);

    const dev = startDev(project, "--stage", "test.1");
    await dev.settled("  cache-test.1\n");
  },
  TIMEOUT,
);

test(
  "removes a file that leaves the folder of a site from KV, with `--prune`",
  async () => {
    const project = writeProject({
      "keyloom.schema.ts": `import { assets, defineKv } from "keyloom";
const page = assets({ key: "site:{path}", from: "./public", methods: [] });
export default defineKv({ namespaces: { SITE: { title: "site-{stage}", collections: { page } } } });`,
      "public/a.html": "a",
      "public/b.html": "b",
    });
    const dev = startDev(project, "--prune");
    await dev.settled("2 created");
    const [, api, account] = /^API: (\S+), account (\w+)/m.exec(dev.printed) ?? [];
    const [, id] = /^SITE {2}(\w+)/m.exec(dev.printed) ?? [];
    const keys = async () => {
      const headers = { authorization: "Bearer any" };
      const path = `${api}/accounts/${account}/storage/kv/namespaces/${id}/keys`;
      const { result } = (await (await fetch(path, { headers })).json()) as {
        readonly result: readonly { readonly name: string }[];
      };
      return result.map(({ name }) => name);
    };
    expect(await keys()).toEqual(["site:a.html", "site:b.html"]);
    rmSync(join(project, "public/b.html"));
    await dev.settled("1 updated");
    expect(await keys()).toEqual(["site:a.html"]);
  },
  TIMEOUT,
);

test(
  "can be stopped while a schema runs forever",
  async () => {
    const loop =
      'import { writeFileSync } from "node:fs";\nwriteFileSync("started", "");\nfor (;;);\n';
    const project = writeProject({ "keyloom.schema.ts": loop });
    const dev = startDev(project);
    await until(() => existsSync(join(project, "started")));
    const started = descendants(dev.pid);
    expect((await dev.end("SIGINT")).code).toBe(130);
    await until(() => !started.some(isAlive));
  },
  TIMEOUT,
);

test("reports invalid ports, ports in use and a missing wrangler with what to do", async () => {
  const { "wrangler.jsonc": wranglerFile, ...files } = FILES;
  const project = writeProject({ ...files, "wrangler.jsonc": wranglerFile });
  const server = createServer().listen(0, "127.0.0.1");
  await until(() => server.listening);
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  for (const [given, why] of [
    ["web", '"web" is not a port'],
    [String(port), `port ${port} is in use`],
    ["0", `the Worker of ${join(project, "wrangler.jsonc")} needs wrangler`],
  ] as const) {
    const { code, stderr } = await keyloom(project, "dev", "--port", given);
    expect({ given, code }).toEqual({ given, code: 2 });
    expect(stderr).toMatch(/^keyloom: .+\nhelp: .+\n$/);
    expect(stderr).toContain(why);
  }
});
