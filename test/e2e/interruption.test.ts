import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { MAX_CALLS_UNDER_WAY } from "../../infra/seed/send.ts";
import { makeDataFolder } from "../data-folder.ts";
import { noted } from "../infra/noted.ts";
import { schemaOf } from "../infra/stage.ts";
import { descendants, isAlive, until } from "../processes.ts";
import { writeProject } from "../project.ts";
import { startHoldingApi } from "./holding-api.ts";
import { operationsOf } from "./operations.ts";
import { KEYLOOMS_START, PULUMI_YAML, providerFrom, stackProgram } from "./own-project.ts";
import { makeStack, pulumi } from "./pulumi.ts";

const RECORDS = 100_000;

const FILES = {
  "keyloom.schema.ts": schemaOf({
    MANY: `{ title: "many", collections: { record: collection({
      key: "record:{n}", value: z.string(), codec: "text", ttl: ttl.none("it is a test"), seed: "./records.ts",
    }) } }`,
  }),
  "records.ts": `export default function* () {
    for (let n = 0; n < ${RECORDS}; n++) yield { params: { n: String(n).padStart(6, "0") }, value: "value " + n };
  }`,
};

/** Bulk writes that are answered before the kill. */
const ANSWERED = 12;

/** Whether a process sends the seed. */
function isSending(folder: string): boolean {
  return readdirSync(folder).some((name) => name.endsWith(".lock"));
}

function isStartedByKeyloom(pid: number): boolean {
  const command = execFileSync("ps", ["-p", String(pid), "-o", "args="], { encoding: "utf8" });
  return command.includes("/keyloom/pulumi-nodejs/pulumi-resource-pulumi-nodejs");
}

/** A project of one's own, whose provider Keyloom has started: for the whole of it see dynamic-provider.test.ts. */
const OWN_PROJECT = {
  "Pulumi.yaml": PULUMI_YAML + providerFrom(KEYLOOMS_START),
  "index.ts": stackProgram('stage: "test",'),
};

/** The script in Pulumi's package is that of its releases: a shell, which waits for Node. */
const RELEASED = fileURLToPath(new URL("../../node_modules/@pulumi/pulumi", import.meta.url));
const RELEASED_PROJECT = {
  ...OWN_PROJECT,
  "Pulumi.yaml": PULUMI_YAML + providerFrom(RELEASED),
};

/** How the seed's provider is started: by Pulumi itself, and by what Keyloom has for it. */
const STARTS = [
  { by: "by this Pulumi", files: FILES, isOwn: false, hasProject: false },
  {
    by: "by Pulumi's releases",
    files: { ...FILES, ...RELEASED_PROJECT },
    isOwn: false,
    hasProject: true,
  },
  { by: "by Keyloom", files: { ...FILES, ...OWN_PROJECT }, isOwn: true, hasProject: true },
];

describe.skipIf(pulumi.missing !== undefined)(
  "the Pulumi CLI, killed in the middle of seeding",
  () => {
    test.each(STARTS)(
      `with the provider started $by, the next \`up\` sends only the missing ones of ${RECORDS} records`,
      async ({ files, isOwn, hasProject }) => {
        const data = makeDataFolder();
        const project = writeProject(files);
        const api = await startHoldingApi(ANSWERED);
        onTestFinished(() => {
          api.close();
          data.remove();
        });
        const stack = await makeStack({
          folder: data.path,
          ...(hasProject && { project }),
          apiUrl: api.url,
          config: {
            accountId: "b".repeat(32),
            ...(!hasProject && { schema: join(project, "keyloom.schema.ts") }),
          },
        });
        const journals = join(project, ".wrangler/keyloom/seeds");

        const { pid, ended } = stack.start("up", "--yes", "--skip-preview");
        // All that was answered is noted, and as many calls as there may be wait for an answer.
        const isHeld = until(
          () => api.held === MAX_CALLS_UNDER_WAY && noted(journals) >= api.answered,
        );
        // It would wait forever on one that has failed.
        expect(await Promise.race([isHeld, ended])).toBeUndefined();
        const plugins = descendants(pid);
        expect(plugins.some(isStartedByKeyloom)).toBe(isOwn);
        process.kill(-pid, "SIGKILL");
        await ended;
        // Plugins have process groups of their own. That of the seed ends what is under way, and stops.
        expect(plugins.some(isAlive)).toBe(true);
        onTestFinished(() => {
          for (const plugin of plugins.filter(isAlive)) process.kill(plugin, "SIGKILL");
        });
        // It looks for the engine every half second, and sends until then.
        await setTimeout(3_000);
        const before = api.received;
        api.release();
        await until(() => !isSending(journals));
        const written = api.answered;
        expect(written).toBe(before);
        expect(noted(journals)).toBeGreaterThanOrEqual(written);

        const locked = await stack.run("up", "--yes", "--skip-preview");
        expect(locked.code).not.toBe(0);
        expect(locked.stdout + locked.stderr).toContain("pulumi cancel");
        expect((await stack.run("cancel", "--yes")).code).toBe(0);

        const { code, stdout } = await stack.run("up", "--yes", "--skip-preview");
        expect({ code, operations: operationsOf(stdout) }, stdout).toMatchObject({
          code: 0,
          operations: { "MANY.record": "created" },
        });
        expect(api.received - before).toBe(RECORDS - written);
        expect(api.keys.size).toBe(RECORDS);
        expect(noted(journals)).toBe(0);

        const all = api.received;
        const again = await stack.run("up", "--yes", "--skip-preview");
        expect({ code: again.code, operations: operationsOf(again.stdout) }).toEqual({
          code: 0,
          operations: {},
        });
        expect(api.received).toBe(all);
      },
      600_000,
    );
  },
);
